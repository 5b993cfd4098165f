"""NewsQuant's one slot for direction and bound, from both as OnRecord tells them apart."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bench.newsquant.tokens import token_at
from onrecord.lookups.quantities import Quantity
from onrecord.stages.figures.candidates import Candidate
from onrecord.stages.figures.lexicon import Lexicon, lexicon
from onrecord.stages.figures.trend import Told, tell
from onrecord.tables import load

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["SLOT", "Previous", "change_of"]

Previous = tuple[Candidate, Told] | None

_AVERAGE = re.compile(r"\b(?:averag(?:ed?|es|ing)|barely)\s$", re.I)
SLOT = {"exact": "=", "approx": "~", "over": ">", "at_least": ">", "under": "<", "at_most": "<"}


@lru_cache(maxsize=1)
def _words() -> Lexicon:
    return lexicon(load())


def change_of(
    doc: Doc, first: Quantity, last: Quantity, family: str, previous: Previous
) -> tuple[str, str | None, str, tuple[Candidate, Told]]:
    """The slot's value; the direction and the bound by themselves; and what the next quantity may carry on with."""
    candidate = Candidate(
        first,
        token_at(doc, first.lead).i,
        token_at(doc, last.tail - 1).i + 1,
        token_at(doc, first.number[1] - 1).i,
        "",
        family,
        None,
        token_at(doc, last.tail - 1).i + 1,
    )
    told = tell(doc, doc.text, candidate, previous, _words())
    bound = first.bound if first is last else "exact"
    if bound == "exact" and told.direction is None and _AVERAGE.search(doc.text, max(0, first.lead - 12), first.lead):
        bound = "approx"
    slot = (told.direction or SLOT[bound]) if SLOT[bound] in "=<" else SLOT[bound]
    return slot, told.direction, bound, (candidate, told)
