"""Quotations that belong together: broken by their attribution, or running over several paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.stages.attributions.draft import Draft

__all__ = ["joined"]


def joined(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts of a document, in order, with every quotation that has no cue of its own joined to the one it goes on with."""
    kept: list[Draft] = []
    for draft in _unique(drafts):
        into = _goes_on_with(draft, kept[-1], text) if kept and draft.quoted else False
        if into and draft.cue is None:
            _merge(kept[-1], draft)
        elif into and kept[-1].cue is None:
            _merge(draft, kept.pop())
            kept.append(draft)
        else:
            kept.append(draft)
    return kept


def _unique(drafts: Sequence[Draft]) -> list[Draft]:
    """Every draft once: the two halves of a broken utterance are one object."""
    seen: set[int] = set()
    return [d for d in drafts if not (id(d) in seen or seen.add(id(d)))]  # type: ignore[func-returns-value]


def _goes_on_with(draft: Draft, last: Draft, text: str) -> bool:
    if not last.quoted:
        return False
    if draft.runs & last.runs:
        return True
    if draft.cue is not None:
        return False
    if draft.paragraph == last.paragraph:
        return True
    between = text[max(e for _, e in last.content) : draft.content[0][0]]
    return draft.paragraph == last.paragraph + 1 and _only_attribution(between)


def _only_attribution(between: str) -> bool:
    """Whether so little stands between two quotations that no new speaker can have come in."""
    return len(between.split()) <= 12


def _merge(into: Draft, other: Draft) -> None:
    into.content = sorted([*into.content, *other.content])
    into.runs |= other.runs
