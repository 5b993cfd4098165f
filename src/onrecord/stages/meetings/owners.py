"""Which trigger of a sentence a place or a time belongs to, by the parse.

It belongs to the trigger that is met first on the way up the tree, or whose verb is met. A clause of its own stands in the
way, save one that says when or where the meeting is held ("the talks, which resumed in November"), and so does a thing that
is neither place, time nor person ("the attacks in X").
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from onrecord.lookups.places import Place
from onrecord.reading import Mention, Time
from onrecord.stages.meetings.page import Page
from onrecord.stages.meetings.triggers import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Owners", "is_located"]

_CLAUSE = frozenset({"relcl", "acl"})
_BARRIER = frozenset({"ccomp", "advcl", "relcl", "acl", "csubj", "csubjpass", "parataxis", "pcomp"})
_STEPS = 14
_TITLE = 160
"""How many characters before a word a place, time or mention may begin that holds it."""


def is_located(page: Page, place: Place, triggers: Sequence[Trigger]) -> bool:
    """Whether something is said to be at the place: it follows a preposition of place, or is what somebody visits."""
    if place.preposition in page.lexicon.placing:
        return True
    root = page.root_of(place.start, place.end)
    if root is None:
        return False
    if root.dep_ in ("dobj", "obj") and root.head.lemma_ == "visit":
        return True
    if root.dep_ in ("compound", "nmod", "amod") and any(t.noun and root.head.i == t.token.i for t in triggers):
        return place.kind == "city"
    if (
        root.dep_ in ("compound", "nmod", "amod", "poss")
        and root.head.lemma_.lower() in page.lexicon.houses
        and place.kind == "city"
    ):
        return root.head.dep_ == "pobj" and root.head.head.lower_ in page.lexicon.placing  # "at his Linmouth residence"
    if root.dep_ == "pobj" and root.head.lower_ == "of" and root.head.head.lemma_.lower() in page.lexicon.towns:
        town = root.head.head  # "in the Chinese city of X"
        return town.dep_ == "pobj" and town.head.lower_ in page.lexicon.placing
    before = page.places_in(place.start - 40, place.start)
    return bool(before) and page.text[before[-1].end : place.start].strip() == "," and is_located(page, before[-1], triggers)


class Owners:
    """The owners in one sentence."""

    def __init__(self, page: Page, triggers: Sequence[Trigger]) -> None:
        self._page = page
        self._triggers = triggers
        self._at = {t.token.i: n for n, t in enumerate(triggers)}
        self._governed: dict[int, list[int]] = {}
        for n, t in enumerate(triggers):
            for verb in (*_verbs_of(t), *_wholes_of(t, page.lexicon.parts)):
                self._governed.setdefault(verb.i, []).append(n)

    def of(self, start: int, end: int) -> int | None:
        """The number of the trigger to which ``[start, end)`` belongs, null where to none."""
        root = token = self._page.root_of(start, end)
        inside = False
        for _ in range(_STEPS):
            if token is None:
                return None
            if token.i in self._at:
                return self._at[token.i]
            if token.i in self._governed:
                return self._nearest(self._governed[token.i], start)
            inside = inside or (token.dep_ in _CLAUSE and token.lemma_ in self._page.lexicon.inside | self._page.lexicon.agreeing)
            if not inside and (token.dep_ in _BARRIER or (token is not root and self._is_other_thing(token))):
                return None
            token = token.head if token.head.i != token.i else None
        return None

    def _is_other_thing(self, token: Token) -> bool:
        if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "nmod", "npadvmod"):
            return False
        if token.lemma_.lower() in self._page.lexicon.houses | self._page.lexicon.towns:
            return False
        if self._page.lexicon.nouns.get(token.lower_) in ("call", "video"):  # "talks by videoconference on 3 May"
            return False
        if token.pos_ == "PROPN" and token.dep_ == "pobj" and token.head.lower_ in self._page.lexicon.placing:
            return False  # a place that no table has: "at the Norwind Institute in X"
        if token.pos_ == "PROPN" and token.dep_ == "pobj" and token.head.lower_ in ("of", "on") and token.head.head.i in self._at:
            return False  # "the meeting of the Veskonian Council in X"
        start, end = self._triggers[0].sentence.at(token)
        known: list[Place | Time | Mention] = [
            *self._page.places_in(start - _TITLE, end),
            *self._page.times_in(start - _TITLE, end),
            *self._page.mentions_in(start - _TITLE, end),
        ]
        return not any(x.start <= start < x.end for x in known)

    def _nearest(self, among: Sequence[int], at: int) -> int:
        before = [n for n in among if self._triggers[n].start < at]
        return before[-1] if before else among[0]


def _wholes_of(trigger: Trigger, parts: Container[str]) -> list[Token]:
    """The noun of "the results of the talks": what is said to be at a place or on a day with it, the talks were."""
    own = trigger.token
    of = own.head
    within = trigger.noun and own.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma_ in parts
    return [of.head] if within else []


def _verbs_of(trigger: Trigger) -> list[Token]:
    """The verbs whose places and times are the trigger's: its governor, and "was" in "the last time they met was in X"."""
    found = [trigger.governor] if trigger.governor is not None else []
    found += [t for t in trigger.clauses if t.dep_ == "pcomp"]
    time = trigger.token.head
    if not trigger.noun and trigger.token.dep_ == "relcl" and time.dep_ == "nsubj" and time.head.lemma_ == "be":
        found.append(time.head)
    return found
