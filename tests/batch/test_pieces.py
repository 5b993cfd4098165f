"""Shards, keys, the look at pages, signatures."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from tests.batch import archives
from tests.ingest import made

from onrecord.batch.items import items
from onrecord.batch.plan import input_files, key_of, shards
from onrecord.batch.watch import Watch
from onrecord.errors import InputError
from onrecord.ingest import Failure
from onrecord.ingest.webarchive import entries
from onrecord.model import Document
from onrecord.tables import load

REPORT = "The President of Velland met with the Prime Minister of Sarelia. The two leaders discussed trade and energy. " * 5


def test_shards_of_an_archive_hold_every_record_once(tmp_path: Path) -> None:
    path = archives.archive(tmp_path / "news.warc.gz", 30)
    for size in (100, 5_000, 20_000, 10_000_000):
        found = list(shards([path], size))
        assert found[0].start == 0
        assert found[-1].end is None
        assert [a.end for a in found[:-1]] == [b.start for b in found[1:]]
        with path.open("rb") as raw:
            urls = [e.url for shard in found for e in entries(raw, shard.start, shard.end)]
        assert urls == [f"https://a.example/{n}" for n in range(30)]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "one member"])
def test_what_cannot_be_begun_in_the_middle_is_one_shard(tmp_path: Path, pack: object) -> None:
    path = tmp_path / "news.warc.gz"
    path.write_bytes(pack(b"".join(made.warc_record(url, page.encode()) for url, page in archives.pages(30))))  # type: ignore[operator]
    assert [(s.start, s.end) for s in shards([path], 1_000)] == [(0, None)]


def test_lines_are_cut_where_they_begin_and_each_stands_in_one_shard(tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"r{n}", "text": "Talks. " * (n % 7 + 1)}) + "\n" * (1 + n % 3) for n in range(200)]
    plain, packed = tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz"
    plain.write_text("".join(lines), encoding="utf-8")
    packed.write_bytes(gzip.compress(plain.read_bytes(), mtime=0))
    for path, size in ((plain, 16), (plain, 4_000), (plain, 100_000), (packed, 16), (packed, 4_000), (packed, 10_000)):
        cut = list(shards([path], size))
        assert {s.kind for s in cut} == {"lines"}
        assert (cut[0].start, cut[-1].end) == (0, None)
        with Watch(tmp_path / "at") as watch:
            found = [item for shard in cut for item in items(shard, load(), False, watch)]
        assert [item.found.id for item in found if isinstance(item.found, Document)] == [f"r{n}" for n in range(200)], size
        data = plain.read_bytes()
        assert all(item.at is not None and data[item.at :].startswith(b'{"id"') for item in found)


def test_a_line_that_cannot_be_read_and_a_file_that_is_cut_short_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    lines = "".join(json.dumps({"id": f"r{n}", "text": "Talks. " + str(hash(str(n)))}) + "\n" for n in range(900))
    path.write_bytes(gzip.compress(("{\n" + lines).encode(), mtime=0)[:-3_000])
    cut = list(shards([path], 40_000))
    assert len(cut) > 2
    with Watch(tmp_path / "at") as watch:
        found = [item for shard in cut for item in items(shard, load(), False, watch)]
    failures = [(item, item.found) for item in found if isinstance(item.found, Failure)]
    assert "line 1" in failures[0][1].name
    assert "damaged or cut short" in str(failures[-1][1].error)
    assert failures[-1][0].damaged
    read = [item.found.id for item in found if isinstance(item.found, Document)]
    assert read == [f"r{n}" for n in range(len(read))]
    assert len(read) > 100


def test_small_files_go_together_and_large_ones_do_not(tmp_path: Path) -> None:
    for n in range(450):
        (tmp_path / f"{n:03}.txt").write_text("x" * (5_000 if n == 10 else 1), encoding="utf-8")
    found = list(shards(input_files([str(tmp_path), str(tmp_path / "000.txt")]), 4_000))
    assert [len(s.files) for s in found] == [11, 200, 200, 39]


def test_a_key_changes_with_contents_cut_and_version(tmp_path: Path) -> None:
    path = archives.archive(tmp_path / "news.warc.gz", 10)
    (whole,), parts = shards([path], 10_000_000), list(shards([path], 3_000))
    keys = {key_of(whole, "1"), key_of(whole, "2"), *(key_of(part, "1") for part in parts)}
    archives.archive(path, 9)
    (other,) = shards([path], 10_000_000)
    keys.add(key_of(other, "1"))
    assert len(keys) == 3 + len(parts)
    assert key_of(whole, "1") in keys


def test_a_folder_without_anything_to_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing|no file"):
        input_files([str(tmp_path)])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (f"<html><p>{REPORT}</p></html>".encode(), None),
        (REPORT.encode(), None),
        (f"<html><p>{'Le président a parlé de la route et de la pêche avec les maires. ' * 9}</p></html>".encode(), "other"),
        (
            f"<html><p>{'De boer zegt dat het hooi binnen is en de koeien nog buiten zijn. ' * 20}{REPORT}".encode(),
            "language",
        ),
        (f"<html><p>{'Fry the onions, add the rice and stir until it is done. ' * 9}</p></html>".encode(), "other"),
        (b"<html><body></body></html>", "empty"),
        (bytes(range(256)) * 40, "binary"),
    ],
)
def test_the_look_at_a_page(data: bytes, why: str | None) -> None:
    pytest.importorskip("resiliparse", reason="not checked: resiliparse is not installed")
    from onrecord.batch.gate import look

    assert look(data, None).why == why


@pytest.mark.parametrize("data", [b"<" * 30_000, b"<html>" + b"<div>" * 20_000, b""])
def test_any_page_is_looked_at(data: bytes) -> None:
    pytest.importorskip("resiliparse", reason="not checked: resiliparse is not installed")
    from onrecord.batch.gate import look

    assert look(data, None).why in ("binary", "empty", "language", "other")


def test_signatures_tell_near_duplicates() -> None:
    pytest.importorskip("datasketch", reason="not checked: datasketch is not installed")
    from onrecord.batch.near import pairs, signature

    words = [f"word{n}" for n in range(300)]
    texts = [" ".join(words), " ".join([*words[:150], "other", *words[151:]]), " ".join(reversed(words)), "", "x"]
    found = list(pairs(map(signature, [*texts, texts[0]])))
    assert [(p.index, p.of) for p in found] == [(1, 0), (5, 0)]
    assert found[-1].similarity == 1.0
