"""A comparison as a page: the items in two columns, below them both texts with their passages linked to the items.

It loads nothing. Without a script everything can be read, linked, filtered and printed; the script on the page adds the keys
j and k and the copying of citations.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from onrecord.export import words
from onrecord.export.comparisons import wording
from onrecord.export.comparisons.wording import Compared, Told
from onrecord.export.naming import web_address
from onrecord.export.page.segments import Mark, blocks
from onrecord.model import Comparison, Item, Record

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

__all__ = ["comparison_fragment", "comparison_page"]


def comparison_page(found: Sequence[Compared]) -> str:
    """A self-contained HTML page of one or more comparisons."""
    css = "".join(_own(name) for name in ("page.css", "comparison.css"))
    script = _own("comparison.js")
    policy = (
        f"default-src 'none'; style-src 'sha256-{_digest(css)}'; script-src 'sha256-{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    views = [_view(c, f"c{n}-" if len(found) > 1 else "") for n, c in enumerate(found, 1)]
    return _template("comparison.html.j2").render(views=views, css=_markup(css), script=_markup(script), policy=policy)


def comparison_fragment(comparison: Comparison) -> str:
    """The same for one comparison without the page around it and without the two texts, which a comparison does not hold.

    Nothing in it is a script: what a script would add is left out. Its ids are its own.
    """
    own = hashlib.sha256(f"{comparison.a.sha256} {comparison.b.sha256}".encode()).hexdigest()[:8]
    found = Compared(comparison, Told(comparison.a), Told(comparison.b))
    view = {**_items(found, f"x{own}-"), "texts": []}
    return _template("fragment.html.j2").render(view=view, css=_markup(_own("comparison.css")))


def _items(found: Compared, prefix: str) -> dict[str, Any]:
    return {
        "found": found,
        "prefix": prefix,
        "groups": [(kind, items) for kind, items in wording.in_order(found.comparison)],
        "numbers": {item.id: n for n, (_, item) in enumerate(_numbered(found), 1)},
    }


def _view(found: Compared, prefix: str) -> dict[str, Any]:
    view = _items(found, prefix)
    assert isinstance(found.a, Record)
    assert isinstance(found.b, Record)
    records = (("a", found.a), ("b", found.b))
    return {**view, "texts": [(name, record, _blocks(name, record, found, prefix, view["numbers"])) for name, record in records]}


def _numbered(found: Compared) -> Iterator[tuple[str, Item]]:
    for kind, items in wording.in_order(found.comparison):
        yield from ((kind, item) for item in items)


def _blocks(side: str, record: Record, found: Compared, prefix: str, numbers: dict[str, int]) -> tuple[Any, ...]:
    """A text cut into paragraphs, with the passages of items marked."""
    marks = [Mark(s.start, s.end, "furniture") for s in record.document.furniture]
    for kind, item in _numbered(found):
        span = getattr(item, side)
        if span is not None:
            number = numbers[item.id]
            marks.append(Mark(span.start, span.end, kind, f"{prefix}{item.id}", str(number), f"item {number}", opens=True))
    return tuple(blocks(record.document.text, marks))


@lru_cache(maxsize=4)
def _own(name: str) -> str:
    package = "onrecord.export.page" if name == "page.css" else __package__
    return files(package).joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _markup(text: str) -> Markup:
    """Our own style sheet or script, which holds nothing of a report."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704


@lru_cache(maxsize=2)
def _template(name: str) -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("onrecord.export.comparisons", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        clipped=words.clipped, heading=wording.heading, source_line=wording.source_line, count_words=wording.count_words
    )
    environment.globals.update(citation=wording.citation, pieces=wording.pieces, web_address=web_address)
    return environment.get_template(name)
