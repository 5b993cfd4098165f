"""Undertakings: a verb by which somebody binds their own side to a future act, and whether that act is specific enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.stages.pledges.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Undertaking", "by_infinitive", "by_intent", "by_modal", "is_promised", "is_specific", "verbs_of"]

_HIGHEST = 8
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_OBJECTS = ("dobj", "obj", "dative", "attr")
_WITHOUT_OBJECT = ("respond", "retaliate", "withdraw", "pay")


@dataclass(frozen=True, slots=True)
class Undertaking:
    """A verb of undertaking with its subject, null where what is reported is an infinitive; ``modal`` is the word that binds."""

    verb: Token
    subject: Token | None
    modal: Token


def by_modal(doc: Doc, at: int, words: Lexicon) -> Undertaking | None:
    """The undertaking whose modal verb is token ``at``; null where it is a guess, a question, a condition, or passive."""
    modal = doc[at]
    verb = _main_verb(modal, words)
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        return None
    # In a numbered list ("will (i) modify") the parser hangs the subject on the modal.
    above = (*verb.lefts, *modal.lefts, *(modal.head.lefts if modal.dep_ == "aux" else ()))
    subject = next((t for t in above if t.dep_ in _SUBJECTS and t.i < at), None)
    if subject is None or not (subject.dep_ == "nsubj" or _is_spent(verb, subject, words)):
        return None
    if _is_asked(verb) or _is_governed(verb, words) or _is_conditional(verb, words):
        return None
    return Undertaking(verb, subject, modal)


def _is_spent(verb: Token, subject: Token, words: Lexicon) -> bool:
    """Whether a passive tells of what is done with a number of things, by nobody named: "5 billion will be spent"."""
    if subject.dep_ != "nsubjpass" or verb.lemma_.lower() not in words.spending:
        return False
    counted = any(t.like_num or t.pos_ == "SYM" for t in subject.subtree)
    return counted and not any(t.dep_ == "agent" for t in verb.rights)


def _main_verb(modal: Token, words: Lexicon) -> Token | None:
    """The verb that a modal stands before: "will send", "will be sending", "is going to send"."""
    if modal.lower_ == words.going or modal.lemma_.lower() in words.planning:
        return next((_helped(t, words) for t in modal.rights if t.dep_ == "xcomp" and t.tag_ == "VB"), None)
    return _helped(modal.head, words) if modal.dep_ in ("aux", "ROOT") and modal.head.i > modal.i else None


def _helped(verb: Token, words: Lexicon) -> Token:
    """ "Help restore": the restoring is what is undertaken."""
    if verb.lemma_.lower() not in words.helping:
        return verb
    return next((t for t in verb.rights if t.dep_ in ("ccomp", "xcomp") and t.tag_ in ("VB", "VBG")), verb)


def by_infinitive(doc: Doc, start: int, end: int, words: Lexicon) -> Undertaking | None:
    """The undertaking that is an infinitive at tokens ``[start, end)``: "(promised) to send a delegation"."""
    if not any(t.lower_ == "to" for t in doc[start : min(end, start + 2)]):
        return None
    for token in doc[start : min(end, start + 6)]:
        if token.tag_ == "VB" and any(t.tag_ == "TO" for t in token.lefts):
            return Undertaking(_caused(_worked_for(_helped(token, words), words)), None, doc[start])
        if token.tag_ == "VBG" and token.dep_ in ("pcomp", "xcomp", "advcl"):
            return Undertaking(token, None, doc[start])
        if token.pos_ == "VERB" and token.tag_ != "VB":
            return None
    return None


def by_intent(doc: Doc, start: int, end: int, words: Lexicon) -> Undertaking | None:
    """The undertaking that an intent tells of: "(announced) their intent to negotiate an agreement"."""
    for token in doc[start : min(end, start + 6)]:
        if token.lemma_.lower() in words.intents:
            return next((Undertaking(_helped(t, words), None, token) for t in token.rights if t.tag_ == "VB"), None)
    return None


def _caused(verb: Token) -> Token:
    """ "To have their teams meet": the meeting is what is undertaken."""
    if verb.lemma_ != "have":
        return verb
    return next((t for t in verb.rights if t.dep_ in ("ccomp", "xcomp") and t.tag_ == "VB"), verb)


def _worked_for(verb: Token, words: Lexicon) -> Token:
    """ "To work with them to find it": the finding, where it is an act of its own."""
    if verb.lemma_.lower() not in words.working:
        return verb
    aims = (_helped(t, words) for t in verb.rights if t.dep_ in ("xcomp", "advcl") and t.tag_ == "VB")
    return next((t for t in aims if t.lemma_.lower() in words.concrete | words.dated - words.diffuse), verb)


def _is_asked(verb: Token) -> bool:
    sentence = verb.sent
    return any(t.text == "?" for t in sentence[max(0, len(sentence) - 3) :])


def _is_governed(verb: Token, words: Lexicon) -> bool:
    """Whether a hope, a belief or an expectation stands above the clause, or it is set in a relative clause."""
    token = verb
    for _ in range(_HIGHEST):
        if token.dep_ in ("relcl", "acl", "pcomp"):
            return True
        if token.head.i == token.i:
            return False
        if token.dep_ in ("ccomp", "xcomp", "parataxis", "csubj") and _is_guess(token.head, words):
            return True
        token = token.head
    return False


def _is_guess(head: Token, words: Lexicon) -> bool:
    """Whether a verb, or the adjective it links to ("I am sure"), tells a guess or a wish."""
    if head.lemma_.lower() in words.governors:
        return True
    return any(t.dep_ in ("acomp", "attr") and t.lemma_.lower() in words.governors for t in head.rights)


def _is_conditional(verb: Token, words: Lexicon) -> bool:
    """Whether the clause is itself the condition or the time of another: "if we will", "when we will"."""
    return any(t.dep_ in ("mark", "advmod") and (t.lower_ in words.marks or t.tag_ == "WRB") for t in verb.lefts)


def verbs_of(verb: Token) -> Iterator[Token]:
    """A verb and those coordinated with it that share its subject."""
    yield verb
    for child in verb.rights:
        if child.dep_ == "conj" and child.tag_ in ("VB", "VBG") and not any(t.dep_ in _SUBJECTS for t in child.lefts):
            yield from verbs_of(child)


def is_specific(undertaking: Undertaking, surface: str, numbered: bool, dated: bool, bound: bool, words: Lexicon) -> bool:
    """Whether an act is discrete and can be checked.

    ``numbered``: a figure is told in it; ``dated``: a time to come; ``bound``: a condition, or a reporting word that commits.
    """
    measured = numbered or dated
    if undertaking.subject is not None and undertaking.subject.dep_ == "nsubjpass":
        return numbered
    first, *others = verbs_of(undertaking.verb)
    if _is_act(first, surface, measured, bound, words):
        return True
    reported = undertaking.subject is None
    if reported and (_is_ensured(first, words) or _is_thing_done(first, words)):
        return True
    if reported and bound and dated and _reaches(first, words):
        return True
    if first.lemma_.lower() in words.general and not (measured or bound or reported):
        return False
    if reported and any(v.lemma_.lower() in words.stopping and _objects(v) for v in (first, *others)):
        return True
    return any(_is_act(verb, surface, measured, bound, words) for verb in others)


def is_promised(undertaking: Undertaking, words: Lexicon) -> bool:
    """Whether what somebody promises by that very word is an act on a thing: "(promised) to support the bid"."""
    verb = undertaking.verb
    if verb.lemma_.lower() in words.never or undertaking.subject is not None:
        return False
    aims = [t for t in verb.rights if t.dep_ in ("xcomp", "advcl") and t.tag_ == "VB"]
    helped = [t for aim in aims for t in aim.rights if t.dep_ in ("ccomp", "xcomp")]
    if any(_is_ensured(t, words) for t in (verb, *aims, *helped)):
        return True
    return _acts_on_thing(verb, words)


def _acts_on_thing(verb: Token, words: Lexicon) -> bool:
    """Whether a verb has objects, and none of them is talk or good will."""
    objects = [t for t in verb.rights if t.dep_ in _OBJECTS]
    return bool(objects) and not any(_is_talk(t, words) or t.lemma_.lower() in words.goodwill for t in objects)


def _is_ensured(verb: Token, words: Lexicon) -> bool:
    """ "(Agreed) to ensure safe passage", "to make sure that they return"."""
    lemma = verb.lemma_.lower()
    if lemma == "make":
        return any(t.lower_ == "sure" for t in verb.rights)
    objects = _objects(verb)
    told = any(t.dep_ == "ccomp" for t in verb.rights) or bool(objects)
    return lemma in words.ensuring and told and not any(_is_talk(t, words) for t in objects)


def _is_thing_done(verb: Token, words: Lexicon) -> bool:
    """Whether what is promised or agreed is an act on a thing, and neither talk nor good will."""
    lemma = verb.lemma_.lower()
    if lemma in words.general | words.never | words.diffuse | words.ensuring:
        return False
    return _acts_on_thing(verb, words)


def _reaches(verb: Token, words: Lexicon) -> bool:
    """ "(Committed) to work towards an increase in flights early next year": a thing is aimed at, and when."""
    aims = [t for p in verb.rights if p.lower_ in ("toward", "towards") for t in p.rights if t.dep_ == "pobj"]
    return bool(aims) and not any(t.lemma_.lower() in words.talk for t in aims)


def _is_act(verb: Token, surface: str, measured: bool, bound: bool, words: Lexicon) -> bool:
    lemma = verb.lemma_.lower()
    if lemma in words.never:
        return False
    if lemma in words.concrete:
        objects = _objects(verb)
        if not measured and any(_is_talk(t, words) for t in objects):
            return False
        told = bool(objects) or any(t.dep_ == "ccomp" for t in verb.rights)
        return told or (lemma in _WITHOUT_OBJECT and (measured or bound or _has_manner(verb)))
    objects = _objects(verb)
    talk = any(_is_talk(t, words) for t in objects)
    if lemma in words.making and not talk and any(t.lemma_.lower() in words.deliverables for t in objects):
        return True
    if lemma in words.dated:
        return (measured or bound) and not talk
    if measured and objects and not talk and lemma not in words.general:
        return True
    return words.stands_for.match(surface, verb.idx) is not None


def _objects(verb: Token) -> Sequence[Token]:
    """The objects of a verb, and the nouns after its "to", "for" and "with"."""
    found = [t for t in verb.rights if t.dep_ in _OBJECTS]
    prepositions = [t for t in verb.rights if t.dep_ in ("prep", "dative") and t.lower_ in ("to", "for", "with")]
    return found + [t for p in prepositions for t in p.rights if t.dep_ == "pobj"]


def _is_talk(noun: Token, words: Lexicon) -> bool:
    """Whether an object is talk ("a discussion"), or as wide as good will ("all the necessary assistance")."""
    if noun.lemma_.lower() in words.talk:
        return True
    return any(t.lower_ in words.wide for t in noun.lefts)


def _has_manner(verb: Token) -> bool:
    return any(t.dep_ in ("prep", "advmod") for t in verb.rights)
