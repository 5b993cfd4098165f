"""What a page itself tells of whom its bare titles mean."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading import Mention, Reading

__all__ = ["capital_means_own", "named_later"]


def named_later(reading: Reading, sources: Sequence[Sequence[Mention]], i: int, candidates: tuple[int, ...]) -> int | None:
    """The one candidate whom later sources of the paragraph of attribution ``i`` name; null where that is not one.

    ``sources`` are the mentions in the source of each attribution.
    """
    paragraph = reading.attributions[i].paragraph
    named: set[int] = set()
    for attribution, mentions in zip(reading.attributions[i + 1 :], sources[i + 1 :], strict=True):
        if attribution.paragraph == paragraph:
            named |= {m.actors[0] for m in mentions if len(m.actors) == 1}
    fitting = named & set(candidates)
    return fitting.pop() if len(fitting) == 1 else None


def capital_means_own(reading: Reading) -> bool:
    """Whether the page writes its own leader's bare title with a capital within sentences ("the President said")."""
    upper = lower = 0
    for mention in reading.mentions:
        if mention.kind == "title":
            words = reading.text[mention.start : mention.end].split()
            if len(words) > 1 and words[0] == "the":
                upper += words[1][:1].isupper()
                lower += words[1][:1].islower()
    return upper > lower
