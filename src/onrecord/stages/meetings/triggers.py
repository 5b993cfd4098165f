"""The words of a text that may report a meeting: nouns ("talks", "summit") and verbs ("met", "visited")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import Format
from onrecord.reading import Sentence
from onrecord.stages.meetings.lexicon import Lexicon
from onrecord.stages.meetings.page import Page

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["NEAR", "Trigger", "triggers_in"]

NEAR = 700
"""How far from a trigger (characters) what belongs to it is looked for: sentences without end must not cost without end."""
_NAME = 160
"""How far before a word the mention may begin that holds it: the parser tears names with hyphens apart."""
_NOUN = frozenset({"NOUN", "PROPN"})
_UP = frozenset(
    {"dobj", "obj", "pobj", "prep", "nsubj", "nsubjpass", "attr", "conj", "appos", "nmod", "pcomp", "npadvmod", "oprd", "dative"}
)
_PLURAL_ONLY = frozenset({"talks", "negotiations", "consultations"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A noun or verb that may report a meeting.

    ``governor`` is the verb of the noun's clause (the verb itself for a verb); ``support`` says that it carries the noun
    ("held talks"), so that its subject takes part. ``start`` and ``end`` bound the word, ``phrase`` the noun with what
    stands before it ("the June 2021 Russian-American summit").
    """

    token: Token
    sentence: Sentence
    format: Format
    weak: bool
    noun: bool
    governor: Token | None
    support: bool
    start: int
    end: int
    phrase: tuple[int, int]

    @property
    def around(self) -> tuple[int, int]:
        """The stretch of the sentence about the trigger."""
        return max(self.sentence.start, self.start - NEAR), min(self.sentence.end, self.end + NEAR)

    @property
    def clauses(self) -> list[Token]:
        """The verbs of relative clauses on the noun, also one that the parser hung beside it ("talks the two had in May")."""
        found = [t for t in self.token.children if t.dep_ == "relcl"]
        if self.noun and self.token.dep_ == "pobj":
            found += [t for t in self.token.head.children if t.dep_ == "pcomp" and t.i > self.token.i]
        return found

    @property
    def addressed(self) -> bool:
        """Whether the verb names the other side: "spoke with X"; "they spoke about trade" does not."""
        return any(t.lower_ in ("with", "to") for t in self.token.children)

    @property
    def plural(self) -> bool:
        return self.noun and self.token.tag_ in ("NNS", "NNPS") and self.token.lower_ not in _PLURAL_ONLY


def triggers_in(page: Page, sentence: Sentence) -> Iterator[Trigger]:
    """The triggers of a sentence, left to right."""
    words = page.lexicon
    for token in page.words_of_form(sentence):
        pos = token.pos_
        if pos in _NOUN:
            found = _noun_format(token, words) or _agreed(token, words)
            if found is not None and not _inside_compound(token) and not _no_meeting(page, sentence, token, found[0]):
                yield _noun(page, sentence, token, *found)
        elif pos in ("VERB", "AUX") and token.lemma_ in words.arrival and _arrives(page, sentence, token):
            yield _arrival(sentence, token)
        elif pos == "VERB" and token.lemma_ in words.verbs and _reports(page, sentence, token, words.verbs[token.lemma_].needs):
            yield _verb(page, sentence, token)


def _noun_format(token: Token, words: Lexicon) -> tuple[Format, bool] | None:
    for form in (token.lower_, token.lemma_.lower()):
        if form in words.nouns:
            return words.nouns[form], False
        if form in words.weak:
            return words.weak[form], True
    return None


def _agreed(token: Token, words: Lexicon) -> tuple[Format, bool] | None:
    """ "Our agreement reached in X", "the accords that we reached in X": what was agreed tells of talks at X."""
    if token.lower_ not in words.agreed:
        return None
    how = [t for t in token.children if t.dep_ in ("acl", "relcl") and t.lemma_ in words.agreeing]
    placed = any(p.dep_ == "prep" and p.lower_ in words.placing for t in how for p in t.children)
    return ("talks", True) if placed else None


def _inside_compound(token: Token) -> bool:
    """A noun that only qualifies another: "summit declaration", "visit programme", "summit talks"."""
    return token.dep_ in ("compound", "nmod", "amod") and token.head.pos_ in _NOUN and token.head.i > token.i


def _no_meeting(page: Page, sentence: Sentence, token: Token, form: Format) -> bool:
    """A press conference, or a videoconference by which something else is done."""
    if form not in ("call", "video") and token.lower_ != "conference":
        return False
    start = sentence.at(token)[0]
    return page.lexicon.no_meeting.search(page.text, max(sentence.start, start - NEAR), start) is not None


def _noun(page: Page, sentence: Sentence, token: Token, kind: Format, weak: bool) -> Trigger:
    start, end = sentence.at(token)
    first = min([t.left_edge.idx for t in token.lefts if t.dep_ not in ("punct", "cc")] + [token.idx])
    phrase = (sentence.offset + first, end)
    governor, steps = _governor(token)
    support = governor is not None and (
        (steps == 0 and governor.lemma_ in page.lexicon.support)
        or (steps <= 2 and governor.lemma_ in page.lexicon.joining and _joins(governor))
    )
    weak = weak and not (token.pos_ == "PROPN" and page.text[start].isupper() and phrase[0] < start)
    form = _settled(page, kind, weak, phrase[0], _stop(page, sentence, end))
    if form == "talks":
        form = _of_event(page, token)
    return Trigger(token, sentence, form, weak and form == "talks", True, governor, support, start, end, phrase)


def _of_event(page: Page, token: Token) -> Format:
    """What a noun of talks is by itself and the noun before it: a conference is an event of many, a "summit meeting" a summit."""
    if token.lower_ in page.lexicon.events or token.lemma_.lower() in page.lexicon.events:
        return "other"
    leading = (t.lower_ for t in token.lefts if t.dep_ in ("compound", "nmod"))
    return "summit" if any(page.lexicon.nouns.get(word) == "summit" for word in leading) else "talks"


def _stop(page: Page, sentence: Sentence, end: int) -> int:
    return min(sentence.end, end + 90)


def _governor(token: Token) -> tuple[Token | None, int]:
    """The verb above a noun, and how many steps deeper than its own object or subject the noun lies."""
    here, steps = token, 0
    while here.dep_ in _UP and here.head.i != here.i and steps < 6:
        if here.dep_ not in ("conj", "dobj", "obj", "nsubjpass", "nsubj"):
            steps += 1
        here = here.head
        if here.pos_ in ("VERB", "AUX"):
            return here, steps
    return None, steps


def _arrives(page: Page, sentence: Sentence, token: Token) -> bool:
    """Whether somebody comes to or is in a city or country: "was in X", "came to X"; not "came to X for talks"."""
    if token.dep_ == "relcl" or not any(t.dep_ == "nsubj" and t.pos_ in ("PROPN", "NOUN") for t in token.children):
        return False
    after = [t for t in token.children if t.dep_ == "prep" and t.i > token.i]
    if not after or after[0].lower_ not in page.lexicon.placing:
        return False
    things = [t for t in after[0].children if t.dep_ == "pobj"]
    return len(things) == 1 and any(
        p.end - sentence.offset == things[0].idx + len(things[0]) for p in page.places_in(*_reach(sentence, things[0]))
    )


def _arrival(sentence: Sentence, token: Token) -> Trigger:
    start, end = sentence.at(token)
    return Trigger(token, sentence, "visit", token.lemma_ == "be", False, token, True, start, end, (start, end))


def _joins(verb: Token) -> bool:
    """ "Take" only with "part", "see" only with "each other"."""
    wanted = {"take": "part", "see": "other"}.get(verb.lemma_)
    return wanted is None or any(t.lower_ == wanted for t in verb.children)


def _verb(page: Page, sentence: Sentence, token: Token) -> Trigger:
    start, end = sentence.at(token)
    verb = page.lexicon.verbs[token.lemma_]
    form = _settled(page, verb.format, False, start, _stop(page, sentence, end))
    weak = token.lemma_ == "discuss"
    return Trigger(token, sentence, form, weak, False, token, True, start, end, (start, end))


def _reports(page: Page, sentence: Sentence, token: Token, needs: frozenset[str]) -> bool:
    """Whether the verb has with it what makes it report a meeting."""
    children = list(token.children)
    things = [t for t in children if t.dep_ in ("dobj", "obj")]
    if (
        things
        and "anything" not in needs
        and not needs & {"person", "place"}
        and not any(_is_person(page, sentence, t) for t in things)
    ):
        return False
    if any(t.lower_ == w for w in ("with", "to") if w in needs for t in children if t.dep_ in ("prep", "dative")):
        return True
    if "place" in needs and any(page.places_in(*_reach(sentence, t)) for t in things):
        return True
    if needs & {"person", "object"} and any(_is_person(page, sentence, t) for t in things):
        return not any(t.lower_ in ("for", "on", "upon", "in") and t.i == token.i + 1 for t in children)
    if page.lexicon.verbs[token.lemma_].format == "call" and _is_only_said(page, sentence, token):
        return False
    return "people" in needs and any(t.dep_ == "nsubj" and _is_many(page, sentence, t) for t in _with_subjects(token))


def _is_only_said(page: Page, sentence: Sentence, token: Token) -> bool:
    """ "We spoke of it" in a speech is no call, unless a word of telephones stands there."""
    start = sentence.at(token)[0]
    remote = page.lexicon.call.search(page.text, start, _stop(page, sentence, start))
    return page.speakers_at(start) is not None and remote is None


def _with_subjects(token: Token) -> Iterator[Token]:
    """The children of a verb, and those of the verb that it shares its subject with: "they agreed to meet", "and will meet"."""
    yield from token.children
    shared = token.dep_ == "conj" and token.head.pos_ == "VERB" and not any(t.dep_ == "nsubj" for t in token.children)
    if token.dep_ == "xcomp" or shared:
        yield from token.head.children


def _reach(sentence: Sentence, token: Token) -> tuple[int, int]:
    return sentence.offset + token.left_edge.idx, sentence.offset + token.right_edge.idx + 1


def _is_person(page: Page, sentence: Sentence, token: Token) -> bool:
    if token.lower_ in ("you", "me", "us", "him", "her"):
        return True
    start, end = _reach(sentence, token)
    head = sentence.offset + token.idx
    mentions = (m for m in page.mentions_in(start - _NAME, end) if m.start <= head < m.end)
    return any(page.actor(i).kind == "person" for m in mentions for i in m.actors)


def _is_many(page: Page, sentence: Sentence, token: Token) -> bool:
    """A subject of more than one: "we", "they", "the two presidents", "X and Y"."""
    if token.lower_ in ("we", "they") or token.tag_ in ("NNS", "NNPS"):
        return True
    if any(t.dep_ == "conj" for t in token.children):
        return True
    start, end = _reach(sentence, token)
    named = {i for m in page.mentions_in(start, max(end, sentence.offset + token.right_edge.idx + 1)) for i in m.actors}
    return len(named & set(page.people)) > 1 and " and " in page.text[start:end]


def _settled(page: Page, kind: Format, weak: bool, start: int, end: int) -> Format:
    """The form, with the words about it taken into account: a telephone conversation is a call, a virtual summit a video."""
    if kind not in ("talks", "call", "video"):
        return kind
    stretch = page.text[start:end]
    if page.lexicon.video.search(stretch):
        return "video"
    if page.lexicon.call.search(stretch):
        return "call"
    if kind == "call" and page.lexicon.in_person.search(stretch):
        return "talks"
    return kind
