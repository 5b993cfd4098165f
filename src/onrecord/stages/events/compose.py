"""From words that tell of events to the events of a sentence: what stands over an event changes it, and may swallow it.

A promise to help is one event, and the help in it is none; what is to come is another type; what somebody says that others
must do is a request. Events are given with how near to the heart of the sentence they stand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.lookups.plover import Plover
from onrecord.stages.events.auxiliary import auxiliary_modes
from onrecord.stages.events.lexicon import Frames, Lexicon
from onrecord.stages.events.match import Hit, hits, loose_hit
from onrecord.stages.events.patterns import parse_pattern
from onrecord.stages.events.syntax import complements, is_passive, lemma, objects, subjects

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["GUESSED", "Coded", "coded"]

_SWALLOWS = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "SUPPORT"})
_IRREAL = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
_COST = {
    "ccomp": 0.6,
    "xcomp": 0.5,
    "pcomp": 1.5,
    "conj": 0.3,
    "advcl": 2.0,
    "relcl": 3.0,
    "acl": 2.5,
    "prep": 0.6,
    "pobj": 0.6,
    "appos": 2.0,
    "parataxis": 0.5,
    "dep": 1.0,
}
_NOUN = 1.5
GUESSED = 50.0
"""The rank of what only the words of a sentence suggest."""

_STEPS = 40
_REQUEST = parse_pattern("say +that", "REQUEST", None, {})
_REJECT = parse_pattern("say +that", "REJECT", None, {})


@dataclass(frozen=True, slots=True)
class Coded:
    """An event of a sentence: the word that tells of it, its type and mode, how real it is, and its ``rank``: 0 is the heart
    of the sentence, more is farther from it."""

    token: Token
    type: str
    mode: str | None
    auxiliary: tuple[str, ...]
    rank: float
    hit: Hit


def coded(sentence: Span, lexicon: Lexicon, ontology: Plover) -> list[Coded]:
    """The events of a sentence, the one at its heart first."""
    found = hits(sentence, lexicon)
    hostile = {h.token.i for h in found if ontology.types[h.pattern.type].quad == 4}
    implied = [*_duties(sentence, lexicon), *_refusals(sentence, hostile, lexicon)]
    known = {h.token.i for h in implied}
    found = sorted([*(h for h in found if h.token.i not in known), *implied], key=lambda h: h.token.i)
    over = _swallowed(found)
    kept = [h for h in found if h.token.i not in over]
    made = [_coded(h, found, lexicon, ontology) for h in kept]
    events = sorted((c for c in made if c is not None), key=lambda c: (c.rank, c.token.i))
    return events or _guess(sentence, lexicon)


def _guess(sentence: Span, lexicon: Lexicon) -> list[Coded]:
    """What the words alone suggest where no pattern fits; so far from the heart that no record holds it."""
    hit = loose_hit(sentence, lexicon)
    return [] if hit is None else [Coded(hit.token, hit.pattern.type, hit.pattern.mode, (), GUESSED, hit)]


def _coded(hit: Hit, all_hits: Sequence[Hit], lexicon: Lexicon, ontology: Plover) -> Coded | None:
    frames = lexicon.frames
    kind, mode = hit.pattern.type, hit.pattern.mode
    auxiliary = auxiliary_modes(hit.token, frames)
    inner = _hostile(hit, all_hits, ontology) if kind == "AGREE" else None
    future = ontology.types[inner.pattern.type if inner else kind].future
    coming = "future" in auxiliary or (future == "THREATEN" and _may(hit.token, frames))
    if inner is not None or (future and coming and "negated" not in auxiliary):
        kind, mode = _to_come(inner or hit, future, ontology)
        auxiliary = tuple(a for a in auxiliary if a not in ("future", "hypothetical"))
    if mode is None:
        mode = _mode(kind, hit.token, lexicon)
    return Coded(hit.token, kind, mode, auxiliary, _rank(hit, frames), hit)


def _may(verb: Token, frames: Frames) -> bool:
    """Whether somebody says that it may be done."""
    helpers = any(c.dep_ == "aux" and lemma(c) in frames.threat for c in verb.children)
    return helpers and verb.dep_ == "ccomp" and lemma(verb.head) in frames.reports


def _to_come(hit: Hit, future: str | None, ontology: Plover) -> tuple[str, str | None]:
    kind, mode = hit.pattern.type, hit.pattern.mode
    if future == "THREATEN":
        return future, ontology.threatened.get(f"{kind}-{mode}", ontology.threatened.get(kind))
    return future or kind, None


def _hostile(hit: Hit, all_hits: Sequence[Hit], ontology: Plover) -> Hit | None:
    """What is agreed on or promised, where it is an act of conflict."""
    heads = {c.i for c in complements(hit.token)}
    found = (h for h in all_hits if h.token.i in heads and ontology.types[h.pattern.type].quad == 4)
    return next(found, None)


def _mode(kind: str, token: Token, lexicon: Lexicon) -> str | None:
    near = [t for t in token.subtree if t.dep_ != "punct"]
    for mode, words in lexicon.modes.get(kind, ()):
        if any(lemma(t) in words.single for t in near):
            return mode
    return None


def _duties(sentence: Span, lexicon: Lexicon) -> Iterator[Hit]:
    """What somebody says that others must do."""
    frames = lexicon.frames
    for token in sentence:
        if token.dep_ != "ccomp" or lemma(token.head) not in frames.duty_reports or token.head.pos_ != "VERB":
            continue
        must = any(c.dep_ == "aux" and lemma(c) in frames.duty for c in token.children)
        has_to = lemma(token) in frames.duty_verbs and any(c.dep_ == "xcomp" for c in token.children)
        if (must or has_to) and any(_is_other(s, lexicon) for s in token.children if s.dep_ in ("nsubj", "nsubjpass")):
            yield Hit(token.head, _REQUEST)


def _refusals(sentence: Span, hostile: Collection[int], lexicon: Lexicon) -> Iterator[Hit]:
    """What somebody says that they will not do: "said it would not attend"; not to do harm is no refusal."""
    frames = lexicon.frames
    for token in sentence:
        if token.pos_ != "VERB" or token.i in hostile or lemma(token) in frames.no_refusal or is_passive(token):
            continue
        own = list(token.children)
        will = any(c.dep_ == "aux" and (lemma(c) in frames.refusal or c.lower_ in frames.refusal) for c in own)
        if not will or not any(c.dep_ == "neg" for c in own) or not any(_is_somebody(s, lexicon) for s in subjects(token)):
            continue
        if token.dep_ == "ccomp" and lemma(token.head) in frames.reports:
            yield Hit(token.head, _REJECT)
        elif token.dep_ == "ROOT":
            yield Hit(token, _REJECT)


def _is_somebody(token: Token, lexicon: Lexicon) -> bool:
    return _is_other(token, lexicon) or token.lower_ in lexicon.words["personal"]


def _is_other(token: Token, lexicon: Lexicon) -> bool:
    return token.pos_ == "PROPN" or lemma(token) in lexicon.sectors


def _swallowed(found: Sequence[Hit]) -> set[int]:
    """The words of events that are only what another event is about."""
    gone: set[int] = set()
    for hit in found:
        inside = _content(hit)
        gone.update(h.token.i for h in found if h.token.i in inside and h.token.i != hit.token.i)
    return gone


def _content(hit: Hit) -> set[int]:
    """The words that tell what an event is about: its complements, and its object where that is not real or is the event."""
    kind, token = hit.pattern.type, hit.token
    found: set[int] = set()
    if kind in _SWALLOWS:
        for clause in complements(token):
            if clause.dep_ in ("advcl",) and not any(c.tag_ == "TO" for c in clause.children):
                continue
            found |= _below(clause)
    if kind in _IRREAL or (kind == "ACCUSE" and hit.pattern.mode == "allege"):
        for child in token.children:
            if child.dep_ in ("dobj", "prep", "dative", "prt", "attr", "oprd") or (child.dep_ == "nsubjpass"):
                found |= _below(child)
    elif hit.pattern.kind == "verb" and not (kind in ("ACCUSE", "SUPPORT") and hit.pattern.mode in (None, "disapprove")):
        found |= {o.i for o in objects(token) if o.pos_ in ("NOUN", "PROPN")}
    if hit.pattern.kind == "noun":
        found |= {c.i for c in token.children if c.dep_ in ("compound", "conj", "nmod", "amod")}
    return found


def _below(token: Token) -> set[int]:
    """A word and all that hangs on it, but for clauses that tell of a thing ("that was captured last week")."""
    found, todo = {token.i}, list(token.children)
    while todo:
        child = todo.pop()
        if child.dep_ == "relcl" or (child.dep_ == "acl" and child.tag_ == "VBN"):
            continue
        found.add(child.i)
        todo.extend(child.children)
    return found


def _rank(hit: Hit, frames: Frames) -> float:
    cost, at = (_NOUN if hit.pattern.kind == "noun" else 0.0), hit.token
    for _ in range(_STEPS):
        if at.head.i == at.i:
            break
        if at.dep_ == "ccomp" and lemma(at.head) in frames.reports:
            cost += 0.2
        elif at.dep_ in ("advcl", "acl") and any(c.tag_ == "TO" for c in at.children):
            cost += 1.0
        else:
            cost += _COST.get(at.dep_, 0.4)
        at = at.head
    return round(cost, 2)
