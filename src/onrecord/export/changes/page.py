"""Changes as a page: warnings, the statements that changed, the text. It loads nothing and runs no script."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.export import words
from onrecord.export.changes.lines import change_words, lines, summary
from onrecord.export.comparisons.wording import cut, source_line
from onrecord.model import Changes, Record

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["changes_page"]


def changes_page(found: Changes, old: Record, new: Record, view: str) -> str:
    """A self-contained HTML page; the text is side by side, or in line, or the changes only."""
    from markupsafe import Markup

    css = "".join(files(package).joinpath(name).read_text(encoding="utf-8") for package, name in _STYLES)
    digest = base64.b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii")
    return _template().render(
        found=found,
        old=old.document,
        new=new.document,
        view=view,
        lines=list(lines(old, new, view)),
        css=Markup(css),  # noqa: S704, our own style sheets, which hold nothing of a report
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    )


_STYLES = (
    ("onrecord.export.page", "page.css"),
    ("onrecord.export.comparisons", "comparison.css"),
    ("onrecord.export.changes", "changes.css"),
)


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("onrecord.export.changes", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(clipped=words.clipped, source_line=source_line, change_words=change_words, summary=summary)
    environment.globals.update(cut=cut)
    return environment.get_template("changes.html.j2")
