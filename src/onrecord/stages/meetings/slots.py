"""What belongs to a trigger: its places, times and participants, by the parse.

A place or a time belongs to the trigger that is met first on the way up the tree, or whose verb is met; a clause of its own
stands in the way, save one that says when or where the meeting is held ("the talks, which resumed in November").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.lookups.places import Place
from onrecord.reading import Mention, Time
from onrecord.stages.meetings.page import Page
from onrecord.stages.meetings.triggers import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Slots", "slots_of"]

_CLAUSE = frozenset({"relcl", "acl"})
_BARRIER = frozenset({"ccomp", "advcl", "relcl", "acl", "csubj", "csubjpass", "parataxis", "pcomp"})
_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECT = frozenset({"dobj", "obj", "iobj", "dative"})
_WITH = frozenset({"with", "between", "among", "and", "by", "to"})
_PLACING = frozenset({"in", "at", "to", "near", "outside", "into", "inside", "around", "visit"})
_LISTED = frozenset({"conj", "appos", "compound", "nmod", "flat"})
_STEPS = 14


@dataclass(frozen=True, slots=True)
class Slots:
    """What belongs to a trigger. ``people`` are indexes into the cast, ``stated`` the mentions that name them."""

    trigger: Trigger
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    people: tuple[int, ...]
    stated: tuple[Mention, ...]
    host: int | None = None
    caller: int | None = None


def slots_of(page: Page, triggers: Sequence[Trigger]) -> list[Slots]:
    """The slots of the triggers of one sentence, in their order."""
    if not triggers:
        return []
    sentence = triggers[0].sentence
    owners = _Owners(page, triggers)
    places: list[list[Place]] = [[] for _ in triggers]
    times: list[list[Time]] = [[] for _ in triggers]
    for place in page.places_in(sentence.start, sentence.end):
        owner = owners.of(place.start, place.end) if _located(page, place, triggers) else None
        if owner is not None:
            places[owner].append(place)
    for time in page.times_in(sentence.start, sentence.end):
        owner = owners.of(time.start, time.end)
        if owner is not None:
            times[owner].append(time)
    return [_slots(page, t, tuple(places[i]), tuple(times[i])) for i, t in enumerate(triggers)]


def _located(page: Page, place: Place, triggers: Sequence[Trigger]) -> bool:
    """Whether the place is said to be where something is: after a preposition of place, or as what is visited."""
    if place.preposition in _PLACING:
        return True
    root = page.root_of(place.start, place.end)
    if root is None:
        return False
    if root.dep_ in _OBJECT and root.head.lemma_ == "visit":
        return True
    if root.dep_ in ("compound", "nmod", "amod", "poss") and any(t.noun and root.head.i == t.token.i for t in triggers):
        return place.kind == "city"
    head = root.head
    return root.dep_ == "appos" and any(
        p.preposition in _PLACING and p.start <= head.idx for p in page.places_in(place.start - 40, place.start)
    )


class _Owners:
    """Which trigger of a sentence a stretch belongs to."""

    def __init__(self, page: Page, triggers: Sequence[Trigger]) -> None:
        self._page = page
        self._triggers = triggers
        self._at = {t.token.i: n for n, t in enumerate(triggers)}
        self._governed: dict[int, list[int]] = {}
        for n, t in enumerate(triggers):
            if t.governor is not None:
                self._governed.setdefault(t.governor.i, []).append(n)

    def of(self, start: int, end: int) -> int | None:
        root = token = self._page.root_of(start, end)
        inside = False
        for _ in range(_STEPS):
            if token is None:
                return None
            if token.i in self._at:
                return self._at[token.i]
            if token.i in self._governed:
                return self._nearest(self._governed[token.i], start)
            inside = inside or (token.dep_ in _CLAUSE and token.lemma_ in self._page.lexicon.inside)
            if not inside and (token.dep_ in _BARRIER or (token is not root and self._is_other_thing(token))):
                return None
            token = token.head if token.head.i != token.i else None
        return None

    def _is_other_thing(self, token: Token) -> bool:
        """A noun that is neither a place nor a time: what lies in it lies elsewhere ("the attacks in X")."""
        if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "nmod", "npadvmod"):
            return False
        start, end = self._triggers[0].sentence.at(token)
        known: list[Place | Time] = [*self._page.places_in(start - 40, end), *self._page.times_in(start - 40, end)]
        return not any(x.start <= start < x.end for x in known)

    def _nearest(self, among: Sequence[int], at: int) -> int:
        before = [n for n in among if self._triggers[n].start < at]
        return before[-1] if before else among[0]


def _slots(page: Page, trigger: Trigger, places: tuple[Place, ...], times: tuple[Time, ...]) -> Slots:
    people: dict[int, None] = {}
    stated: list[Mention] = []
    host = caller = None
    for mention in page.mentions_in(trigger.sentence.start, trigger.sentence.end):
        part = _part(page, trigger, mention)
        if part is None:
            continue
        actors = [i for i in mention.actors if page.actor(i).kind == "person"]
        people.update(dict.fromkeys(actors))
        stated += [mention] if actors else []
        if part == "subject" and len(actors) == 1 and not trigger.noun:
            host = actors[0] if trigger.token.lemma_ in ("host", "receive", "welcome") else host
            caller = actors[0] if trigger.token.lemma_ in ("call", "phone", "telephone") else caller
    for index in _first_and_second(page, trigger):
        people.setdefault(index)
    return Slots(trigger, places, times, tuple(people), tuple(stated), host, caller)


def _part(page: Page, trigger: Trigger, mention: Mention) -> str | None:
    """How a mention takes part: as ``subject``, ``object`` or ``with``; null where it does not."""
    root = page.root_of(mention.start, mention.end)
    return _role(trigger, root) if root is not None else None


def _role(trigger: Trigger, token: Token) -> str | None:
    token = _up_the_list(token)
    own, governor = trigger.token, trigger.governor
    carried = governor is not None and (trigger.support or not trigger.noun)
    if token.dep_ == "poss" and token.head.i == own.i:
        return "subject"
    if token.dep_ in _SUBJECT and carried and governor is not None and _subject_reaches(token.head, governor):
        return "subject"
    if token.dep_ in _SUBJECT and token.head.dep_ == "relcl" and token.head.head.i == own.i and trigger.noun:
        return "subject"
    if not trigger.noun and token.dep_ in _OBJECT and token.head.i == own.i:
        return "object"
    if token.dep_ in ("pobj", "agent") and token.head.lower_ in _WITH:
        above = token.head.head
        if above.i == own.i or (carried and governor is not None and above.i == governor.i):
            return "with" if token.head.lower_ != "to" or not trigger.noun else None
    return None


def _up_the_list(token: Token) -> Token:
    """The first of a list of names ("X and Y"), the name that an apposition explains or a title leads."""
    for _ in range(8):
        if token.dep_ not in _LISTED or token.head.pos_ not in ("NOUN", "PROPN", "PRON"):
            break
        token = token.head
    return token


def _subject_reaches(verb: Token, governor: Token) -> bool:
    """Whether the subject of ``verb`` is that of ``governor``: the same verb, or one that hangs on it ("agreed to meet")."""
    here = governor
    for _ in range(4):
        if here.i == verb.i:
            return True
        if here.dep_ not in ("xcomp", "conj", "advcl") or any(t.dep_ in _SUBJECT for t in here.children):
            return False
        here = here.head
    return False


def _first_and_second(page: Page, trigger: Trigger) -> tuple[int, ...]:
    """Who takes part as "I", "we", "you", "my", "our", "your": the speaker, the one spoken to, or both."""
    speakers = page.speakers_at(trigger.start)
    if speakers is None:
        return ()
    found: dict[int, None] = {}
    for word in _persons(trigger):
        if word in ("i", "my", "we", "our", "us", "me"):
            found.update(dict.fromkeys(speakers))
        if word in ("you", "your", "we", "our", "us") and (speakers or word in ("we", "our")):
            found.update(dict.fromkeys(page.other_side(speakers)))
    return tuple(found)


def _persons(trigger: Trigger) -> list[str]:
    words = [t.lower_ for t in trigger.token.lefts if t.dep_ == "poss"]
    words += [t.lower_ for t in trigger.token.children if not trigger.noun and t.dep_ in _SUBJECT | _OBJECT]
    heads = [trigger.token] + ([trigger.governor] if trigger.governor is not None and trigger.support else [])
    for head in heads:
        words += [t.lower_ for t in head.children if t.dep_ in _SUBJECT]
        words += [
            o.lower_ for p in head.children if p.lower_ in ("with", "to", "between") for o in p.children if o.dep_ == "pobj"
        ]
    if not any(w in _PRONOUNS for w in words) and trigger.governor is not None and trigger.governor.dep_ in ("xcomp", "advcl"):
        words += [
            t.lower_ for t in trigger.governor.head.children if t.dep_ in _SUBJECT and (trigger.support or not trigger.noun)
        ]
    return [w for w in words if w in _PRONOUNS]


_PRONOUNS = frozenset({"i", "my", "we", "our", "us", "you", "your", "me"})
