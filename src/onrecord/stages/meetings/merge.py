"""One meeting mentioned twice is one."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.stages.meetings.draft import Draft

__all__ = ["merged"]

_FORMS = ({"talks", "summit", "other"}, {"call"}, {"video"}, {"visit"}, {"ceremony"})


def merged(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts with later mentions taken into the first that can be the same meeting, in the order of first mention."""
    kept: list[Draft] = []
    for draft in drafts:
        earlier = next((k for k in kept if _same(k, draft)), None)
        if earlier is None:
            kept.append(draft)
        else:
            _take(earlier, draft)
    return kept


def _same(a: Draft, b: Draft) -> bool:
    if a.evidence == b.evidence:
        return a.date == b.date or a.format != b.format
    if not _like(a, b) or a.status != b.status:
        return False
    if not all(_agree(x, y) for x, y in ((a.date, b.date), (a.city, b.city), (a.country, b.country))):
        return False
    if a.format != b.format and a.people and b.people and not _people(a, b):
        return False
    if a.named and b.named:
        return bool(a.named & b.named)
    shared = (
        (a.date and a.date == b.date) or (a.city and a.city == b.city) or (a.country and a.country == b.country and _people(a, b))
    )
    return bool(shared) or (a.format == b.format and _people(a, b) and not (a.city or a.country or a.date))


def _like(a: Draft, b: Draft) -> bool:
    return any(a.format in forms and b.format in forms for forms in _FORMS)


def _people(a: Draft, b: Draft) -> bool:
    return bool(a.people) and set(a.people) == set(b.people)


def _agree(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a == b or a.startswith(b) or b.startswith(a)


def _take(kept: Draft, more: Draft) -> None:
    """Fill what ``kept`` lacks from a further mention; the more exact date stands."""
    if more.date is not None and (kept.date is None or len(more.date) > len(kept.date)):
        kept.date, kept.inferred = more.date, more.inferred
    kept.venue = kept.venue or more.venue
    kept.city = kept.city or more.city
    kept.country = kept.country or more.country
    kept.people = tuple(dict.fromkeys((*kept.people, *more.people)))
    kept.named = kept.named | more.named
