"""What holds for any input: a document or a failure, and the text that was read, character for character."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from onrecord.errors import EmptyInput, InputError
from onrecord.ingest import Failure, Hints, from_text, load
from onrecord.ingest.encoding import decode
from onrecord.ingest.language import detect
from onrecord.ingest.names import Names, safe
from onrecord.ingest.page import Extractor
from onrecord.ingest.page.selectors import Selector
from onrecord.ingest.policy import as_written, blank
from onrecord.ingest.titles import first_line_title
from onrecord.ingest.wire import PageFacts, Refused
from onrecord.model import Document
from onrecord.tables import Knowledge

SETTINGS = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
any_text = st.text(st.characters(codec=None), max_size=200)
STARTS = (
    b"",
    b"<html>",
    b"<!doctype html><p>",
    b'{"text": "',
    b"[",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\x1f\x8b\x08\x00",
    b"%PDF",
    b"<?xml ",
    b'{"text": 1}\n{"text": "a"}\n',
)
any_bytes = st.builds(bytes.__add__, st.sampled_from(STARTS), st.binary(max_size=200))
TAGS = (
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<br>",
    "<h1>",
    "</h1>",
    "<table><tr><td>",
    "</table>",
    "<a href='x'>",
    "</a>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<article>",
    "</article>",
    "<q>",
    "</q>",
    "<pre>",
    "</pre>",
    "<body>",
    "<form>",
    "&nbsp;",
    "&#0;",
    "&#xD800;",
    "&bogus;",
    "<time datetime='2024-06-11'>",
    "<li>",
    "<meta property='og:title' content='x'>",
    "Talks were held in Linmouth, and the two presidents agreed on trade. ",
    "x",
    "\n",
    "\x0b",
    "İ",
    "\ufffd",
)
soup = st.lists(st.one_of(st.sampled_from(TAGS), st.text(max_size=5)), max_size=60).map("".join)


@SETTINGS
@given(data=any_bytes)
@example(data=b"\x00")
@example(data=b"\x1f\x8b")
@example(data=b"a\x00" * 40)
def test_any_bytes_give_documents_or_failures(data: bytes, knowledge: Knowledge) -> None:
    items = list(load(data, Hints(), knowledge))
    assert items
    for item in items:
        if isinstance(item, Failure):
            assert isinstance(item.error, InputError)
            assert "\n" not in str(item.error)
        else:
            assert isinstance(item, Document)
            assert item.text
            assert as_written(item.text) == (item.text, 0)
            json.dumps(item.text).encode()


@SETTINGS
@given(text=any_text)
def test_a_text_is_kept_offset_for_offset(text: str, knowledge: Knowledge) -> None:
    try:
        found = from_text(text, Hints(), knowledge)
    except EmptyInput:
        assert blank(as_written(text)[0])
        return
    assert len(found.text) == len(text)
    changed = [old for old, new in zip(text, found.text, strict=True) if old != new]
    assert all(old == "\x00" or "\ud800" <= old <= "\udfff" for old in changed)
    assert {new for old, new in zip(text, found.text, strict=True) if old != new} <= {"\ufffd"}
    assert found.origin is not None
    assert found.origin.replaced == len(changed)


@SETTINGS
@given(text=st.text(min_size=1, max_size=200))
def test_utf8_is_read_as_written(text: str) -> None:
    data = text.encode()
    try:
        found = decode(data)
    except InputError:
        return
    if not found.guessed and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        assert found.text == text


@SETTINGS
@given(page=soup)
def test_any_page_gives_facts_or_a_reason(page: str, extractor: Extractor) -> None:
    found = extractor.read(as_written(page)[0], None)
    assert isinstance(found, PageFacts | Refused)
    if isinstance(found, PageFacts):
        assert found.text.strip() == found.text
        assert found.text


@SETTINGS
@given(names=st.lists(any_text, max_size=6))
def test_ids_are_safe_and_unique(names: list[str]) -> None:
    given_out = Names()
    ids = [given_out.take(name, "a text") for name in names]
    assert len({i.casefold() for i in ids}) == len(ids)
    for found in ids:
        assert safe(found) == found
        assert found not in (".", "..")
        assert not set(found) & set('/\\:*?"<>|\0\n')
        assert len(found.encode()) < 200


@SETTINGS
@given(text=any_text)
def test_titles_and_languages_are_told_of_any_text(text: str, knowledge: Knowledge) -> None:
    plain = as_written(text)[0]
    title = first_line_title(plain, knowledge)
    assert title is None or title in plain
    assert detect(plain, knowledge) is None or len(detect(plain, knowledge) or "") in (2, 3)


@SETTINGS
@given(text=st.text("abc.#[]=\"'>@ *^$-:", max_size=20))
def test_a_selector_is_read_or_refused(text: str) -> None:
    from onrecord.errors import KnowledgeError

    try:
        Selector(text)
    except KnowledgeError:
        return
