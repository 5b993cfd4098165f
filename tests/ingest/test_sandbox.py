"""The parsing process: kept for many pages, killed when a page overruns its limits, replaced, never in the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from tests.ingest import pages

from onrecord.errors import KnowledgeError, ParserStopped
from onrecord.ingest import load
from onrecord.ingest.sandbox import Parser
from onrecord.ingest.wire import PageFacts, Refused, read_frame, write_frame
from onrecord.model import Document
from onrecord.tables import Knowledge
from onrecord.tables import load as load_tables

ENDLESS = "<html><body><div " + " ".join(f"a{n}=1" for n in range(300_000)) + f">{pages.paragraphs()}</div></body></html>"


@pytest.fixture
def parser(knowledge: Knowledge) -> Iterator[Parser]:
    made = Parser(knowledge.folders)
    yield made
    made.close()


def _good(parser: Parser) -> None:
    found = parser.parse(pages.kremlin(), None)
    assert isinstance(found, PageFacts)
    assert found.title == pages.TITLE


def test_one_process_parses_many_pages(parser: Parser) -> None:
    assert parser.pid is None
    _good(parser)
    first = parser.pid
    for _ in range(5):
        _good(parser)
    assert parser.pid == first
    assert first is not None
    assert first != os.getpid()


def test_a_page_that_takes_too_long_is_stopped_and_the_next_is_parsed(knowledge: Knowledge) -> None:
    parser = Parser(knowledge.folders, seconds=1.0)
    _good(parser)
    first = parser.pid
    with pytest.raises(ParserStopped, match="over 1 s"):
        parser.parse(ENDLESS, None)
    assert parser.pid is None
    _good(parser)
    assert parser.pid != first
    parser.close()


@pytest.mark.skipif(sys.platform != "linux", reason="no limit of memory that holds here")
def test_a_page_that_takes_too_much_memory_is_stopped(knowledge: Knowledge) -> None:
    parser = Parser(knowledge.folders, memory=150_000_000)
    _good(parser)
    page = pages.page("<a href='x'>l</a>" * 500_000)
    try:
        found = parser.parse(page, None)
    except ParserStopped:
        pass
    else:
        assert isinstance(found, Refused)
        assert found.kind == "memory"
    _good(parser)
    parser.close()


def test_a_process_that_dies_is_told_and_replaced(parser: Parser) -> None:
    _good(parser)
    assert parser.pid is not None
    os.kill(parser.pid, signal.SIGSTOP) if hasattr(signal, "SIGSTOP") else None
    killer = threading.Timer(0.2, os.kill, (parser.pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL))
    killer.start()
    with pytest.raises(ParserStopped, match="brought its parser down"):
        parser.parse(pages.kremlin(), None)
    killer.join()
    _good(parser)


def test_a_process_that_died_between_pages_is_not_missed(parser: Parser) -> None:
    _good(parser)
    process = parser._process
    assert process is not None
    process.kill()
    process.wait()
    _good(parser)


def test_several_threads_share_a_process(parser: Parser) -> None:
    threads = [threading.Thread(target=_good, args=(parser,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _good(parser)


def test_closing_ends_the_process(knowledge: Knowledge) -> None:
    parser = Parser(knowledge.folders)
    _good(parser)
    process = parser._process
    assert process is not None
    parser.close()
    assert process.poll() is not None
    assert parser.pid is None
    parser.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_fork_gets_a_process_of_its_own(tmp_path: Path) -> None:
    program = (
        "import os, sys\n"
        "from onrecord.ingest.sandbox import parser\n"
        "from onrecord.tables import load\n"
        "page, mine = sys.stdin.read(), parser(load())\n"
        "first = mine.parse(page, None).title\n"
        "child = os.fork()\n"
        "again = mine.parse(page, None).title\n"
        "assert first == again\n"
        "if not child: os._exit(0)\n"
        "assert os.waitpid(child, 0)[1] == 0\n"
        "print(mine.parse(page, None).title)\n"
    )
    answer = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        input=pages.kremlin(),
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert answer.stdout.strip() == pages.TITLE, answer.stderr


def test_modules_in_the_folder_one_stands_in_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, knowledge: Knowledge
) -> None:
    for name in ("lxml", "trafilatura", "htmldate", "msgspec", "onrecord"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('run')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    parser = Parser(knowledge.folders)
    _good(parser)
    parser.close()


def test_recipes_of_one_s_own_reach_the_process(tmp_path: Path) -> None:
    folder = tmp_path / "publishers"
    folder.mkdir()
    (folder / "sarelia.toml").write_text(
        'name = "President of Sarelia"\ncountry = "XS"\ndomains = ["president.sarelia.example"]\n'
        '[page]\ntitle = [".headline"]\nbody = [".story"]\nremove = [".ad"]\nplace = [".where"]\n'
        'date = [".when"]\ndate_order = "dmy"\n',
        encoding="utf-8",
    )
    page = pages.page(
        f'<div class="headline">Our title</div><p class="where">Linmouth</p><p class="when">11.06.2024</p>'
        f'<div class="story"><div class="ad">Buy!</div>{pages.paragraphs()}</div>',
        '<link rel="canonical" href="https://www.president.sarelia.example/1">',
    )
    (found,) = load(page.encode(), knowledge=load_tables(tmp_path))
    assert isinstance(found, Document)
    assert found.text == "\n\n".join(pages.PARAGRAPHS)
    assert (found.title, found.place, found.published, found.country) == ("Our title", "Linmouth", pages.DAY, "XS")


def test_frames_come_back_as_they_went() -> None:
    stream = BytesIO()
    for data in (b"", b"one", b"\x00\xff" * 1000):
        write_frame(stream, data)
    stream.seek(0)
    assert [read_frame(stream, 10_000) for _ in range(4)] == [b"", b"one", b"\x00\xff" * 1000, None]


@pytest.mark.parametrize("data", [b"\x00", b"\x00" * 7 + b"\x09abc", b"\xff" * 8])
def test_a_frame_that_is_cut_or_too_long_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="frame"):
        read_frame(BytesIO(data), 1000)


def test_a_recipe_that_does_not_hold_together_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "publishers"
    folder.mkdir()
    (folder / "wrong.toml").write_text('name = "Wrong"\n[page]\nbody = ["p:hover"]\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match="p:hover"):
        list(load(pages.kremlin().encode(), knowledge=load_tables(tmp_path)))


def test_a_process_is_replaced_after_many_pages(monkeypatch: pytest.MonkeyPatch, parser: Parser) -> None:
    monkeypatch.setattr("onrecord.ingest.sandbox.PAGES_EACH", 2)
    _good(parser)
    first = parser.pid
    _good(parser)
    assert parser.pid is None
    _good(parser)
    assert parser.pid not in (None, first)
