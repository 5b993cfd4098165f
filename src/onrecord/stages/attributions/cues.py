"""Cues: the verbs and phrases of a passage that report speech, each with its source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.stages.attributions.lexicon import Entry, Lexicon
from onrecord.stages.attributions.syntax import (
    auxiliaries,
    child,
    finite_past,
    negated,
    objects,
    planned,
    prepositions,
    subject,
    token_end,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Cue", "embedded", "find_cues", "talk_prepositions"]

_VERBS = ("VERB", "AUX")
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "dobj", "obj", "attr", "acomp", "pcomp", "pobj", "prep", "csubj", "mark", "oprd"})
_VIEWS = frozenset({"view", "opinion", "assessment", "idea"})
_TOLD = frozenset({"advcl", "acl", "xcomp", "relcl"})


@dataclass(slots=True)
class Cue:
    """A verb that reports speech. Offsets are characters of the paragraph's ``Doc``.

    ``parts`` are the tokens of the cue, in order; ``subject`` the head of its source, null where it has none;
    ``passive``: the subject is what was said, not who said it. ``lead`` is where a subject begins that the parser lost.
    """

    verb: Token
    entry: Entry
    parts: tuple[Token, ...]
    subject: Token | None
    passive: bool
    lead: int | None = None

    @property
    def start(self) -> int:
        return int(min(t.idx for t in self.parts))

    @property
    def end(self) -> int:
        return max(token_end(t) for t in self.parts)


def find_cues(tokens: Sequence[Token], lexicon: Lexicon) -> list[Cue]:
    """The cues among ``tokens``, in their order: not negated and not planned. What they report is not looked at here."""
    return [cue for token in tokens if (cue := _cue(token, lexicon)) is not None]


def embedded(cue: Cue, others: Mapping[int, Cue], speaks: Callable[[Token], bool]) -> bool:
    """Whether a cue is part of what one of ``others`` (by the index of its verb) reports.

    ``speaks`` says of a noun whether it can speak: "noted that the fight goes on and expressed hope" cannot mean that the
    fight expressed hope, whatever the parser hung on what.
    """
    below = cue.verb
    for above in cue.verb.ancestors:
        if above.i in others:
            # The nearest cue above decides: it was itself found not to be reported by another.
            return _reports(others[above.i], below, cue, speaks)
        below = above
    return False


def _cue(token: Token, lexicon: Lexicon) -> Cue | None:
    if token.pos_ not in _VERBS and not token.tag_.startswith("VB"):
        return None
    lemma = token.lemma_.lower()
    if lemma not in lexicon.verbs and lemma not in lexicon.phrases:
        return None
    if negated(token) or planned(token) or token.dep_ == "amod":
        return None
    matched = _matched(token, lemma, lexicon)
    if matched is None:
        return None
    entry, parts = matched
    if not _tells(token, entry, lexicon):
        return None
    passive = child(token, "nsubjpass", "csubjpass") is not None or "auxpass" in {c.dep_ for c in token.children}
    if entry.stative:
        if not passive:
            return None
        parts = (*(c for c in token.children if c.dep_ == "auxpass"), token)
    return Cue(token, entry, parts, subject(token), passive and not entry.stative)


def _matched(token: Token, lemma: str, lexicon: Lexicon) -> tuple[Entry, tuple[Token, ...]] | None:
    """The longest entry that fits, with the tokens of the cue."""
    for entry in lexicon.phrases.get(lemma, ()):
        parts = _phrase_parts(token, entry)
        if parts is not None:
            return entry, parts
    bare = lexicon.verbs.get(lemma)
    if bare is None or (bare.particle is not None and not _particle(token, bare.particle)):
        return None
    return bare, (token,)


def _phrase_parts(token: Token, entry: Entry) -> tuple[Token, ...] | None:
    if entry.particle is not None:
        particle = _particle(token, entry.particle)
        return (token, particle) if particle is not None else None
    if entry.complements:
        found = next((c for c in token.children if c.i > token.i and c.lower_ in entry.complements), None)
        return (token, found) if found is not None else None
    if entry.after:
        return _after_parts(token, entry)
    noun = next((o for o in _governed(token) if o.lemma_.lower() in entry.objects), None)
    if noun is None:
        return None
    if noun.i < token.i:
        return (noun, token)
    between = [token.doc[i] for i in range(token.i, noun.i + 1)]
    return tuple(between) if len(between) <= 5 else (token, noun)


def _governed(token: Token) -> list[Token]:
    """Objects of a verb and the subject of a passive, with the nouns that they coordinate with or count ("exchange of views")."""
    found = list(objects(token))
    passive = child(token, "nsubjpass")
    if passive is not None:
        found.append(passive)
    return found + [c for f in found for c in f.children if c.dep_ == "conj"]


def _particle(token: Token, particle: str) -> Token | None:
    return next((c for c in token.children if c.lower_ == particle and c.i - token.i in (1, 2)), None)


def _after_parts(token: Token, entry: Entry) -> tuple[Token, ...] | None:
    doc = token.doc
    for words in entry.after:
        window = doc[token.i + 1 : min(len(doc), token.i + 5)]
        at = 0
        last = None
        for word in window:
            if at < len(words) and word.lower_ == words[at]:
                at, last = at + 1, word
        if at == len(words) and last is not None:
            return tuple(doc[i] for i in range(token.i, last.i + 1))
    return None


def _tells(token: Token, entry: Entry, lexicon: Lexicon) -> bool:
    """Whether the verb's form tells of something said: finite, a participle beside another verb, or a purpose of talks."""
    if finite_past(token) or token.tag_ in ("VBZ", "VBP"):
        return True
    if token.tag_ == "VBG":
        if token.dep_ in ("amod", "compound", "nsubj", "pobj") or _describes(token):
            return False
        return token.dep_ != "pcomp" or _of_a_speech(token, lexicon)
    if token.tag_ == "VBN":
        return _coordinated(token) or (token.dep_ not in ("acl", "amod") and bool(auxiliaries(token) or token.dep_ == "conj"))
    return token.tag_ == "VB" and token.dep_ in _TOLD and _purpose_of_talks(token, lexicon)


def _coordinated(token: Token) -> bool:
    """A past tense taken for a participle: after a comma, with an object of its own ("discussed A, touched upon B")."""
    if token.i == 0 or token.doc[token.i - 1].text != "," or child(token, "agent") is not None:
        return False
    return any(c.i > token.i for c in objects(token)) or any(p.i == token.i + 1 for p in prepositions(token))


def _describes(token: Token) -> bool:
    """A participle that describes the noun right before it ("a statement demanding ...") tells of nothing said here."""
    return bool(token.dep_ == "acl" and token.i > 0 and token.doc[token.i - 1].text != ",")


def _of_a_speech(token: Token, lexicon: Lexicon) -> bool:
    """A participle after a preposition that tells of something said: "with X noting ...", "began by noting ..."."""
    preposition = token.head
    if preposition.lower_ == "by" and preposition.head.lemma_.lower() in lexicon.phases:
        return finite_past(preposition.head)
    return preposition.lower_ in ("with", "while")


def _purpose_of_talks(token: Token, lexicon: Lexicon) -> bool:
    """Whether an infinitive is what talks that took place were for: "held a call to discuss", "met to review"."""
    above = token.head
    chain = [above, *list(above.ancestors)[:3]]
    held = [*chain, *(o for t in chain for o in objects(t))]
    talks = any(t.lemma_.lower() in lexicon.meeting_nouns or t.lemma_.lower() in ("meet", "speak", "talk") for t in held)
    return talks and any(finite_past(t) and not negated(t) for t in chain)


def _reports(outer: Cue, branch: Token, inner: Cue, speaks: Callable[[Token], bool]) -> bool:
    """Whether ``branch``, a child of the outer cue's verb on the way to the inner cue, is what the outer one reports."""
    if branch.dep_ in ("conj", "advcl", "parataxis") and not _within_object(outer, branch):
        return False
    if branch.dep_ == "relcl":
        return True
    if _beside(branch, inner) or _no_clause(outer, branch, inner):
        return False
    if branch.dep_ not in _COMPLEMENTS:
        return branch.dep_ not in ("nsubj", "nsubjpass") or outer.passive
    return not _promoted(outer, inner, speaks)


def _beside(branch: Token, inner: Cue) -> bool:
    """A clause with a subject of its own that the parser hung under the outer verb, though "and" or "with" sets it beside."""
    own = child(inner.verb, "nsubj")
    if own is None:
        return False
    if inner.verb.dep_ == "pcomp" and inner.verb.head.lower_ == "with" and inner.verb.head.i == branch.i:
        return True
    first = own.left_edge.i
    joined = first > 0 and inner.verb.doc[first - 1].dep_ == "cc"
    return bool(joined and branch.i == inner.verb.i and finite_past(inner.verb))


def _no_clause(outer: Cue, branch: Token, inner: Cue) -> bool:
    """What the parser took for the clause of a verb that has none: "discussed the region and Ada Lund conveyed support"."""
    own = child(inner.verb, "nsubj")
    if branch.i != inner.verb.i or branch.dep_ != "ccomp" or "clause" in outer.entry.takes or own is None:
        return False
    return branch.tag_ == "VBD" and child(branch, "mark") is None and child(own, "conj") is not None


def _within_object(outer: Cue, branch: Token) -> bool:
    return bool(branch.head.i != outer.verb.i)


def _promoted(outer: Cue, inner: Cue, speaks: Callable[[Token], bool]) -> bool:
    """A finite verb that the parser hung on an infinitive by "and" really stands beside the outer cue.

    "X agreed to continue their contacts and spoke in favour of ...": "spoke" cannot go on from "to continue".
    """
    verb = inner.verb
    if verb.tag_ == "VBN" and _coordinated(verb) and finite_past(outer.verb):
        return True
    if child(verb, "nsubj", "nsubjpass") is not None:
        return False
    if not finite_past(verb):
        return _beside_infinitive(verb)
    if verb.dep_ == "ccomp" and verb.tag_ == "VBD" and child(verb, "mark") is None and finite_past(outer.verb):
        return True
    if verb.dep_ != "conj":
        return False
    head = verb.head
    held = subject(head)
    if verb.tag_ == "VBD" and finite_past(outer.verb) and held is not None and not speaks(held):
        return True
    return not finite_past(head) and head.tag_ in ("VB", "VBG", "NN", "NNS", "NNP") and finite_past(outer.verb)


def _beside_infinitive(verb: Token) -> bool:
    """A participle after a comma that the parser hung on an infinitive: "conveyed his will to help, noting the need for ..."."""
    doc = verb.doc
    return bool(verb.tag_ == "VBG" and verb.dep_ == "advcl" and doc[verb.i - 1].text == "," and verb.head.tag_ == "VB")


def talk_prepositions(cue: Cue) -> list[Token]:
    """The prepositions of a cue that what was said may follow; in "an exchange of views on X" the inner one."""
    wanted = cue.entry.prepositions()
    nouns = [t for t in cue.parts if t.i != cue.verb.i]
    if cue.entry.person:
        nouns += [o for o in objects(cue.verb) if o.i > cue.verb.i]
    found = [p for p in prepositions(cue.verb, *nouns) if p.lower_ in wanted]
    return [p for outer in found for p in _inner(outer, wanted)]


def _inner(preposition: Token, wanted: frozenset[str]) -> list[Token]:
    governed = child(preposition, "pobj")
    if governed is None or governed.lemma_.lower() not in _VIEWS:
        return [preposition]
    deeper = [p for p in prepositions(governed) if p.lower_ in wanted and p.lower_ != "of"]
    return deeper or [preposition]
