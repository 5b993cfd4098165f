"""How real an event is: to come, only thought of, or not so, told from the words that stand over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.stages.events.lexicon import Frames
from onrecord.stages.events.syntax import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["auxiliary_modes"]

_STEPS = 40
_LOOSE = ("ROOT", "relcl", "acl", "advcl")
_HANGS = ("xcomp", "ccomp", "pcomp", "dobj", "pobj")
_OVER = ("VERB", "ADJ", "ADP", "AUX")


def auxiliary_modes(token: Token, frames: Frames) -> tuple[str, ...]:
    """ "future", "hypothetical" and "negated", as far as the sentence says so, climbing from the word of the event to the
    clause that holds it. What somebody is reported to have said is read as if it stood alone."""
    found: set[str] = set()
    at = token
    for _ in range(_STEPS):
        found |= _own(at, frames)
        if at.dep_ in _LOOSE or at.head.i == at.i:
            break
        if at.dep_ in _HANGS and at.head.pos_ in _OVER:
            found |= _from_above(at, frames)
        if at.dep_ == "ccomp" and lemma(at.head) in frames.reports:
            break
        at = at.head
    if "future" in found:
        found.discard("hypothetical")
    return tuple(sorted(found))


def _own(at: Token, frames: Frames) -> set[str]:
    """What a word's own helpers say of it."""
    own = list(at.children)
    helpers = {lemma(c) for c in own if c.dep_ in ("aux", "auxpass")} | {c.lower_ for c in own if c.dep_ == "aux"}
    unreal = _unreal(at, helpers)
    found = {"future"} if helpers & frames.will and not unreal else set()
    if unreal or helpers & (frames.maybe - frames.will) or any(_doubts(c, frames) for c in own):
        found.add("hypothetical")
    if at.dep_ in ("advcl", "acl") and any(c.tag_ == "TO" for c in own):
        found.add("hypothetical")
    if any(c.dep_ in ("neg", "det") and lemma(c) in frames.negated for c in own):
        found.add("negated")
    return found


def _doubts(word: Token, frames: Frames) -> bool:
    if word.dep_ in ("mark", "advmod"):
        return lemma(word) in frames.maybe_marks
    return word.dep_ == "amod" and lemma(word) in frames.maybe_words


def _from_above(at: Token, frames: Frames) -> set[str]:
    """What the word on which it hangs says of it: "plans to", "is ready to", "going to", "tried to", "failed to"."""
    over, word = at.head, lemma(at.head)
    coming = word in (frames.coming_adjectives if over.pos_ == "ADJ" else frames.coming)
    found = {"future"} if coming or (word == "go" and over.tag_ == "VBG" and at.dep_ == "xcomp") else set()
    if word in frames.maybe_verbs:
        found.add("hypothetical")
    if word in frames.negated_verbs:
        found.add("negated")
    return found


def _unreal(verb: Token, helpers: set[str]) -> bool:
    """Whether "would" stands for what would be, if: not in words that somebody in the past is told to have said."""
    if not helpers & {"would", "'d"}:
        return False
    return "have" in helpers or not (verb.dep_ in ("ccomp", "conj") and verb.head.tag_ == "VBD")
