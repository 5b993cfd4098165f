"""A report, or a sentence of one, as a citation: APA (7th edition), Chicago (17th edition, the bibliography's form), BibTeX and
Wikipedia's template ``cite web``.

Only what the report says of itself is cited. No day of access is made up: the hash of the text says which text was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from onrecord.export.naming import web_address
from onrecord.export.words import MONTHS
from onrecord.model import Side

__all__ = ["CITATIONS", "citations"]

_UNWRITTEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "$": r"\$",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_WIKI = {"|": "{{!}}", "[": "&#91;", "]": "&#93;", "{": "&#123;", "}": "&#125;", "<": "&lt;", ">": "&gt;", "=": "&#61;"}


def citations(report: Side, quote: str | None = None) -> dict[str, str]:
    """The citation of ``report`` in each style, by the style's name; with ``quote``, of these words of it."""
    return {name: style(report, quote) for name, style in CITATIONS.items()}


def _clean(text: str | None) -> str:
    return " ".join(_UNWRITTEN.sub(" ", text or "").split())


def _day(report: Side) -> date | None:
    try:
        return date.fromisoformat(report.published or "")
    except ValueError:
        return None


def _author(report: Side) -> str:
    return _clean(report.publisher) or "Unknown publisher"


def _title(report: Side) -> str:
    return _clean(report.title) or _clean(report.id)


def _address(report: Side) -> str:
    """The address, where it is one that somebody may click."""
    return web_address(_clean(report.url)) or ""


def _stop(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else text + "."


def _quoted(quote: str | None) -> str:
    return f" “{_clean(quote)}”" if quote else ""


def _apa(report: Side, quote: str | None) -> str:
    day = _day(report)
    when = f"{day.year}, {MONTHS[day.month - 1]} {day.day}" if day else "n.d."
    return f"{_stop(_author(report))} ({when}). {_stop(_title(report))} {_address(report)}".rstrip() + _quoted(quote)


def _chicago(report: Side, quote: str | None) -> str:
    day = _day(report)
    when = f"{MONTHS[day.month - 1]} {day.day}, {day.year}. " if day else "N.d. "
    address = _address(report)
    return f"{_stop(_author(report))} “{_stop(_title(report))}” {when}{address + '.' if address else ''}".rstrip() + _quoted(
        quote
    )


def _bibtex(report: Side, quote: str | None) -> str:
    day = _day(report)
    fields = {"author": "{" + _latex(_author(report)) + "}", "title": "{" + _latex(_title(report)) + "}"}
    if day:
        fields |= {"year": str(day.year), "month": str(day.month), "day": str(day.day)}
    if address := _address(report):
        fields["url"] = re.sub(r"[{}\\%\s]", lambda m: f"%{ord(m[0]):02X}" if m[0] != "%" else "%", address)
    if quote:
        fields["note"] = "``" + _latex(_clean(quote)) + "''"
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{_key(report)},\n{body}}}"


def _key(report: Side) -> str:
    return re.sub(r"[^A-Za-z0-9-]+", "-", report.id).strip("-")[:60] or report.sha256[:12]


def _wikipedia(report: Side, quote: str | None) -> str:
    day = _day(report)
    fields = {"url": _address(report), "title": _title(report), "publisher": _author(report)}
    if day:
        fields["date"] = day.isoformat()
    if quote:
        fields["quote"] = _clean(quote)
    written = (f"|{name}={_url(value) if name == 'url' else _wiki(value)}" for name, value in fields.items() if value)
    return "{{cite web " + " ".join(written) + "}}"


def _latex(text: str) -> str:
    return "".join(_LATEX.get(c, c) for c in text)


def _wiki(text: str) -> str:
    return "".join(_WIKI.get(c, c) for c in text)


def _url(text: str) -> str:
    return re.sub(r"[|\[\]{}<>\s]", lambda m: f"%{ord(m[0]):02X}", text)


CITATIONS: Mapping[str, Callable[[Side, str | None], str]] = {
    "APA": _apa,
    "Chicago": _chicago,
    "BibTeX": _bibtex,
    "Wikipedia": _wikipedia,
}
"""A style's name and how it is written."""
