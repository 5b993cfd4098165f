"""Which pattern fits a word of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.stages.events.lexicon import Lexicon
from onrecord.stages.events.patterns import Need, Pattern, Words
from onrecord.stages.events.syntax import (
    complements,
    is_passive,
    lemma,
    measured,
    objects,
    particles,
    prepositions,
    subject,
    subjects,
)

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Hit", "hits", "loose_hit"]

_REACH = 4
_AS_EVENT = ("nsubj", "nsubjpass", "ROOT", "appos", "conj", "pobj", "dobj", "attr")
_PREDICATE = ("acomp", "oprd", "ROOT", "conj")


@dataclass(frozen=True, slots=True)
class Hit:
    """A word that tells of an event, with the pattern that says so."""

    token: Token
    pattern: Pattern


def hits(sentence: Span, lexicon: Lexicon) -> list[Hit]:
    """The events that words of a sentence tell of by themselves, in the order of the words, one for each word."""
    found = []
    for token in sentence:
        if _is_told_to(token):
            continue
        candidates = lexicon.patterns(_kind(token), lemma(token), token.lower_)
        best: Pattern | None = None
        for pattern in candidates:
            if (best is None or pattern.weight > best.weight) and _fits(token, pattern, lexicon):
                best = pattern
        if best is not None:
            found.append(Hit(token, best))
    return found


def _is_told_to(token: Token) -> bool:
    """Whether a verb is a command ("Take Velland, for one"), which tells of nothing."""
    if token.tag_ != "VB" or token.dep_ != "ROOT":
        return False
    return not any(c.dep_ in ("aux", "nsubj", "nsubjpass", "auxpass") for c in token.children)


def loose_hit(sentence: Span, lexicon: Lexicon) -> Hit | None:
    """The likeliest event of a sentence whose grammar was misread: a head word, with the words that its pattern asks for
    anywhere in the sentence. Null where no pattern finds all of its words. It is a guess, for want of anything better."""
    best: Hit | None = None
    for token in sentence:
        kind = "noun" if token.pos_ in ("NOUN", "PROPN") else "verb"
        for pattern in lexicon.patterns(kind, lemma(token), token.lower_):
            if (best is None or pattern.weight > best.pattern.weight) and _has_words(token, sentence, pattern, lexicon):
                best = Hit(token, pattern)
    return best


def _has_words(token: Token, sentence: Span, pattern: Pattern, lexicon: Lexicon) -> bool:
    wanted = [n for n in pattern.needs if not n.no and n.kind not in ("flag", "particle") and (n.words.single or n.words.phrases)]
    particles_ = [n for n in pattern.needs if not n.no and n.kind == "particle"]
    if not wanted or not _holds(token, pattern.heads, lexicon):
        return False
    after = {t.lower_ for t in sentence if token.i < t.i <= token.i + _REACH}
    if not all(n.which & after for n in particles_):
        return False
    return all(any(t.i != token.i and _holds(t, n.words, lexicon) for t in sentence) for n in wanted)


def _kind(token: Token) -> str:
    tag = token.tag_
    if tag.startswith("VB") and token.dep_ != "amod":
        return "verb"
    if tag in ("NN", "NNS", "NNP", "NNPS"):
        return "noun"
    return "adjective" if tag in ("JJ", "JJR", "VBN", "VBG") else "other"


def _fits(token: Token, pattern: Pattern, lexicon: Lexicon) -> bool:
    if not _holds(token, pattern.heads, lexicon):
        return False
    linked = token.dep_ in _PREDICATE or lemma(token.head) in lexicon.words["linking"]
    if pattern.kind == "adjective" and not linked:
        return False
    anchor = token.head if pattern.kind == "adjective" and token.dep_ in ("acomp", "oprd") else token
    return all(_met(token, anchor, need, lexicon) for need in pattern.needs)


def _met(token: Token, anchor: Token, need: Need, lexicon: Lexicon) -> bool:
    return bool(_CHECKS[need.kind](token, anchor, need, lexicon)) is not need.no


def _object(token: Token, anchor: Token, need: Need, lexicon: Lexicon) -> bool:
    found = objects(token)
    if need.words.none:
        return not found
    return _any([*found, *(m for f in found for m in measured(f, lexicon.words["measures"]))], need.words, lexicon)


def _subject(token: Token, anchor: Token, need: Need, lexicon: Lexicon) -> bool:
    found = subject(token) or ([] if is_passive(token) else subjects(anchor))
    return _any([*found, *(m for f in found for m in measured(f, lexicon.words["measures"]))], need.words, lexicon)


def _prep(token: Token, anchor: Token, need: Need, lexicon: Lexicon) -> bool:
    pairs = prepositions(token)
    return any(name in need.which and (need.words.any or _any(below, need.words, lexicon)) for name, below in pairs)


def _to(token: Token, anchor: Token, need: Need, lexicon: Lexicon) -> bool:
    verbs = [c for c in complements(token) if any(x.tag_ == "TO" for x in c.children)]
    return _any(verbs, need.words, lexicon)


def _that(token: Token, anchor: Token, need: Need, lexicon: Lexicon) -> bool:
    verbs = [c for c in complements(token) if c.dep_ in ("ccomp", "conj") and not any(x.tag_ == "TO" for x in c.children)]
    return _any(verbs, need.words, lexicon)


def _ing(token: Token, anchor: Token, need: Need, lexicon: Lexicon) -> bool:
    return _any([c for c in complements(token) if c.tag_ == "VBG"], need.words, lexicon)


def _state(token: Token, anchor: Token, need: Need, lexicon: Lexicon) -> bool:
    return any(
        lemma(t) in need.words.single
        for t in token.subtree
        if t.dep_ in ("acomp", "oprd", "ccomp", "xcomp", "advmod", "neg", "amod")
    )


def _particle(token: Token, anchor: Token, need: Need, lexicon: Lexicon) -> bool:
    return not need.which.isdisjoint(particles(token))


def _near(token: Token, anchor: Token, need: Need, lexicon: Lexicon) -> bool:
    return _any(token.subtree, need.words, lexicon)


def _flag(token: Token, anchor: Token, need: Need, lexicon: Lexicon) -> bool:
    (flag,) = need.which
    if flag in ("passive", "active"):
        return is_passive(token) is (flag == "passive")
    if flag == "negated":
        return any(c.dep_ == "neg" for c in token.children)
    if flag == "acts":
        return str(token.dep_) == "nsubj"
    if any(c.tag_ == "DT" and lemma(c) in ("no", "any") for c in token.children):
        return False
    return _occurs(token, lexicon) if flag == "occurs" else True


def _occurs(token: Token, lexicon: Lexicon) -> bool:
    """Whether a noun stands for something that happened: a meeting only where it is said to have been held."""
    if lemma(token) in lexicon.meetings:
        return str(token.dep_) in ("nsubj", "nsubjpass") and lemma(token.head) in lexicon.frames.occurs
    return str(token.dep_) in _AS_EVENT


_CHECKS = {
    "object": _object,
    "subject": _subject,
    "prep": _prep,
    "to": _to,
    "that": _that,
    "ing": _ing,
    "state": _state,
    "particle": _particle,
    "near": _near,
    "flag": _flag,
}


def _any(tokens: Iterable[Token], words: Words, lexicon: Lexicon) -> bool:
    return any(words.any or _holds(t, words, lexicon) for t in tokens)


def _holds(token: Token, words: Words, lexicon: Lexicon) -> bool:
    """Whether a word, or the phrase that it heads, is one of ``words``."""
    own = lemma(token)
    if own in words.single or token.lower_ in words.single:
        return True
    if words.kinds and any(_is(token, own, kind, lexicon) for kind in words.kinds):
        return True
    return bool(words.phrases) and any(own in p and _stands(token, p) for p in words.phrases)


def _is(token: Token, own: str, kind: str, lexicon: Lexicon) -> bool:
    if token.pos_ == "PROPN" or token.tag_ in ("NNP", "NNPS"):
        return True
    if kind in ("<actor>", "<person>"):
        return token.lower_ in lexicon.words["personal"] or own in lexicon.sectors
    return kind == "<place>" and own in lexicon.places


def _stands(token: Token, phrase: Sequence[str]) -> bool:
    at = phrase.index(lemma(token))
    first = token.i - at
    if first < 0 or first + len(phrase) > len(token.doc):
        return False
    around = token.doc[first : first + len(phrase)]
    return all(lemma(t) == word or t.lower_ == word for t, word in zip(around, phrase, strict=True))
