"""The templates, and what they may use."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from onrecord.export import page

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["environment", "href", "script_json"]


def href(*parts: str, form: str = "", **query: Any) -> str:
    """A path of this site: each part quoted as one segment, the rest as its query, what is empty left out."""
    path = "/" + "/".join(quote(p, safe=":@,;+~!$&'()*=-._") for p in parts)
    asked = urlencode({k: v for k, v in query.items() if v not in (None, "") and (k, v) != ("offset", 0)}, doseq=True)
    return f"{path}{'.' + form if form else ''}{'?' + asked if asked else ''}"


def script_json(data: Mapping[str, Any]) -> Markup:
    """JSON-LD for a script element of data, which no text in it can end."""
    from markupsafe import Markup

    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        written = written.replace(character, f"\\u{ord(character):04x}")
    return Markup(written)  # noqa: S704 - escaped just above


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of the site beside those of records. Whatever is put into them is escaped."""
    from jinja2 import ChoiceLoader, PackageLoader

    records = page.environment()
    assert records.loader is not None
    made = records.overlay(loader=ChoiceLoader([PackageLoader("onrecord.web", "templates"), records.loader]))
    made.filters = {**records.filters, "script_json": script_json}
    made.globals = {**records.globals, "href": href}
    return made
