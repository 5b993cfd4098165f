"""Which events of sentences stand in a record: what is only said or thought in a speech, and what the meetings and acts of
speech tell already, is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.lookups.plover import Plover, plover
from onrecord.reading import Reading
from onrecord.stages.events.draft import Draft
from onrecord.stages.events.speech import is_act
from onrecord.stages.events.told import cued_by, told_by
from onrecord.tables import Knowledge

__all__ = ["accepted"]

_FAR = 6.0
_WISHED = ("agree", "pledge", "request", "invite", "warn", "reject")
"""What such a statement is about is wanted, promised or refused, and has not happened; a deed named by a noun ("the attack on
the port") may have."""


def accepted(reading: Reading, drafts: Iterable[Draft], before: Sequence[Draft], knowledge: Knowledge) -> list[Draft]:
    """Those of the events of sentences that a record holds, beside those that meetings and speech gave (``before``)."""
    ontology = plover(knowledge)
    kept: list[Draft] = []
    for draft in drafts:
        if draft.at is not None and _stands(reading, draft, ontology, knowledge) and not _is_known(draft, [*before, *kept]):
            kept.append(draft)
    return kept


def _stands(reading: Reading, draft: Draft, ontology: Plover, knowledge: Knowledge) -> bool:
    assert draft.at is not None
    kind = ontology.types[draft.type]
    cue = cued_by(reading, *draft.at)
    if cue is not None and cue.act != "state" and not is_act(cue, draft.type, knowledge):
        return False
    if cue is not None and cue.act == "state" and draft.type == "REQUEST" and not _asks_others(draft):
        return False
    told = told_by(reading, draft.at[0])
    wished = told is not None and told.act in _WISHED
    if told is not None and (wished or told.kind != "indirect") and not _is_told_fact(draft, kind.material):
        return False
    if wished and not draft.noun:
        return False
    if "hypothetical" in draft.auxiliary or draft.rank > _FAR:
        return False
    return _has_sides(draft, kind.quad)


def _asks_others(draft: Draft) -> bool:
    """Whether what somebody says must be done is to be done by another side: what their own must do is policy."""
    own = {p.country for p in draft.actors}
    return any(p.country is not None and p.country not in own for p in draft.recipients)


def _is_told_fact(draft: Draft, material: bool) -> bool:
    """In somebody's own words only deeds count: what they wish, promise or praise is the statement itself."""
    return material and not draft.auxiliary


def _has_sides(draft: Draft, quad: int) -> bool:
    """Whether enough is known of who it was: two sides of a meeting, a known speaker, those to whom force is done."""
    known = [p for p in draft.actors if p.id or p.country]
    if draft.type == "CONSULT":
        return len({p.country or p.name for p in (*draft.actors, *draft.recipients)}) > 1
    if quad == 4:
        return bool(draft.actors or draft.recipients or draft.place or draft.date)
    if draft.type in ("AID", "COOPERATE"):
        return bool(known) and bool(draft.recipients or len(draft.actors) > 1)
    return bool(known)


def _is_known(draft: Draft, known: Sequence[Draft]) -> bool:
    """Whether another event of the same type is told by the same words, or a meeting by the same sentence."""
    assert draft.at is not None
    if any(other.at is not None and other.at[0] < draft.at[1] and draft.at[0] < other.at[1] for other in known):
        return True
    start, end = draft.evidence[0].start, draft.evidence[-1].end
    return any(
        (other.type == draft.type or (draft.type in ("CONSULT", "AGREE") and other.type in ("CONSULT", "AGREE")))
        and any(e.start < end and start < e.end for e in other.evidence)
        for other in known
    ) or (draft.type == "CONSULT" and draft.date is None and any(_same_people(draft, other) for other in known))


def _same_people(draft: Draft, other: Draft) -> bool:
    """Whether nobody takes part who does not take part in the other meeting, too."""
    if other.type != "CONSULT":
        return False
    there = {p.id or p.name for p in (*other.actors, *other.recipients)} | {p.country for p in (*other.actors, *other.recipients)}
    here = [p for p in (*draft.actors, *draft.recipients) if p.id or p.country]
    return all((p.id or p.name) in there or (p.country is not None and p.country in there) for p in here)
