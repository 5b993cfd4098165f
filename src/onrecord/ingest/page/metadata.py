"""What a page says of itself in its head and markup: title, address, date, language, publisher."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from lxml import etree

from onrecord.ingest.dates import iso_day, written_day
from onrecord.ingest.page.render import Block, line

__all__ = ["addresses", "beside_heading", "date_fields", "found_by_htmldate", "language", "published", "site", "title"]

_LONGEST_DATA = 300_000
_MOST_COMMENTS = 200
_LINES_BEFORE, _LINES_AFTER, _LETTERS_OF_DATE_LINE = 3, 4, 22
_WEB = re.compile(r"https?://[^\s<>\"']{3,2000}", re.IGNORECASE)
_SAVED = re.compile(
    r"saved from url=\(\d{1,6}\)\s{0,3}(https?://\S{3,2000})|url:\s{0,9}(https?://\S{3,2000})|Mirrored from\s{1,9}(\S{3,2000})",
    re.IGNORECASE,
)
_DATES = (
    *("article:published_time", "og:article:published_time", "govuk:first-published-at", "datepublished", "dcterms.issued"),
    *("dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "dc.date.created", "pubdate", "publishdate"),
    *("publish_date", "publish-date", "publication_date", "parsely-pub-date", "sailthru.date", "ya:ovs:upload_date", "date"),
)
_LANGUAGES = ("content-language", "og:locale", "inlanguage", "dc.language", "dcterms.language", "language")
_SITES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher")
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title")
_SITE_AFTER = re.compile(r" (?:[|•∙·»«:]|::|[-–—]) ")
_BANNER_WORDS, _SHORTEST = 2, 15
_EARLIEST, _LATEST = "1990-01-01", "2199-12-31"
_find_time = etree.XPath("//time[@datetime]")
_find_heading = etree.XPath("//h1[not(ancestor::nav)]")
_find_lesser = etree.XPath("//*[self::h2 or self::h3][not(ancestor::nav)]")
_find_data = etree.XPath("//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]/text()")


def _meta(page: Any, names: tuple[str, ...] | list[str]) -> Iterator[str]:
    """The contents of the page's meta elements with one of ``names``, in the order of the names."""
    held: dict[str, list[str]] = {}
    for element in page.iter("meta"):
        content = (element.get("content") or "").strip()
        for key in ("property", "name", "itemprop", "http-equiv"):
            if content and element.get(key):
                held.setdefault(element.get(key).strip().lower(), []).append(content)
    for name in names:
        yield from held.get(name, ())


def _data(page: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of the page's JSON-LD, outermost first."""
    for text in _find_data(page)[:20]:
        try:
            values = [json.loads(text)] if len(text) < _LONGEST_DATA else []
        except (ValueError, RecursionError):
            continue
        for _ in range(4):
            yield from (value for value in values if isinstance(value, dict))
            values = [inner for value in values for inner in _inner(value)]


def _inner(value: Any) -> list[Any]:
    if isinstance(value, dict):
        inner = value.get("@graph") or value.get("mainEntity") or []
        return inner if isinstance(inner, list) else [inner]
    return value if isinstance(value, list) else []


def _stated(page: Any, key: str) -> Iterator[str]:
    for item in _data(page):
        value = item.get(key)
        value = value.get("name") if isinstance(value, dict) else value
        if isinstance(value, str) and value.strip():
            yield value.strip()


def addresses(page: Any) -> list[str]:
    """Where the page says that it stands: canonical link, og:url, a comment of what saved it, JSON-LD."""
    links = [e.get("href") for e in page.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    comments = islice((*page.itersiblings(etree.Comment, preceding=True), *page.iter(etree.Comment)), _MOST_COMMENTS)
    saved = [m[1] or m[2] or f"http://{m[3]}" for node in comments for m in _SAVED.finditer((node.text or "")[:3000])]
    found = [*links, *_meta(page, ["og:url"]), *saved, *_stated(page, "url")]
    return [url.strip() for url in found if url and _WEB.fullmatch(url.strip())]


def title(page: Any, names: Sequence[str] = ()) -> str | None:
    """The report's title: the heading that the page's head repeats, else what the head says, without the site's name.

    ``names`` are those that its publisher is known by.
    """
    said = [" ".join(text.split()) for text in (*_meta(page, _TITLES), *_stated(page, "headline"))]
    head = line(page.find(".//title")) if page.find(".//title") is not None else ""
    headings = [text for text in (line(e) for e in _find_heading(page)[:10]) if text] or _opening(page, (*said, head))
    for heading in headings:
        if any(_same(heading) in _same(text) for text in (*said, head)):
            return heading
    sites = [_same(text) for text in (*_meta(page, _SITES), *names)]
    if said:
        return _without_site(said[0], sites)
    named = _without_site(head, sites)
    return headings[0] if len(headings) == 1 and not _is_banner(headings[0], named) else named or None


def _opening(page: Any, said: Sequence[str]) -> list[str]:
    """The lesser heading with which what the head says begins, on a page without a first one."""
    lesser = (line(e) for e in _find_lesser(page)[:40])
    return [text for text in lesser if len(text) >= _SHORTEST and any(_same(s).startswith(_same(text)) for s in said)][:1]


def _is_banner(heading: str, named: str) -> bool:
    """Whether the one heading is that of a section ("Events") and the page's own name is a title."""
    return heading.count(" ") < _BANNER_WORDS and named.count(" ") >= 2 * _BANNER_WORDS


def _same(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _without_site(text: str, sites: list[str]) -> str:
    parts = _SITE_AFTER.split(text)
    if len(parts) > 1 and (_same(parts[-1]) in sites or len(parts[0]) > 3 * len(parts[-1])):
        return text[: text.rindex(parts[-1])].rstrip(" |•∙·»«:-–—")
    return text


def published(page: Any) -> str | None:
    """The day of publication, as metadata state it."""
    for text in (*_meta(page, _DATES), *_stated(page, "datePublished")):
        if day := written_day(text):
            return day
    times = _find_time(page)
    marked = [e for e in times if "publish" in f"{e.get('itemprop')} {e.get('class')}".lower() or e.get("pubdate") is not None]
    days = {iso_day(e.get("datetime")) for e in marked or times} - {None}
    return days.pop() if len(days) == 1 else None


def date_fields(page: Any) -> Iterator[tuple[Any, str]]:
    """The fields of the page's head that are for its day of publication, the surest first, each with a selector for it."""
    head = page.find("head") if page.tag == "html" else page
    for name in _DATES:
        for element in head.iter("meta") if head is not None else ():
            for key in ("property", "name", "itemprop"):
                own = (element.get(key) or "").strip()
                if own.lower() == name and '"' not in own:
                    yield element, f'meta[{key}="{own}"]'


def beside_heading(shown: Sequence[Block], heading: str | None) -> str | None:
    """The one day that short lines close to the report's heading state, null where there is none or more than one."""
    at = next((i for i, block in enumerate(shown) if heading and _same(block.text) == _same(heading)), None)
    if at is None:
        return None
    near = shown[max(0, at - _LINES_BEFORE) : at + 1 + _LINES_AFTER]
    lines = [block.text for block in near if sum(map(str.isalpha, block.text)) <= _LETTERS_OF_DATE_LINE]
    days = {written_day(text) for text in lines} - {None}
    return days.pop() if len(days) == 1 else None


def found_by_htmldate(page: Any) -> str | None:
    """The day of publication as htmldate makes it out from the page's text, null where it finds none. No clock is asked."""
    from htmldate import find_date

    try:
        day: str | None = find_date(page, extensive_search=False, original_date=True, min_date=_EARLIEST, max_date=_LATEST)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return day


def language(page: Any) -> str | None:
    """The language that the page gives itself."""
    root = page.getroottree().getroot()
    found = (root.get("lang"), root.get("xml:lang"), *_meta(page, _LANGUAGES), *_stated(page, "inLanguage"))
    return next((text for text in found if text and text.strip()), None)


def site(page: Any) -> str | None:
    """The name of the site, which is that of its publisher."""
    found = (*_meta(page, _SITES[:1]), *_stated(page, "publisher"), *_meta(page, _SITES[2:]))
    return next((" ".join(text.split()) for text in found), None)
