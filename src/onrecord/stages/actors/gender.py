"""Which pronoun stands for somebody, where the text itself shows it.

Nothing is guessed from given names. What shows it: an honorific or a royal title before the name ("Mrs Brandt"), and the
possessive of a peer ("Tomas Oray and his Ardenian counterpart").
"""

from __future__ import annotations

import re

from onrecord.stages.actors.cast import Cast
from onrecord.stages.actors.lexicon import Lexicon
from onrecord.stages.actors.references import Reference

__all__ = ["learn_pronoun"]

_AND = re.compile(r"\s{1,3}(?:and|met with|hosted|received|welcomed)\s{1,3}(his|her)\s")
_OF_POSSESSIVE = {"his": "he", "her": "she"}


def learn_pronoun(text: str, reference: Reference, index: int | None, cast: Cast, lexicon: Lexicon) -> None:
    """Note the pronoun that the words around a name show, the first that shows one."""
    if index is None or cast.members[index].pronoun is not None:
        return
    after = _AND.match(text, reference.end)
    if after is not None:
        cast.members[index].pronoun = _OF_POSSESSIVE[after[1]]
        return
    assert reference.name is not None
    before = text[max(0, reference.start - 14) : reference.name[0]].split()
    for word in reversed(before[-3:]):
        if word in lexicon.gendered:
            cast.members[index].pronoun = lexicon.gendered[word]
            return
