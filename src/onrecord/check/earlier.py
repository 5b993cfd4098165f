"""A figure against what earlier records claim of the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.check.claims import Claim, claim_of
from onrecord.check.judge import verdict_of
from onrecord.check.verdicts import Kind, Reported
from onrecord.model import Record
from onrecord.tables import Knowledge

__all__ = ["Earlier", "earlier_claims", "reported_earlier", "why_no_earlier"]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A claim of an earlier record."""

    record: Record
    claim: Claim


def earlier_claims(records: Sequence[Record], knowledge: Knowledge) -> dict[tuple[str, str], list[Earlier]]:
    """The claims of records by indicator and subject, those whose indicator and subject are known."""
    found: dict[tuple[str, str], list[Earlier]] = {}
    for record in records:
        for figure in record.figures:
            if figure.indicator and figure.subject:
                found.setdefault((figure.indicator, figure.subject), []).append(Earlier(record, claim_of(figure, knowledge)))
    return found


def reported_earlier(claim: Claim, record: Record, known: dict[tuple[str, str], list[Earlier]]) -> tuple[Reported, ...]:
    """What other documents claim of the same: the same period, or the same amount of another period."""
    return tuple(_reported(claim, e, kind) for e, kind in _comparable(claim, record, known))


def why_no_earlier(claim: Claim, record: Record, known: dict[tuple[str, str], list[Earlier]]) -> str:
    """Why there is nothing to set a claim beside."""
    figure = claim.figure
    if figure.indicator is None:
        return "the text names no indicator that is known"
    if figure.subject is None:
        return "the text does not say of whom it is told"
    others = [e for e in known.get((figure.indicator, figure.subject), ()) if _is_other(e, record)]
    if not others:
        return f"the earlier records claim nothing of {figure.indicator}, {figure.subject}"
    if claim.period is None:
        return "the text does not say of which period"
    what = f"{figure.indicator}, {figure.subject}, for {claim.period.iso}"
    return f"the earlier records claim nothing of {what} that it compares with"


def _is_other(earlier: Earlier, record: Record) -> bool:
    return earlier.record.document.sha256 != record.document.sha256


def _comparable(claim: Claim, record: Record, known: dict[tuple[str, str], list[Earlier]]) -> Iterator[tuple[Earlier, Kind]]:
    figure = claim.figure
    for earlier in known.get((figure.indicator or "", figure.subject or ""), ()):
        other = earlier.claim
        if not _is_other(earlier, record) or other.measure != claim.measure or other.unit != claim.unit:
            continue
        if claim.period is not None and claim.period == other.period and claim.baseline == other.baseline:
            yield earlier, _verdict(claim, other)
        elif _tells_the_same(claim, other) and claim.period is not None and other.period is not None:
            yield earlier, "period differs"


def _tells_the_same(claim: Claim, other: Claim) -> bool:
    """The same amount in the same direction, for periods that overlap: then one of them has the period wrong."""
    if claim.value != other.value or claim.period is None or other.period is None:
        return False
    return claim.period.start < other.period.end and other.period.start < claim.period.end


def _verdict(claim: Claim, other: Claim) -> Kind:
    if _overlap(claim, other):
        return "consistent"
    return verdict_of(claim, other.value)


def _overlap(claim: Claim, other: Claim) -> bool:
    if not (claim.signed and other.signed) and claim.measure != "level":
        return claim.holds(abs(other.value)) or other.holds(abs(claim.value))
    below = claim.high is not None and other.low is not None and claim.high < other.low
    above = other.high is not None and claim.low is not None and other.high < claim.low
    return not below and not above


def _reported(claim: Claim, earlier: Earlier, kind: Kind) -> Reported:
    document, figure = earlier.record.document, earlier.claim.figure
    who = figure.claimant.name if figure.claimant and figure.claimant.name else document.publisher
    return Reported(
        reporter=document.country,
        name=who or document.id,
        period=earlier.claim.period.iso if earlier.claim.period else "",
        value=earlier.claim.value,
        unit=earlier.claim.unit,
        verdict=kind,
        source=document.id,
        text=figure.span.text,
    )
