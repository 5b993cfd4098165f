"""Pages and fragments from their templates."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from onrecord.export import words
from onrecord.export.naming import web_address
from onrecord.export.page.chart import bars
from onrecord.export.page.marks import KEYS, marks
from onrecord.export.page.segments import blocks
from onrecord.export.why import why
from onrecord.model import Record

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["embedded", "environment", "fragment", "page", "stylesheet"]


def page(records: Sequence[Record], explain: bool = False) -> str:
    """A self-contained HTML page of one or more records. ``explain`` opens what says why each finding is what it is."""
    prefixes = [""] if len(records) == 1 else [f"r{n}-" for n in range(1, len(records) + 1)]
    views = [_view(r, p, explain) for r, p in zip(records, prefixes, strict=True)]
    css = _style("page.css") + _style("fragment.css") + "".join(_lit(v) for v in views)
    policy = f"default-src 'none'; style-src 'sha256-{_digest(css)}'; base-uri 'none'; form-action 'none'"
    return environment().get_template("page.html.j2").render(views=views, css=_markup(css), policy=policy)


def fragment(record: Record, explain: bool = False) -> str:
    """The same for one record without the page around it, for a notebook or another page. Its ids are its own."""
    view = _view(record, f"x{hashlib.sha256(record.document.text.encode('utf-8', 'replace')).hexdigest()[:8]}-", explain)
    css = _style("fragment.css") + _lit(view)
    return environment().get_template("fragment.html.j2").render(view=view, css=_markup(css))


def embedded(
    record: Record, explain: bool = False, heading: str = "h1", cite: Callable[[str], str] | None = None
) -> tuple[Markup, str]:
    """The article of one record for a page that links :func:`stylesheet`, and the style that belongs to this record alone.

    ``cite`` gives the address at which a finding, by its id, is cited.
    """
    view = _view(record, "", explain) | {"cite": cite}
    article = environment().get_template("record.html.j2").module.article(view, heading)  # type: ignore[attr-defined]
    return article, _lit(view)


def stylesheet() -> str:
    """The style of every article."""
    return _style("fragment.css")


def _view(record: Record, prefix: str, explain: bool) -> dict[str, Any]:
    return {
        "record": record,
        "document": record.document,
        "prefix": prefix,
        "explain": explain,
        "cite": None,
        "bars": bars(record.figures),
        "blocks": tuple(blocks(record.document.text, marks(record, prefix))),
        "numbers": {x.id: n for table in KEYS for n, x in enumerate(getattr(record, table), 1)},
    }


def _lit(view: dict[str, Any]) -> str:
    """Rules that light up all stretches of the finding that a link led to, or whose card is pointed at."""
    counts = ((letter, len(getattr(view["record"], table))) for table, letter in KEYS.items())
    keys = [f"{view['prefix']}{letter}{n}" for letter, count in counts for n in range(1, count + 1)]
    if not keys:
        return ""
    lit = ",".join(f":root:has(#{k}:hover,#{k}:target,#{k}-text:target) .of-{k}" for k in keys)
    return f"{lit}{{box-shadow:inset 0 -.15em 0 var(--lit)}}\n"


@lru_cache(maxsize=4)
def _style(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _digest(css: str) -> str:
    return base64.b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii")


def _markup(css: str) -> Markup:
    """Our own style sheet, which holds nothing of a report."""
    from markupsafe import Markup

    return Markup(css)  # noqa: S704


def _exact(text: str) -> Markup:
    """Escaped text that a parser gives back to the letter: it would turn a bare carriage return into a line feed."""
    from markupsafe import Markup, escape

    return Markup(str(escape(text)).replace("\r", "&#13;"))  # noqa: S704


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of records, with the filters and functions that they use, for pages that build on them."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("onrecord.export.page", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        {name: getattr(words, name) for name in words.__all__ if callable(getattr(words, name))}, exact=_exact
    )
    environment.globals.update(why=why, web_address=web_address)
    return environment
