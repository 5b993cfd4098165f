"""What stands with a verb or a noun in a parsed sentence: its subject, objects, prepositions, particles and complements.

The parse is spaCy's in the ClearNLP scheme. Everything here reads; nothing decides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "complements",
    "conjuncts",
    "governor",
    "is_passive",
    "lemma",
    "measured",
    "objects",
    "particles",
    "prepositions",
    "subject",
    "subjects",
]

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_OBJECTS = ("dobj", "dative", "obj", "iobj")
_CLAUSES = ("xcomp", "ccomp", "advcl", "pcomp")
_HOLDERS = ("dobj", "obj", "attr", "acomp", "nsubjpass", "oprd")
_STEPS = 12
_INFLECTED = frozenset({"VBD", "VBN", "VBG"})
_ONE_SYLLABLE = re.compile(r"[^aeiou]{0,3}[aeiou][^aeiouwxy]")
_BOUND = frozenset({"it", "they"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})


def lemma(token: Token) -> str:
    """The lemma in small letters. A noun with a capital at the beginning of a sentence is taken for a name by the parser, and
    keeps the plural."""
    found = str(token.lemma_).lower()
    if token.pos_ == "PROPN" and found.endswith("s") and (token.tag_ == "NNPS" or token.is_sent_start):
        return found[:-1]
    if token.tag_ in _INFLECTED and token.lower_ in (f"{found}ed", f"{found}ing") and _ONE_SYLLABLE.fullmatch(found):
        # "staged" is of "stage": a verb "stag" would double its last letter. The parser's rules get this wrong.
        return f"{found}e"
    return found


def conjuncts(token: Token) -> list[Token]:
    """The word and those that are joined to it by "and"."""
    found = [token]
    for word in found:
        if len(found) > _STEPS:
            break
        found += [c for c in word.children if c.dep_ in ("conj", "appos")]
    return found


def is_passive(verb: Token) -> bool:
    """Whether something is done to the subject: "was arrested", and "arrested" after a noun."""
    if any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children):
        return True
    if verb.dep_ in ("acl", "amod") and verb.tag_ == "VBN":
        # With an object it is the verb of a sentence that was read as a phrase.
        return not any(c.dep_ == "dobj" for c in verb.children)
    return verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.tag_ == "VBN" and is_passive(verb.head)


def _own_subjects(verb: Token) -> list[Token]:
    found = [c for c in verb.children if c.dep_ in _SUBJECTS]
    if len(found) == 1 and verb.dep_ == "ccomp" and found[0].lower_ in _BOUND:
        # "Velland said it would": the one who says it.
        return [c for c in verb.head.children if c.dep_ == "nsubj"] or found
    if verb.dep_ == "relcl" and found and found[0].text.lower() in _RELATIVE:
        return [verb.head]
    return found


def governor(verb: Token) -> Token | None:
    """The verb on which a clause without a subject of its own hangs, and whose subject it shares."""
    if verb.dep_ in ("xcomp", "conj", "advcl", "pcomp", "ccomp"):
        head = verb.head
        if head.pos_ in ("VERB", "AUX"):
            return head
        if head.pos_ in ("ADJ", "ADP", "NOUN") and head.head is not head and head.head.pos_ in ("VERB", "AUX"):
            return head.head
    if verb.dep_ == "acl" and verb.tag_ in ("VB", "VBG") and verb.head.head.pos_ in ("VERB", "AUX"):
        return verb.head.head if verb.head.dep_ in ("dobj", "pobj", "attr") else None
    return None


def subjects(verb: Token) -> list[Token]:
    """What a verb is said of, in the active and the passive: its own subject, or that of the verb on which it hangs."""
    at: Token | None = verb
    for _ in range(_STEPS):
        if at is None:
            return []
        found = _own_subjects(at)
        if found:
            return [c for f in found for c in conjuncts(f)]
        if at.dep_ == "acl" and at.tag_ in ("VBG", "VBN"):
            return conjuncts(at.head)
        if at.dep_ == "relcl":
            return conjuncts(at.head) if not any(c.dep_ in _OBJECTS and c.text.lower() in _RELATIVE for c in at.children) else []
        at = governor(at)
    return []


def subject(verb: Token) -> list[Token]:
    """Those who do it: the subject of an active verb, "by ..." of a passive one."""
    if is_passive(verb):
        return [c for p in verb.children if p.dep_ in ("agent", "prep") and lemma(p) == "by" for c in _below(p)]
    return subjects(verb)


def _below(preposition: Token) -> list[Token]:
    return [c for w in preposition.children if w.dep_ in ("pobj", "pcomp") for c in conjuncts(w)]


def objects(verb: Token) -> list[Token]:
    """To what or whom it is done: objects of an active verb, the subject of a passive one."""
    found = [c for c in verb.children if c.dep_ in _OBJECTS]
    if verb.dep_ == "relcl" and not found:
        found = (
            [verb.head] if any(c.text.lower() in ("which", "that", "whom") and c.dep_ in _OBJECTS for c in verb.children) else []
        )
    small = (c for c in complements(verb) if _is_to(c) or (c.dep_ == "ccomp" and c.pos_ == "ADJ"))
    found += [s for c in small for s in c.children if s.dep_ == "nsubj"]
    if is_passive(verb):
        found += subjects(verb)
    if not found:
        found = [o for c in verb.children if c.dep_ == "conj" and c.i - verb.i <= 3 for o in c.children if o.dep_ in _OBJECTS]
    return [c for f in found for c in conjuncts(f)]


def measured(noun: Token, measures: Collection[str]) -> Iterator[Token]:
    """What a noun of measure or kind is of: "dozens of prisoners"; ``measures`` are such nouns."""
    if lemma(noun) in measures or noun.pos_ == "NUM":
        for c in noun.children:
            if c.dep_ == "prep" and lemma(c) in ("of", "in"):
                yield from _below(c)


def prepositions(word: Token, deep: bool = True) -> list[tuple[str, list[Token]]]:
    """The prepositions that go with a word and what stands after each, those of its objects and particles too."""
    found: list[tuple[str, list[Token]]] = []
    for c in word.children:
        if c.dep_ in ("prep", "agent", "dative") and c.pos_ in ("ADP", "SCONJ", "PART", "VERB"):
            found.append((lemma(c), _below(c)))
            found += prepositions(c, False)
        elif c.dep_ in ("prt", "advmod") or (deep and c.dep_ in _HOLDERS):
            found += prepositions(c, False)
    return found


def particles(verb: Token) -> set[str]:
    """The particles and short adverbs that go with a verb: "called off", "hit back"."""
    return {lemma(c) for c in verb.children if c.dep_ in ("prt", "advmod", "prep", "oprd", "acomp", "npadvmod") and len(c) <= 10}


def complements(word: Token) -> list[Token]:
    """The verbs of the clauses that a word takes, those of its object and of what "on" or "to" it takes included."""
    found = [c for c in word.children if c.dep_ in _CLAUSES]
    for c in word.children:
        if c.dep_ in ("prep", "acomp", "oprd"):
            found += [g for g in c.children if g.dep_ in _CLAUSES]
        elif c.dep_ in ("dobj", "attr"):
            found += [g for g in c.children if g.dep_ in ("acl", "relcl") and _is_to(g)]
    return [c for f in found for c in (f, *(g for g in f.children if g.dep_ == "conj"))]


def _is_to(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in verb.children)
