"""Verdicts as a page: a chart for each indicator, then each claim with what every reporter has."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from onrecord.export import words
from onrecord.export.verdicts import wording
from onrecord.export.verdicts.chart import charts

if TYPE_CHECKING:
    from jinja2 import Template

    from onrecord.check import Verdict

__all__ = ["verdict_page"]


def verdict_page(verdicts: Sequence[Verdict]) -> str:
    """A self-contained HTML page: it loads nothing and runs no script."""
    from markupsafe import Markup

    css = files(__package__).joinpath("verdicts.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii")
    numbered = list(enumerate(verdicts, 1))
    return _template().render(
        groups=[(document, list(of)) for document, of in groupby(numbered, key=lambda nv: nv[1].document)],
        charts=charts(verdicts),
        count=len(numbered),
        css=Markup(css),  # noqa: S704, our own style sheet, which holds nothing of a report
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("onrecord.export.verdicts", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update({name: getattr(wording, name) for name in wording.__all__}, clipped=words.clipped)
    environment.filters["date_words"] = words.date_words
    return environment.get_template("verdicts.html.j2")
