"""Whether a meeting that the text mentions has been held or is to come, and whether it is real at all."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING

from onrecord.model import Status
from onrecord.stages.meetings.page import Page
from onrecord.stages.meetings.triggers import Trigger
from onrecord.stages.meetings.when import order

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["about", "comes_for", "is_future", "is_told", "is_unreal", "status_of"]

_PAST_TAGS = frozenset({"VBD", "VBN"})
_QUALIFYING = frozenset({"amod", "advmod", "npadvmod", "nummod", "acl", "det", "prep"})
_SPANS = frozenset({"day", "week", "month", "year", "future"})
_WINDOW = 70


def about(trigger: Trigger) -> frozenset[str]:
    """The adjectives, adverbs and participles that go with the trigger, in lower case."""
    own = trigger.token
    near = [t for t in own.children if t.dep_ in _QUALIFYING]
    near += [c for t in near for c in t.children if c.dep_ in ("advmod", "pobj", "amod")]
    near += [c for t in near if t.dep_ == "pobj" and t.lemma_ in _SPANS for c in t.children]
    if own.dep_ == "pobj" and own.head.head.dep_ == "nsubj":
        near += [t for t in own.head.head.children if t.dep_ == "amod"]
    if own.dep_ == "relcl" and own.head.lemma_ in ("time", "occasion"):
        near += list(own.head.children)
    verb = trigger.governor
    if verb is not None and verb.i != own.i and trigger.support:
        near += [t for t in verb.children if t.dep_ in ("advmod", "npadvmod")]
    if not trigger.noun:
        near += [c for t in own.children if t.dep_ in ("npadvmod", "prep") for c in t.children]
    return frozenset(t.lower_ for t in near)


def status_of(page: Page, trigger: Trigger, date: str | None) -> Status | None:
    """``past`` or ``planned``; null where nothing tells."""
    words = page.lexicon
    if date is not None:
        before = order(date, page.reading.document.published)
        if before == -1:
            return "past"
        if before == 1:
            return "planned"
    own = about(trigger)
    if own & words.ongoing:
        return "held"
    if comes_for(trigger, words.arrival):
        return "past" if trigger.governor is not None and trigger.governor.tag_ == "VBD" else "planned"
    told = trigger.governor is not None and trigger.governor.tag_ == "VBD"
    if (own & words.planned and not is_told(trigger)) or (own & words.later and not told):
        return "planned"
    if own & words.past:
        return "past"
    inside = _of_clause(trigger, page)
    if inside is not None:
        return inside
    if page.lexicon.after_planned.match(page.text, trigger.end):
        return "planned"
    lead = page.text[max(trigger.sentence.start, trigger.phrase[0] - _WINDOW) : trigger.phrase[0]]
    planned, past = words.before_planned.search(lead), words.before_past.search(lead)
    if planned and not (past and past.start() > planned.start()):
        return "planned"
    if past:
        return "past"
    return _of_tense(page, trigger)


def _of_clause(trigger: Trigger, page: Page) -> Status | None:
    """What the clause on the noun tells: "which will take place in X", "which took place in X"."""
    for verb in trigger.clauses:
        if verb.lemma_ in page.lexicon.inside:
            if any(t.lower_ in page.lexicon.future or t.lower_ == "to" for t in verb.children if t.dep_ == "aux"):
                return "planned"
            if verb.tag_ in _PAST_TAGS:
                return "past"
            if verb.tag_ == "VBG" and verb.lemma_ in page.lexicon.beginning:
                return "planned"
    return None


def comes_for(trigger: Trigger, arrival: Container[str]) -> bool:
    """Whether the verb brings its subject to the meeting: "arrived for a meeting", "has come to X for the summit"."""
    verb, own = trigger.governor, trigger.token
    if verb is None or verb.lemma_ not in arrival or trigger.format == "visit":
        return False
    return own.dep_ == "pobj" and own.head.lower_ in ("for", "on", "to") and own.head.head.i == verb.i


def is_told(trigger: Trigger) -> bool:
    """Whether the trigger is a verb in the past: "spoke ahead of the forum next week" is not to come."""
    return not trigger.noun and trigger.token.tag_ == "VBD"


def is_future(trigger: Trigger, future: Container[str]) -> bool:
    """Whether the trigger's verb stands in the future: "will meet", "will take part in the talks"."""
    verb = trigger.governor
    for _ in range(3):
        if verb is None:
            return False
        if any(t.lower_ in future for t in verb.children if t.dep_ == "aux"):
            return True
        verb = verb.head if verb.dep_ in ("xcomp", "conj") else None
    return False


def _of_tense(page: Page, trigger: Trigger) -> Status | None:
    verb = trigger.governor
    if verb is None or not (trigger.support or not trigger.noun or trigger.token.dep_ in ("nsubj", "nsubjpass")):
        return None
    helpers = {t.lower_ for t in verb.children if t.dep_ in ("aux", "auxpass")}
    if helpers & page.lexicon.future or _is_planned_by(verb, page.lexicon.planning):
        return "planned"
    if verb.tag_ in _PAST_TAGS and not helpers & page.lexicon.unreal:
        return "past"
    if verb.tag_ == "VBZ" and trigger.noun and verb.lemma_ in ("take", "begin", "start"):
        return "planned"
    return None


def _is_planned_by(verb: Token, planning: Iterable[str]) -> bool:
    """An infinitive after a verb of planning: "agreed to meet", "is set to visit", "expect him to visit"."""
    if not any(t.dep_ == "aux" and t.lower_ == "to" for t in verb.children):
        return False
    above = verb.head
    return verb.dep_ in ("xcomp", "ccomp", "acl", "advcl") and above.lemma_ in planning


def is_unreal(page: Page, trigger: Trigger) -> bool:
    """Whether the clause denies the meeting or only thinks of it ("could meet", "never met", "if they meet")."""
    words = page.lexicon
    own = {t.lower_ for t in trigger.token.children if t.dep_ in ("det", "neg", "aux", "mark", "amod")}
    if trigger.governor is not None and trigger.governor.head.lower_ in words.denying:
        return True
    verb = trigger.governor
    if verb is not None and verb.lemma_ in words.called_off and trigger.token.dep_ in ("nsubjpass", "dobj"):
        return True
    clause = {t.lower_ for t in verb.children if t.dep_ in ("neg", "aux", "mark")} if verb is not None else set()
    if own & words.negated or "if" in clause or "whether" in clause:
        return True
    if clause & words.negated and (trigger.support or not trigger.noun):
        return True
    return bool(clause & words.unreal) and (trigger.support or not trigger.noun)
