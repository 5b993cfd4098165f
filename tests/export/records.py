"""An invented record that holds every kind of finding, for tests of formats."""

from __future__ import annotations

import hashlib

from onrecord.model import (
    Document,
    Event,
    Figure,
    Inferred,
    Media,
    Meeting,
    Person,
    Pledge,
    Record,
    Span,
    Statement,
    Versions,
)

__all__ = ["TEXT", "empty_record", "span", "talks"]

TEXT = """Working visit to the Republic of Arden. Talks with Ilse Brandt

• 4 • 1

Velland President Tomas Oray and his Ardenian counterpart Ilse Brandt held talks in the Lake House in Port Linden on 3 May.

The Ardenian president noted that in 2019 the trade between the countries increased by 12% and reached $3.4 billion. \
“This is a good sign,” Ilse Brandt said.

The head of state stressed that the border must stay open.

Tomas Oray promised to send a trade delegation by September if the lake is free of ice. “We will open the second bridge \
next year,” he added.

“Our people have waited for that bridge for a generation.

“They will not have to wait for much longer,” Tomas Oray said.
"""


def span(words: str, number: int = 1, text: str = TEXT) -> Span:
    """The ``number``-th place where ``words`` stand in ``text``."""
    start = -1
    for _ in range(number):
        start = text.index(words, start + 1)
    return Span(start, start + len(words), words)


def person(name: str, mention: Span | None = None) -> Person:
    country = {"Ilse Brandt": "AR", "Tomas Oray": "VE"}[name]
    return Person(name, f"person:{name.lower().replace(' ', '-')}", "president", country, mention)


def empty_record(text: str = "Nothing was said.\n", unread: str | None = None, **fields: object) -> Record:
    """A record without findings of ``text``."""
    known = {"id": "quiet", "title": None, "url": None, "publisher": None, "country": None, "language": "en", "published": None}
    document = Document(
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        media=None,
        partial=False,
        furniture=(),
        text=text,
        **{**known, **fields},  # type: ignore[arg-type]
    )
    empty = {"meetings": (), "statements": (), "figures": (), "events": (), "pledges": ()}
    return Record(document=document, versions=Versions("0.1.0", {"layout": 1}, "model 1"), unread=unread, **empty)  # type: ignore[arg-type]


def talks() -> Record:
    """The record of ``TEXT``."""
    return Record(
        document=_document(),
        meetings=(_meeting(),),
        statements=_statements(),
        figures=_figures(),
        events=(_event(),),
        pledges=_pledges(),
        versions=Versions("0.1.0", {"layout": 1, "statements": 2}, "model 1"),
    )


def _document() -> Document:
    return Document(
        id="velland-port-linden",
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        title="Working visit to the Republic of Arden. Talks with Ilse Brandt",
        url="https://president.velland.example/events/1204",
        publisher="President of Velland",
        country="VE",
        language="en",
        published="2020-05-04",
        media=Media(4, 1),
        partial=True,
        furniture=(span("• 4 • 1"),),
        text=TEXT,
        notes=("cut short",),
    )


def _meeting() -> Meeting:
    return Meeting(
        id="m-0000000001",
        format="talks",
        status="held",
        visit_type="working",
        date="--05-03",
        date_inferred=Inferred("2020-05-03", "the last full year told of in the past is 2019", (span("in 2019"),)),
        venue="Lake House",
        city="Port Linden",
        country="AR",
        host=person("Ilse Brandt"),
        initiator=None,
        agenda=(span("the trade between the countries"), span("the border")),
        participants=(
            person("Tomas Oray", span("Velland President Tomas Oray")),
            person("Ilse Brandt", span("Ilse Brandt", 2)),
        ),
        evidence=(
            span(
                "Velland President Tomas Oray and his Ardenian counterpart Ilse Brandt held talks in the Lake House "
                "in Port Linden on 3 May"
            ),
        ),
        confidence=0.97,
        by="meetings@1",
    )


def _statement(number: int, **fields: object) -> Statement:
    given: dict[str, object] = {
        "id": f"s-{number:010d}",
        "kind": "indirect",
        "act": "state",
        "source": None,
        "cue": None,
        "topics": (),
        "restates": None,
        "verbatim": False,
        "confidence": 0.9,
        "by": "statements@2",
    }
    return Statement(**{**given, **fields})  # type: ignore[arg-type]


def _statements() -> tuple[Statement, ...]:
    title = span("The Ardenian president")
    leader = span("The head of state")
    he = span("he", TEXT[: TEXT.index("he added")].count("he") + 1)
    return (
        _statement(
            1,
            speakers=(person("Ilse Brandt", title),),
            source=title,
            cue=span("noted"),
            content=(span("in 2019 the trade between the countries increased by 12% and reached $3.4 billion"),),
            topics=("economic",),
        ),
        _statement(
            2,
            speakers=(person("Ilse Brandt", span("Ilse Brandt", 3)),),
            kind="direct",
            source=span("Ilse Brandt", 3),
            cue=span("said"),
            content=(span("This is a good sign"),),
            verbatim=True,
            confidence=0.99,
        ),
        _statement(
            3,
            speakers=(
                Person(
                    None,
                    None,
                    None,
                    None,
                    leader,
                    ("Ilse Brandt", "Tomas Oray"),
                    "both are heads of state; the paragraph names neither",
                ),
            ),
            source=leader,
            cue=span("stressed"),
            content=(span("the border must stay open"),),
            confidence=0.5,
        ),
        _statement(
            4,
            speakers=(person("Tomas Oray", span("Tomas Oray", 2)),),
            act="pledge",
            source=span("Tomas Oray", 2),
            cue=span("promised"),
            content=(span("to send a trade delegation by September if the lake is free of ice"),),
        ),
        _statement(
            5,
            speakers=(person("Tomas Oray", he),),
            kind="direct",
            act="pledge",
            source=he,
            cue=span("added"),
            content=(span("We will open the second bridge next year"),),
            verbatim=True,
        ),
        _statement(
            6,
            speakers=(person("Tomas Oray", span("Tomas Oray", 3)),),
            kind="direct",
            source=span("Tomas Oray", 3),
            cue=span("said", 2),
            content=(
                span("Our people have waited for that bridge for a generation."),
                span("They will not have to wait for much longer"),
            ),
            restates="s-0000000005",
        ),
    )


def _figures() -> tuple[Figure, ...]:
    shared: dict[str, object] = {
        "claimant": person("Ilse Brandt"),
        "statement": "s-0000000001",
        "indicator": "trade turnover",
        "indicator_text": span("the trade between the countries"),
        "subject": "AR-VE",
        "bound": "exact",
        "baseline": None,
        "confidence": 0.95,
        "by": "figures@1",
    }
    return (
        Figure(  # type: ignore[arg-type]
            id="f-0000000001",
            kind="change",
            direction="up",
            value=12,
            unit="percent",
            period="2019",
            period_inferred=None,
            inherited_from=None,
            span=span("in 2019 the trade between the countries increased by 12%"),
            **shared,
        ),
        Figure(  # type: ignore[arg-type]
            id="f-0000000002",
            kind="level",
            direction=None,
            value=3_400_000_000,
            unit="USD",
            period=None,
            period_inferred=Inferred("2019", "as the figure before", (span("in 2019"),)),
            inherited_from="f-0000000001",
            span=span("reached $3.4 billion"),
            **shared,
        ),
    )


def _pledges() -> tuple[Pledge, ...]:
    return (
        Pledge(
            id="p-0000000001",
            who=(person("Tomas Oray"),),
            statement="s-0000000004",
            span=span("to send a trade delegation by September"),
            due="--09",
            condition=span("if the lake is free of ice"),
            confidence=0.9,
            by="pledges@1",
        ),
        Pledge(
            id="p-0000000002",
            who=(person("Tomas Oray"),),
            statement="s-0000000005",
            span=span("We will open the second bridge next year"),
            due=None,
            condition=None,
            confidence=0.9,
            by="pledges@1",
            due_inferred=Inferred("2021", "next year, from the inferred year of the talks", (span("next year"),)),
        ),
    )


def _event() -> Event:
    return Event(
        id="e-0000000001",
        type="CONSULT",
        mode="visit",
        auxiliary=(),
        contexts=("economic",),
        actors=(person("Tomas Oray"),),
        recipients=(person("Ilse Brandt"),),
        date="--05-03",
        place="Port Linden",
        reported_by=None,
        evidence=(span("held talks"),),
        confidence=0.9,
        by="events@1",
    )
