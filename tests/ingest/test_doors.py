"""Every door: text, web pages, JSON, JSONL, packed files, folders, standard input, bytes."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import threading
from pathlib import Path

import pytest
from tests.ingest import pages
from tests.ingest.conftest import Load, One

from onrecord.ingest import Failure, Hints, from_text, load, load_all
from onrecord.ingest.build import TITLE_NOTE
from onrecord.ingest.policy import digest
from onrecord.model import Document
from onrecord.tables import Knowledge

TEXT = "\n\n".join(pages.PARAGRAPHS)


def _row(**fields: object) -> str:
    return json.dumps({"text": TEXT, **fields}, ensure_ascii=False)


def _ids(items: list[Document | Failure]) -> list[str]:
    return [item.id if isinstance(item, Document) else f"failed: {item.name}" for item in items]


@pytest.mark.parametrize("name", ["talks.txt", "talks.md", "talks", "talks.TXT", "talks.eml.log"])
def test_a_text_file_is_its_text(tmp_path: Path, one: One, name: str) -> None:
    path = tmp_path / name
    path.write_text(TEXT, encoding="utf-8")
    found = one(path)
    assert found.text == TEXT
    assert found.sha256 == digest(TEXT)
    assert found.id == ("talks.eml.log" if name == "talks.eml.log" else "talks")
    assert found.language == "en"
    assert found.origin is not None
    assert found.origin.media_type == "text/plain; charset=utf-8"
    assert (found.origin.bytes, found.origin.sha256, found.origin.replaced) == (len(TEXT.encode()), digest(TEXT), 0)
    assert found.origin.extractor.endswith(", text")


def test_line_ends_and_white_space_stay(tmp_path: Path, one: One) -> None:
    text = "  Talks were held.\r\n\r\n\tThey went on.\u00a0\r\n\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    assert one(path).text == text


def test_a_web_page_goes_through_its_own_process(tmp_path: Path, one: One) -> None:
    path = tmp_path / "1.html"
    path.write_text(pages.kremlin(), encoding="utf-8")
    found = one(path)
    assert found.id == "1"
    assert found.text.startswith(pages.LEAD)
    assert (found.title, found.published, found.place) == (pages.TITLE, pages.DAY, "Linmouth, Sarelia")
    assert (found.publisher, found.country, found.language) == ("President of Russia", "RU", "en")
    assert found.media is not None
    assert (found.media.photos, found.media.videos) == (9, 2)
    assert found.origin is not None
    assert found.origin.sha256 == digest(path.read_bytes())
    assert found.origin.media_type == "text/html; charset=utf-8"
    assert found.origin.extractor.endswith(", recipe president-russia")
    assert found.notes == ()


def test_content_tells_the_format_before_the_name_does(tmp_path: Path, one: One) -> None:
    page, text = tmp_path / "page.txt", tmp_path / "text.html"
    page.write_text(pages.kremlin(), encoding="utf-8")
    text.write_text(TEXT, encoding="utf-8")
    assert one(page).title == pages.TITLE
    assert one(text).text == TEXT


def test_a_text_that_speaks_of_tags_stays_text(tmp_path: Path, one: One) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(f"<b>Not a page.</b> {TEXT}", encoding="utf-8")
    assert one(path).text.startswith("<b>Not a page.</b>")


def test_a_fragment_of_a_page_is_a_page(one: One) -> None:
    assert one(f"<div><h1>{pages.TITLE}</h1>{pages.paragraphs()}</div>".encode()).text == TEXT


def test_a_page_s_own_word_on_its_language_yields_to_its_text(one: One) -> None:
    found = one(pages.unknown().replace('lang="en"', 'lang="ru"').encode())
    assert found.language == "en"
    assert found.notes == ("the page gives its language as ru, its text is in en",)


def test_jsonl_gives_a_document_for_each_line(tmp_path: Path, load_all_of: Load) -> None:
    path = tmp_path / "reports.jsonl"
    full = _row(
        id="one",
        title="Talks",
        url="https://president.gov.by/en/x",
        publisher="President of Belarus",
        country="BY",
        language="en",
        date="2024-06-11",
        place="Linmouth",
        mood="good",
    )
    path.write_text(f"{full}\n\n{_row()}\n{_row(id=7)}", encoding="utf-8")
    first, second, third = load_all_of(path)
    assert isinstance(first, Document)
    assert (first.id, first.title, first.url, first.publisher) == (
        "one",
        "Talks",
        "https://president.gov.by/en/x",
        "President of Belarus",
    )
    assert (first.country, first.language, first.published, first.place) == ("BY", "en", "2024-06-11", "Linmouth")
    assert first.origin is not None
    assert first.origin.media_type == "application/jsonl"
    assert isinstance(second, Document)
    assert second.id == f"report-{digest(TEXT)[:12]}"
    assert isinstance(third, Document)
    assert third.id == "7"


def test_a_bad_line_is_named_and_the_others_go_on(tmp_path: Path, load_all_of: Load) -> None:
    path = tmp_path / "reports.jsonl"
    lines = [_row(id="a"), "{not json", '{"title": "no text"}', '{"text": 7}', '{"text": "  "}', "[1]", _row(id="b")]
    path.write_text("\n".join(lines), encoding="utf-8")
    items = load_all_of(path)
    assert _ids(items) == ["a", *(f"failed: {path}, line {n}" for n in (2, 3, 4, 5, 6)), "b"]
    messages = [str(item.error) for item in items if isinstance(item, Failure)]
    assert "not valid JSON" in messages[0]
    assert 'no "text"' in messages[1]
    assert "$.text" in messages[2]
    assert "no text" in messages[3]


def test_json_may_be_a_list_or_one_report(tmp_path: Path, load_all_of: Load) -> None:
    several, single = tmp_path / "several.json", tmp_path / "single.json"
    several.write_text(f"[{_row(id='a')},\n {_row(id='b')}, 7]", encoding="utf-8")
    single.write_text(json.dumps({"id": "c", "text": TEXT}, indent=2), encoding="utf-8")
    assert _ids(load_all_of(several)) == ["a", "b", f"failed: {several}, item 3"]
    assert _ids(load_all_of(single)) == ["c"]


def test_packed_files_are_read_as_they_are_unpacked(tmp_path: Path, load_all_of: Load, one: One) -> None:
    many, text = tmp_path / "many.jsonl.gz", tmp_path / "talks.txt.gz"
    many.write_bytes(gzip.compress("\n".join(_row(id=f"r{n}") for n in range(300)).encode()))
    text.write_bytes(gzip.compress(TEXT.encode()))
    assert _ids(load_all_of(many)) == [f"r{n}" for n in range(300)]
    assert one(text).id == "talks"


def test_reports_come_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(_row(id=f"r{n}") for n in range(1000)), encoding="utf-8")
    stream = load(path)
    first = next(stream)
    assert isinstance(first, Document)
    assert first.id == "r0"
    stream.close()  # type: ignore[attr-defined]


def test_a_folder_gives_its_files_sorted_and_its_subfolders(tmp_path: Path, load_all_of: Load) -> None:
    for name in ("b.txt", "a.txt", "deep/er/c.md", "deep/a.txt", ".hidden.txt", ".git/x.txt", "picture.png", "notes.rtf"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    assert _ids(load_all_of(tmp_path)) == ["a", "b", "a-2", "c"]


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path, load_all_of: Load) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "secret.txt").write_text(TEXT, encoding="utf-8")
    (inside / "secret.txt").symlink_to(outside / "secret.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "loop").symlink_to(inside)
    (failure,) = load_all_of(inside)
    assert isinstance(failure, Failure)
    assert "1 link leads out of it, not followed" in str(failure.error)
    (inside / "own.txt").write_text(TEXT, encoding="utf-8")
    (inside / "same.txt").symlink_to(inside / "own.txt")
    assert _ids(load_all_of(inside)) == ["own", "same"]


def test_one_bad_file_in_a_folder_stops_nothing(tmp_path: Path, load_all_of: Load) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "c.html").write_text("<html><body></body></html>", encoding="utf-8")
    (tmp_path / "d.txt").write_text(TEXT, encoding="utf-8")
    items = load_all_of(tmp_path)
    assert [type(item).__name__ for item in items] == ["Failure", "Document", "Failure", "Document"]


@pytest.mark.parametrize(
    ("given", "ids"),
    [(TEXT, [f"report-{digest(TEXT)[:12]}"]), (_row(id="x") + "\n" + _row(id="y"), ["x", "y"]), (pages.kremlin(), None)],
    ids=["text", "jsonl", "page"],
)
def test_standard_input_is_told_apart_by_looking(
    monkeypatch: pytest.MonkeyPatch, load_all_of: Load, given: str, ids: list[str] | None
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    items = load_all_of("-")
    assert all(isinstance(item, Document) for item in items)
    if ids is None:
        assert isinstance(items[0], Document)
        assert items[0].title == pages.TITLE
    else:
        assert _ids(items) == ids


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_read_to_its_end(tmp_path: Path, one: One) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_text(TEXT, encoding="utf-8"))
    writer.start()
    assert one(pipe).text == TEXT
    writer.join()


def test_ids_are_unique_over_all_sources(tmp_path: Path, knowledge: Knowledge) -> None:
    for name in ("x/talks.txt", "y/Talks.txt"):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(TEXT, encoding="utf-8")
    found = list(load_all([tmp_path / "x", tmp_path / "y", TEXT.encode(), TEXT.encode()], Hints(), knowledge))
    own = f"report-{digest(TEXT)[:12]}"
    assert _ids(found) == ["talks", "Talks-2", own, f"{own}-2"]


def test_hints_hold_where_the_source_is_silent(tmp_path: Path, load_all_of: Load) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(
        _row(title="Own", date="2024-01-02", country="by", publisher="BelTA", url="https://belta.by/1") + "\n" + _row(),
        encoding="utf-8",
    )
    hints = {
        "published": "2024-06-12",
        "publisher": "TASS",
        "side": "KZ",
        "title": "Hint",
        "url": "https://tass.com/1",
        "language": "en-GB",
    }
    stated, silent = load_all_of(path, **hints)
    assert isinstance(stated, Document)
    assert (stated.title, stated.published, stated.country, stated.publisher) == ("Own", "2024-01-02", "BY", "BelTA")
    assert stated.url == "https://belta.by/1"
    assert isinstance(silent, Document)
    assert (silent.title, silent.published, silent.country, silent.publisher) == ("Hint", "2024-06-12", "KZ", "TASS")
    assert (silent.url, silent.language) == ("https://tass.com/1", "en")


@pytest.mark.parametrize(
    ("hints", "country", "publisher"),
    [
        (
            {"publisher": "President of Russia (Kremlin), republished by a monitor"},
            "RU",
            "President of Russia (Kremlin), republished by a monitor",
        ),
        ({"publisher": "Prime Minister of Iceland"}, "IS", "Prime Minister of Iceland"),
        ({"publisher": "Moon Gazette"}, None, "Moon Gazette"),
        (
            {"url": "https://web.archive.org/web/20210713120000/https://www.president.gov.ua/en/news/1"},
            "UA",
            "President of Ukraine",
        ),
        ({"side": "Belarus"}, "BY", None),
        ({"side": "XC"}, "XC", None),
        ({}, None, None),
    ],
    ids=["alias", "country in the name", "unknown", "archived address", "country's name", "unknown code", "nothing"],
)
def test_the_side_follows_from_what_is_known_of_the_publisher(
    one: One, hints: dict[str, str], country: str | None, publisher: str | None
) -> None:
    found = one(TEXT.encode(), **hints)
    assert (found.country, found.publisher) == (country, publisher)


def test_what_cannot_be_used_is_said(one: One) -> None:
    found = one(_row(date="last Tuesday", country="Atlantis").encode())
    assert (found.published, found.country) == (None, None)
    assert found.notes == (
        "the country 'Atlantis' is none that is known",
        "the date 'last Tuesday' is not ISO 8601 and was left out",
    )


def test_a_title_line_is_taken_and_said_to_be(one: One) -> None:
    found = one(f"Talks in Linmouth\n\n{TEXT}".encode())
    assert found.title == "Talks in Linmouth"
    assert found.text.startswith("Talks in Linmouth")
    assert found.notes == (TITLE_NOTE,)


def test_a_text_at_hand(knowledge: Knowledge) -> None:
    found = from_text(TEXT, Hints(id="../../etc/passwd", published="2024-06-12T10:00:00Z"), knowledge)
    assert found.text == TEXT
    assert found.id == "etc-passwd"
    assert found.published == "2024-06-12"


def test_reading_twice_gives_the_same(tmp_path: Path, load_all_of: Load) -> None:
    (tmp_path / "a.html").write_text(pages.unknown(), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(_row(), encoding="utf-8")
    assert load_all_of(tmp_path) == load_all_of(tmp_path)
