"""Claims: the figures of one indicator and subject over the years, as they were claimed."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, func, or_, select

from onrecord.archive import schema
from onrecord.archive.queries.cited import CITED, Cited, cited_from
from onrecord.archive.queries.whom import NameUnknown, country_named
from onrecord.archive.words import folded
from onrecord.lookups.indicators import indicators
from onrecord.model import Figure, Inferred, Person, Span
from onrecord.tables import Knowledge

__all__ = ["Claim", "Measure", "Turned", "claims", "figure_of", "indicator_named", "measures", "subject_named", "turned"]


class Claim(Cited, frozen=True, kw_only=True):
    """A figure as it was claimed. ``period`` is stated; ``period_inferred`` is what the text's inner logic yields."""

    id: str
    number: int
    claimant: str | None
    claimant_id: str | None
    claimant_country: str | None
    indicator: str | None
    subject: str | None
    kind: str
    direction: str | None
    bound: str
    value: float
    unit: str
    period: str | None
    period_inferred: str | None
    baseline: str | None
    start: int
    end: int
    clause: str
    sentence: str
    confidence: float

    @property
    def at(self) -> str | None:
        """The period that is claimed, stated or inferred."""
        return self.period or self.period_inferred


class Measure(Struct, frozen=True, kw_only=True):
    """An indicator of a subject, and how many claims of it there are, from when to when."""

    indicator: str
    subject: str
    claims: int
    first: str | None
    last: str | None


class Turned(Struct, frozen=True, kw_only=True):
    """A period of which both a rise and a fall are claimed: the first claim of each, in the order of their reports."""

    period: str
    first: Claim
    other: Claim


def claims(
    connection: Connection,
    indicator: str | None = None,
    subject: str | None = None,
    claimant: str | None = None,
    since: str | None = None,
    until: str | None = None,
    kind: str | None = None,
    limit: int = 500,
    offset: int = 0,
) -> tuple[list[Claim], int]:
    """Claims in the order of their reports, and how many there are in all.

    ``claimant`` is a person's id; ``since`` and ``until`` bound the day of the report.
    """
    f, d = schema.figures.c, schema.documents.c
    asked = select(schema.figures, *CITED).join(schema.documents, d.key == f.document)
    counted = select(func.count()).select_from(schema.figures).join(schema.documents, d.key == f.document)
    conditions = [
        c == v
        for c, v in ((f.indicator, indicator), (f.subject, subject), (f.claimant_person, claimant), (f.kind, kind))
        if v is not None
    ]
    conditions += [d.day >= since] if since is not None else []
    conditions += [d.day <= f"{until}~"] if until is not None else []
    rows = connection.execute(asked.where(*conditions).order_by(d.day, d.id, f.number).limit(limit).offset(offset)).mappings()
    return [_claim(row) for row in rows], connection.scalar(counted.where(*conditions)) or 0


def turned(found: Sequence[Claim]) -> list[Turned]:
    """Where claims of one indicator and subject differ in direction for one period, by period."""
    firsts: dict[str, dict[str, Claim]] = {}
    for claim in sorted(found, key=lambda c: (c.day or "~", c.document, c.number)):
        if claim.at is not None and claim.direction is not None and claim.kind == "change":
            firsts.setdefault(claim.at, {}).setdefault(claim.direction, claim)
    both = [(period, list(of.values())) for period, of in sorted(firsts.items()) if len(of) > 1]
    return [Turned(period=period, first=of[0], other=of[1]) for period, of in both]


def measures(connection: Connection, subject: str | None = None, limit: int = 200) -> list[Measure]:
    """Indicators of subjects with how many claims there are of each, those with most first."""
    f, d = schema.figures.c, schema.documents.c
    many = func.count()
    asked = (
        select(f.indicator, f.subject, many, func.min(d.day), func.max(d.day))
        .join(schema.documents, d.key == f.document)
        .where(f.indicator.is_not(None), f.subject.is_not(None))
        .group_by(f.indicator, f.subject)
    )
    if subject is not None:
        asked = asked.where(or_(f.subject == subject, f.subject.like(f"{subject}-%"), f.subject.like(f"%-{subject}")))
    rows = connection.execute(asked.order_by(many.desc(), f.indicator, f.subject).limit(limit))
    return [Measure(indicator=r[0], subject=r[1], claims=r[2], first=r[3], last=r[4]) for r in rows]


def indicator_named(connection: Connection, knowledge: Knowledge, given: str) -> str:
    """The indicator that a name or a synonym means. Raises ``NameUnknown`` with what there is where it means none."""
    f = schema.figures.c
    held: list[str] = list(connection.scalars(select(f.indicator).where(f.indicator.is_not(None)).distinct()))
    if given in held:
        return given
    plain = folded(given)
    exact = [name for name in held if folded(name) == plain]
    if exact:
        return exact[0]
    found = indicators(knowledge).find(given)
    if found:
        return found[0][2].name
    near = sorted((n for n in held if plain in folded(n) or folded(n) in plain), key=len)
    if near:
        return near[0]
    raise NameUnknown(f"no indicator is called {given!r}: choose one of {', '.join(sorted(held)[:12]) or 'none yet'}")


def subject_named(knowledge: Knowledge, given: str) -> str:
    """A subject as figures have it: a country's code, or two codes in order. Raises ``NameUnknown`` where it is none."""
    return "-".join(sorted(country_named(knowledge, part) for part in given.replace(",", "-").split("-") if part.strip()))


def figure_of(claim: Claim) -> Figure:
    """The claim as a figure of a record, for checks against a series."""
    inferred = Inferred(claim.period_inferred, "the report") if claim.period_inferred else None
    person = Person(claim.claimant, claim.claimant_id, None, claim.claimant_country, None) if claim.claimant else None
    return Figure(
        id=claim.id,
        claimant=person,
        statement=None,
        indicator=claim.indicator,
        indicator_text=None,
        subject=claim.subject,
        kind=claim.kind,  # type: ignore[arg-type]
        direction=claim.direction,  # type: ignore[arg-type]
        bound=claim.bound,  # type: ignore[arg-type]
        value=claim.value,
        unit=claim.unit,
        period=claim.period,
        period_inferred=inferred,
        baseline=claim.baseline,
        inherited_from=None,
        span=Span(claim.start, claim.end, claim.clause),
        confidence=claim.confidence,
        by="archive",
    )


def _claim(row: object) -> Claim:
    r: dict[str, object] = dict(row)  # type: ignore[call-overload]
    same = ("id", "number", "indicator", "subject", "kind", "direction", "bound", "value", "unit", "period", "period_inferred")
    more = ("baseline", "start", "end", "sentence", "confidence")
    return Claim(
        **cited_from(r),
        **{name: r[name] for name in (*same, *more)},  # type: ignore[arg-type]
        claimant=r["claimant_name"],  # type: ignore[arg-type]
        claimant_id=r["claimant_person"],  # type: ignore[arg-type]
        claimant_country=r["claimant_country"],  # type: ignore[arg-type]
        clause=r["text"],  # type: ignore[arg-type]
    )
