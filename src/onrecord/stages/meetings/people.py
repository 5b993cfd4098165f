"""Who takes part in what a trigger reports: its subject, object, possessor and those after "with", by name or pronoun."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.reading import Mention
from onrecord.stages.meetings.page import Page
from onrecord.stages.meetings.status import comes_for
from onrecord.stages.meetings.triggers import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["People", "people_of", "subject_of"]

_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECT = frozenset({"dobj", "obj", "iobj", "dative"})
_LISTED = frozenset({"conj", "appos", "compound", "nmod", "flat"})
_REACH = 120
_LONGEST = 12
_AND = re.compile(r"\s{0,9},?\s{0,9}and\s{1,9}(?:the\s{1,9})?|\s{0,9},\s{0,9}(?:the\s{1,9})?")
_LIST = re.compile(r"\s*,?\s*(?:and\s+)?(?:the\s+)?")
"""What stands between the names of a list."""
_HANGING = frozenset({"xcomp", "conj", "advcl", "pcomp"})


@dataclass(slots=True)
class People:
    """Participants as indexes into the cast, the mentions that name them, and who hosts or calls where the verb tells."""

    actors: dict[int, None] = field(default_factory=dict)
    stated: list[Mention] = field(default_factory=list)
    absent: dict[str, None] = field(default_factory=dict)
    """Countries whose leader takes part and is not in the cast."""
    host: int | None = None
    caller: int | None = None

    def add(self, actors: Iterable[int]) -> None:
        self.actors.update(dict.fromkeys(actors))


def people_of(page: Page, trigger: Trigger) -> People:
    """Who takes part."""
    found = People()
    for mention in page.mentions_in(*trigger.around):
        part = next((p for r in _roots(page, mention) if (p := _part(page, trigger, r)) is not None), None)
        actors = [i for i in mention.actors if page.actor(i).kind == "person"] if part else []
        if actors:
            found.add(actors)
            found.stated.append(mention)
            _note(page, trigger, part, actors, found)
    _fill_lists(page, found)
    if len(found.stated) > 1:
        _follow_lists(page, found)
    speakers = page.speakers_at(trigger.start)
    if speakers is None:
        found.add(_by_pronoun(page, trigger, found))
    else:
        found.add(_first_and_second(page, trigger, speakers))
    if trigger.noun:
        codes = _joined_countries(page, trigger)
        found.add(i for i in page.leaders if page.actor(i).country in codes)
        led = {page.actor(i).country for i in page.leaders}
        found.absent.update(dict.fromkeys(c for c in codes if c not in led))
    return found


def _fill_lists(page: Page, found: People) -> None:
    """Who stands in a list of names between two who take part, takes part: the parser loses the middle of long lists."""
    for first, last in pairwise(sorted(found.stated, key=lambda m: m.start)):
        among = [m for m in page.mentions_in(first.end, last.start) if any(page.actor(i).kind == "person" for i in m.actors)]
        ends = [first, *among, last]
        if among and all(_LIST.fullmatch(page.text, a.end, b.start) for a, b in pairwise(ends)):
            found.add(i for m in among for i in m.actors if page.actor(i).kind == "person")
            found.stated += among


def _follow_lists(page: Page, found: People) -> None:
    """Who follows in a list after the last who takes part, and is no subject of a clause of its own, takes part too."""
    for _ in range(_LONGEST):
        last = max(found.stated, key=lambda m: m.end, default=None)
        after = next(iter(page.mentions_in(last.end, last.end + 8)), None) if last is not None else None
        if last is None or after is None or not _AND.fullmatch(page.text, last.end, after.start):
            return
        people = [i for i in after.actors if page.actor(i).kind == "person"]
        if not people or any(root.dep_ in _SUBJECT for root in _roots(page, after)):
            return
        found.add(people)
        found.stated.append(after)


def _roots(page: Page, mention: Mention) -> Iterator[Token]:
    """The token on which a mention hangs, and the one on which its last word does: the parser tears long titles from names."""
    for at in (mention.start, mention.end - 1):
        root = page.root_of(at, mention.end, mention.start)
        if root is not None:
            yield root


def _note(page: Page, trigger: Trigger, part: str | None, actors: list[int], found: People) -> None:
    lemma = trigger.token.lemma_
    if part == "agent" or (part == "subject" and not trigger.noun and lemma in page.lexicon.hosting):
        found.host = actors[0] if len(actors) == 1 else found.host
    if part == "subject" and not trigger.noun and lemma in page.lexicon.calling and len(actors) == 1:
        found.caller = actors[0]


def _part(page: Page, trigger: Trigger, root: Token) -> str | None:
    """How a mention takes part: as ``subject``, ``object``, ``with`` or ``agent``; null where it does not."""
    token = _up_the_list(root)
    own, governor = trigger.token, trigger.governor
    if token.dep_ == "poss" and (token.head.i == own.i or _is_joining(page, token.head, own)):
        return "subject"
    if token.dep_ in _SUBJECT and (_carries(page, trigger, token.head) or any(t.i == token.head.i for t in trigger.clauses)):
        return "subject"
    if (
        governor is not None
        and governor.dep_ == "relcl"
        and governor.head.i in (root.i, token.i)
        and _is_relative(page, trigger, governor)
    ):
        return "subject"
    if token.dep_ in _OBJECT and not trigger.noun and token.head.i == own.i:
        return "object"
    if token.dep_ in _OBJECT and governor is not None and governor.head.i == token.head.i and _has_other_subject(governor):
        return "subject" if trigger.support or _comes_on(page, trigger) else None
    if token.dep_ != "pobj":
        return None
    preposition, above = token.head.lower_, token.head.head
    if preposition in page.lexicon.together and (
        above.i == own.i or (governor is not None and trigger.support and above.i == governor.i)
    ):
        return "with"
    if preposition == "to" and not trigger.noun and above.i == own.i:
        return "with"
    if preposition in ("of", "by") and _is_joining(page, above, own):
        return "subject"
    if preposition == "of" and trigger.noun and above.i == own.i and not _is_qualified(token):
        return "subject"
    return "agent" if preposition == "by" and above.dep_ == "acl" and _is_within(above.head, own) else None


def _is_joining(page: Page, noun: Token, own: Token) -> bool:
    """Whether ``noun`` is the taking part in the meeting: "the participation of X in the summit"."""
    here = own.head if own.dep_ == "pobj" else own
    return noun.lemma_ in page.lexicon.joining_nouns and here.dep_ == "prep" and here.head.i == noun.i


def _is_qualified(token: Token) -> bool:
    """Whether a group is another than the one at hand: "the leaders of the member states", "Conference of the Parties"."""
    if token.tag_ not in ("NNS", "NNPS"):
        return False
    return token.text[0].isupper() or any(t.dep_ == "prep" and t.lower_ == "of" for t in token.children)


def _is_within(token: Token, noun: Token) -> bool:
    """Whether the token is the noun or stands in a phrase that hangs on it ("the summit on climate")."""
    for _ in range(4):
        if token.i == noun.i:
            return True
        if token.dep_ not in ("pobj", "prep"):
            return False
        token = token.head
    return False


def _carries(page: Page, trigger: Trigger, verb: Token) -> bool:
    """Whether the subject of ``verb`` takes part: ``verb`` reports the meeting, or what does hangs on it ("agreed to meet")."""
    here = trigger.governor
    if here is None or not (trigger.support or comes_for(trigger, page.lexicon.arrival) or _comes_on(page, trigger)):
        return False
    for _ in range(6):
        if here.i == verb.i:
            return True
        if here.dep_ == "acl" and here.head.lemma_ in page.lexicon.invitation and here.head.head.lemma_ in page.lexicon.accepting:
            here = here.head.head  # "accepted the invitation to visit X"
            continue
        if here.dep_ not in _HANGING or any(t.dep_ in _SUBJECT for t in here.children) or _has_other_subject(here):
            return False
        here = here.head
        while here.dep_ == "prep" and here.head.i != here.i:
            here = here.head
    return False


def _comes_on(page: Page, trigger: Trigger) -> bool:
    """ "Came to X on a visit": the verb brings its subject on the visit."""
    verb = trigger.governor
    return trigger.noun and trigger.format == "visit" and verb is not None and verb.lemma_ in page.lexicon.arrival


def _is_relative(page: Page, trigger: Trigger, verb: Token) -> bool:
    """Whether the subject is "who": whom the clause is about takes part ("X, who has come for the summit")."""
    carries = trigger.support or comes_for(trigger, page.lexicon.arrival)
    return carries and any(t.dep_ in _SUBJECT and t.tag_ in ("WP", "WDT") for t in verb.children)


def _has_other_subject(verb: Token) -> bool:
    """Whether the subject of an infinitive is the object of the verb above it: "invited the minister to visit X"."""
    if not any(t.dep_ == "aux" and t.lower_ == "to" for t in verb.children):
        return False
    return verb.dep_ in ("xcomp", "ccomp", "advcl") and verb.tag_ == "VB" and any(t.dep_ in _OBJECT for t in verb.head.children)


def _up_the_list(token: Token) -> Token:
    """The first of a list of names ("X and Y"), the name that an apposition explains or a title leads."""
    for _ in range(8):
        if token.dep_ not in _LISTED or token.head.pos_ not in ("NOUN", "PROPN", "PRON"):
            break
        token = token.head
    return token


def _first_and_second(page: Page, trigger: Trigger, speakers: tuple[int, ...]) -> Iterator[int]:
    """Who takes part as "I", "we", "you", "my", "our", "your": the speaker, the one spoken to, or both."""
    words = set(_pronouns(page, trigger))
    both = bool(words & page.lexicon.we)
    if both or words & page.lexicon.i:
        yield from speakers
    if both or (words & page.lexicon.you and speakers):
        yield from page.other_side(speakers)


def _pronouns(page: Page, trigger: Trigger) -> Iterator[str]:
    """The pronouns that stand where participants do."""
    own, verb = trigger.token, trigger.governor
    yield from (t.lower_ for t in own.children if t.dep_ == "poss")
    if not trigger.noun:
        yield from (t.lower_ for t in _each(own.children))
        yield from (t.lower_ for t in own.children if t.dep_ in _OBJECT)
    yield from (t.lower_ for c in trigger.clauses for t in _each(c.children))
    for head in dict.fromkeys([own, *([verb] if verb is not None and trigger.support else [])]):
        for child in head.children:
            if child.lower_ in page.lexicon.together or (child.lower_ == "to" and not trigger.noun):
                yield from (t.lower_ for t in child.children if t.dep_ == "pobj")
    for _ in range(4):
        if verb is None or not (trigger.support or comes_for(trigger, page.lexicon.arrival)):
            return
        if _has_other_subject(verb):  # "I invite you to visit X"
            yield from (t.lower_ for t in verb.head.children if t.dep_ in _OBJECT)
            return
        subjects = [t.lower_ for t in _each(verb.children)]
        yield from subjects
        above = _above(verb)
        verb = above if not subjects and verb.dep_ in _HANGING and above.pos_ in ("VERB", "AUX") else None


def _each(children: Iterable[Token]) -> Iterator[Token]:
    """The subjects among the children of a verb, with those joined to them: "X and I"."""
    for token in children:
        if token.dep_ in _SUBJECT:
            yield token
            yield from token.conjuncts


def _above(verb: Token) -> Token:
    """What a verb hangs on, past a preposition: "looked forward to meeting"."""
    head = verb.head
    return head.head if head.dep_ == "prep" else head


def _by_pronoun(page: Page, trigger: Trigger, found: People) -> Iterator[int]:
    """In narration: "they" are the parties; "his", "her" is the subject of the sentence."""
    words = set(_pronouns(page, trigger))
    if "they" in words or "their" in words:
        yield from page.parties if not found.actors else ()
    if words & page.lexicon.third and len(found.actors) < 2:
        subject = subject_of(page, trigger)
        yield from subject if len(subject) == 1 else ()


def subject_of(page: Page, trigger: Trigger) -> tuple[int, ...]:
    """The people who are subject of the trigger's sentence."""
    root = trigger.sentence.stretch.root
    found: dict[int, None] = {}
    for mention in page.mentions_in(trigger.around[0], trigger.start):
        head = page.root_of(mention.start, mention.end)
        first = _up_the_list(head) if head is not None else None
        if first is not None and first.dep_ in _SUBJECT and first.head.i == root.i:
            found.update(dict.fromkeys(i for i in mention.actors if page.actor(i).kind == "person"))
    return tuple(found)


def _joined_countries(page: Page, trigger: Trigger) -> list[str]:
    """The countries of a meeting of their leaders: "the trilateral summit of X, Y and Z"; none where it names fewer than two."""
    if trigger.format not in ("summit", "talks"):
        return []
    codes: list[str] = []
    at = trigger.end
    for named in page.countries.find(page.text, trigger.end, trigger.end + _REACH):
        if named.form != "name" or not page.lexicon.joined.fullmatch(page.text[at : named.start]):
            break
        codes.append(named.code)
        at = named.end
    return codes if len(codes) > 1 else []
