"""Records of web archives: whole ones read, damaged ones told, whatever stands in the file."""

from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ingest import made

from bench import damage
from onrecord.ingest.webarchive import answer_of, entries

PAGES = tuple((f"https://a.example/{n}", f"<html><p>Page {n} " + "of talks " * 40 * n + "</p></html>") for n in range(1, 6))


def urls(data: bytes, start: int = 0, end: int | None = None) -> list[str]:
    return [e.url for e in entries(io.BytesIO(data), start, end) if e.kind == "response" and e.damage is None]


def members() -> list[bytes]:
    return [gzip.compress(made.warc_record(url, page.encode()), mtime=0) for url, page in PAGES]


@pytest.mark.parametrize("number", range(60))
def test_a_damaged_record_is_told_and_the_others_are_read(number: int) -> None:
    pytest.importorskip("fastwarc", reason="not checked: fastwarc is not installed")
    assert damage.verdict(damage.damaged(number)) == (True, 0)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lambda data: gzip.compress(data[:700]) + gzip.compress(data[700:])])
def test_one_member_or_several_give_the_same_records(pack: object) -> None:
    assert urls(pack(made.warc(*PAGES))) == [url for url, _ in PAGES]  # type: ignore[operator]


def test_parts_of_a_file_hold_every_record_once() -> None:
    data = b"".join(members())
    for size in (1, 7, 100, 350, 10_000):
        found = [url for at in range(0, len(data), size) for url in urls(data, at, at + size)]
        assert found == [url for url, _ in PAGES], size


def test_bytes_between_compressed_records_are_told() -> None:
    first, *rest = members()
    found = list(entries(io.BytesIO(first + b"no record" + b"".join(rest) + b"\x00" * 512)))
    assert [bool(e.damage) for e in found] == [False, True, False, False, False, False]


def test_a_record_that_is_too_large_is_left_out_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ingest.webarchive.records.RECORD_BYTES", 1_000)
    found = list(entries(io.BytesIO(made.warc(*PAGES))))
    assert [e.left_out is not None for e in found[1:]] == [False, False, True, True, True]
    assert all(e.damage is None for e in found)


def test_a_body_in_chunks_is_put_together() -> None:
    answer = answer_of(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\n\r\n")
    assert answer is not None
    assert answer.body() == b"abcdefg"
    cut = answer_of(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffff\r\nabc")
    assert cut is not None
    assert cut.body() == b"ffffff\r\nabc"


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [b"WARC/1.1\r\n", b"\r\n", b"Content-Length: 5\r\n", b"WARC-Type: response\r\n", b"x", b"\x1f\x8b\x08", b"\n\n"]
        )
    )
)
def test_nothing_raises(parts: list[bytes]) -> None:
    data = b"".join(parts)
    for each in (data, gzip.compress(data), gzip.compress(data)[:-3], b"\x1f\x8b" + data):
        assert all(e.damage is None or e.block == b"" for e in entries(io.BytesIO(each)))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 5_000), st.binary(min_size=1, max_size=30))
def test_no_change_of_bytes_raises_or_makes_up_a_page(at: int, noise: bytes) -> None:
    data = b"".join(members())
    at %= len(data)
    assert set(urls(data[:at] + noise + data[at + len(noise) :])) <= {url for url, _ in PAGES}
