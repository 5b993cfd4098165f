"""Records made by hand, of invented countries, and series for them."""

from __future__ import annotations

import hashlib
from typing import Any

from onrecord.model import Document, Figure, Inferred, Person, Record, Span, Versions

__all__ = ["EXAMPLE", "SERIES", "figure", "record"]

SERIES = """indicator,subject,reporter,period,value,unit
trade turnover,QS-QV,Sarelia,2021,900,USD
trade turnover,QS-QV,Sarelia,2022,1000,USD
trade turnover,QS-QV,Sarelia,2023,860,USD
trade turnover,QS-QV,Veskonia,2021,800,USD
trade turnover,QS-QV,Veskonia,2022,1000,USD
trade turnover,QS-QV,Veskonia,2023,920,USD
unemployment,Sarelia,,2023,4.2,percent
"""


def _example() -> str:
    import onrecord

    return f"{onrecord.__path__[0]}/examples/knowledge"


EXAMPLE = _example()


def figure(text: str = "trade fell by 14 percent", **given: Any) -> Figure:
    """A fall of trade by 14 percent in 2023, with what is ``given`` instead."""
    known: dict[str, Any] = {
        "id": "f-1",
        "claimant": Person("Helena Marsk", None, "president", "QS", None),
        "statement": None,
        "indicator": "trade turnover",
        "indicator_text": None,
        "subject": "QS-QV",
        "kind": "change",
        "direction": "down",
        "bound": "exact",
        "value": 14,
        "unit": "percent",
        "period": "2023",
        "period_inferred": None,
        "baseline": None,
        "inherited_from": None,
        "span": Span(0, len(text), text),
        "confidence": 1.0,
        "by": "test",
    }
    if isinstance(given.get("period_inferred"), str):
        given["period_inferred"] = Inferred(given["period_inferred"], "test")
    return Figure(**{**known, **given})


def record(*figures: Figure, name: str = "a") -> Record:
    """A record with these figures."""
    text = f"{name}: " + " ".join(f.span.text for f in figures)
    document = Document(
        id=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=None,
        url=None,
        publisher="Office of the President",
        country="QS",
        language="en",
        published="2024-06-11",
        media=None,
        partial=False,
        furniture=(),
        text=text,
    )
    return Record(
        document=document, meetings=(), statements=(), figures=figures, events=(), pledges=(), versions=Versions("0", {})
    )
