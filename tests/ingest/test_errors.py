"""Every way in which an input can be wrong gives its own error with one line that says what to do."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import zipfile
from pathlib import Path

import pytest
from tests.ingest import pages
from tests.ingest.conftest import Fails, Load, One

from onrecord.errors import EmptyInput, InputError, Malformed, NotFound, NotText, TooLarge
from onrecord.ingest import from_text
from onrecord.ingest.limits import INPUT_BYTES

TEXT = "\n\n".join(pages.PARAGRAPHS)


def _zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", "<p/>")
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (b"", EmptyInput, "nothing in it"),
        (b" \n\t\r\n ", EmptyInput, "nothing in it"),
        (b"\xef\xbb\xbf", EmptyInput, "nothing in it"),
        (b"\x00" * 500, EmptyInput, "nothing in it"),
        ("\u200b\u00a0\n".encode(), EmptyInput, "no text"),
        (gzip.compress(b"", mtime=0), EmptyInput, "nothing in it"),
        (b"[]", EmptyInput, "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", Malformed, "the PDF is damaged"),
        (_zip(), EmptyInput, "no text in the document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", NotText, "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", NotText, "a JPEG image"),
        (b"GIF89a....", NotText, "a GIF image"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", NotText, "a WebP image"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", Malformed, "the web archive is damaged"),
        (b"{\\rtf1\\ansi talks}", NotText, "an RTF document"),
        (b"SQLite format 3\x00....", NotText, "a database"),
        (random.Random(7).randbytes(5000), NotText, "binary data"),
        (gzip.compress(gzip.compress(b"x", mtime=0), mtime=0), NotText, "gzip file within a gzip file"),
        (gzip.compress(TEXT.encode(), mtime=0)[:60], Malformed, "damaged or cut short"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', Malformed, "a feed"),
        (b'<?xml version="1.0"?><talks/>', Malformed, "XML, but no web page"),
        (b"From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", NotText, "this is a mail"),
        (b'{"id": 1, "text": "a', Malformed, "not valid JSON"),
        (b'[{"text": "a"}', Malformed, "not valid JSON"),
        (b'{"document": {"text": "x"}, "meetings": [], "versions": {}}', Malformed, "a record that OnRecord wrote"),
        (b'[{"text": ' + b"[" * 100_000, Malformed, "not valid JSON"),
        (b"\xff\xfeT\x00a\x00lk\xd8", NotText, "UTF-16-LE"),
        (b'{"text": "\xff\xfe\xfa"}', NotText, "JSON is UTF-8"),
        (b"<html><body><p></p></body></html>", EmptyInput, "no text of a report"),
        (pages.kremlin_list().encode(), InputError, "a list of 20 reports"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else str(getattr(value, "__name__", value)),
)
def test_what_is_wrong_is_named(fails: Fails, data: bytes, kind: type[InputError], words: str) -> None:
    error = fails(data)
    assert type(error) is kind
    assert words in str(error)


def test_no_file(fails: Fails, tmp_path: Path) -> None:
    assert isinstance(fails(tmp_path / "nothing.txt"), NotFound)
    assert isinstance(fails("a\x00b"), NotFound)
    assert isinstance(fails("x" * 5000), NotFound)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_no_right_to_read(fails: Fails, tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    assert isinstance(fails(path), NotFound)


def test_an_empty_folder(fails: Fails, tmp_path: Path) -> None:
    assert isinstance(fails(tmp_path), EmptyInput)


def test_a_file_over_the_limit_is_not_read_whole(fails: Fails, tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as out:
        out.write(b"Talks were held. ")
        out.truncate(40 * INPUT_BYTES)
    error = fails(path)
    assert isinstance(error, TooLarge)
    assert "50 MB" in str(error)


def test_a_line_over_the_limit_is_skipped_and_the_next_is_read(tmp_path: Path, load_all_of: Load) -> None:
    path = tmp_path / "big.jsonl"
    with path.open("wb") as out:
        out.write(b'{"text": "')
        for _ in range(INPUT_BYTES // 1_000_000 + 2):
            out.write(b"a" * 1_000_000)
        out.write(b'"}\n' + json.dumps({"id": "next", "text": TEXT}).encode())
    first, second = load_all_of(path)
    assert "line 1" in first.name  # type: ignore[union-attr]
    assert isinstance(first.error, TooLarge)  # type: ignore[union-attr]
    assert second.id == "next"  # type: ignore[union-attr]


def test_a_bomb_is_not_unpacked(fails: Fails, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.jsonl.gz"
    with gzip.open(bomb, "wb", compresslevel=9) as out:
        for _ in range(100):
            out.write(b"0" * 1_000_000)
    error = fails(bomb)
    assert isinstance(error, TooLarge)
    assert "unpacked" in str(error)


def test_a_packed_file_cut_short_gives_what_it_holds_and_says_so(tmp_path: Path, load_all_of: Load) -> None:
    path = tmp_path / "cut.jsonl.gz"
    rows = "\n".join(json.dumps({"id": f"r{n}", "text": f"{random.Random(n).random()} {TEXT}"}) for n in range(3000))
    path.write_bytes(gzip.compress(rows.encode())[:-200])
    *documents, failure = load_all_of(path)
    assert len(documents) > 1000
    assert isinstance(failure.error, Malformed)  # type: ignore[union-attr]


def test_a_text_at_hand_that_is_none() -> None:
    with pytest.raises(EmptyInput):
        from_text(" \n ")


def test_lone_surrogates_in_json_are_replaced_and_counted(one: One) -> None:
    found = one(b'{"text": "Talks were held \\ud800 in Linmouth\\u0000 today, they said."}')
    assert found.text == "Talks were held \ufffd in Linmouth\ufffd today, they said."
    assert found.origin is not None
    assert found.origin.replaced == 2
