"""The words that tell of meetings, from ``languages/en/meetings.toml``, in the forms in which the rules ask for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.lookups.phrases import pattern_of
from onrecord.model import Format, VisitType
from onrecord.tables import Knowledge

__all__ = ["Lexicon", "Verb", "lexicon"]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that reports a meeting, and what must stand with it for it to do so."""

    format: Format
    needs: frozenset[str]


class Lexicon:
    """The table, compiled. Sets hold words or lemmas in lower case, patterns are for ``search``; the table says what each is."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.nouns, self.weak = _nouns(table["nouns"])
        self.verbs = {lemma: Verb(v["format"], frozenset(v["needs"])) for lemma, v in table["verbs"].items()}
        self.title_words: dict[str, Format] = {word: form for form, words in table["title"].items() for word in words}
        self.occasion_words: dict[str, Format] = {w: form for form, words in table["title_occasion"].items() for w in words}
        self.visit_type: list[tuple[VisitType, re.Pattern[str]]] = [(k, _any(words)) for k, words in table["visit_type"].items()]
        self._verbs(table)
        self._status(table["status"])
        self._words(table)
        self._patterns(table)
        self.ids = _ids((*self.nouns, *self.weak, *self.verbs, *self.arrival, *self.agreed))

    def _verbs(self, table: Mapping[str, Any]) -> None:
        self.support = frozenset(table["support"]["verbs"])
        self.joining = frozenset(table["support"]["joining"])
        self.joining_nouns = frozenset(table["support"]["joining_nouns"])
        self.inside = frozenset(table["support"]["inside"])
        self.arrival = frozenset(table["arrival"]["verbs"])
        self.events = frozenset(table["events"]["nouns"])
        self.meals = frozenset(table["nouns"]["other"])
        self.hosting = frozenset(table["words"]["hosting"])
        self.calling = frozenset(table["words"]["calling"])
        self.agreed = frozenset(table["agreed"]["nouns"])
        self.agreeing = frozenset(table["agreed"]["verbs"])

    def _status(self, table: Mapping[str, Any]) -> None:
        self.past = frozenset(table["past"])
        self.planned = frozenset(table["planned"])
        self.again = frozenset(table["again"])
        self.later = frozenset(table["later"])
        self.ongoing = frozenset(table["ongoing"])
        self.invitation, self.accepting = frozenset(table["invitation"]), frozenset(table["accepting"])
        self.beginning = frozenset(table["beginning"])
        self.planning = frozenset(table["planning"])
        self.future = frozenset(table["future"])
        self.unreal = frozenset(table["unreal"])
        self.called_off = frozenset(table["called_off"])
        self.denying = frozenset(table["denying"])
        self.negated = frozenset(table["negated"])
        self.before_past = _before(table["before_past"], 3)
        self.remembered = _before(table["remembered"], 3)
        self.before_planned = _before(table["before_planned"], 3)

    def _words(self, table: Mapping[str, Any]) -> None:
        words = table["words"]
        self.placing = frozenset(words["placing"])
        self.together = frozenset(words["together"])
        self.i = frozenset(words["i"])
        self.we = frozenset(words["we"])
        self.you = frozenset(words["you"])
        self.third = frozenset(words["third"])
        self.offices = frozenset(table["bodies"]["offices"])
        self.no_names = frozenset(words["no_names"])
        self.not_when = frozenset(table["not_when"]["prepositions"])
        self.houses = frozenset(words["houses"])
        self.towns = frozenset(words["towns"])
        self.retelling = frozenset(table["main"]["retelling"])
        self.parts = frozenset(table["main"]["parts"])
        self.determiners = frozenset(table["main"]["determiners"])

    def _patterns(self, table: Mapping[str, Any]) -> None:
        self.video, self.call, self.in_person = (_any(table["form"][key]) for key in ("video", "call", "in_person"))
        self.summits = _any(table["bodies"]["summits"])
        self.occasion, self.no_occasion = (_any(table["occasion"][key]) for key in ("words", "none"))
        self.initiated_by = _any(table["initiator"]["phrases"])
        self.initiative_of = _any(table["initiator"]["after"], left="")
        main = table["main"]
        self.framing, self.frame, self.results = (
            _before(main["framing"], 3),
            _before(main["frames"], 4),
            _before(main["results"], 2),
        )
        own = {name: re.compile(pattern) for name, pattern in table["patterns"].items()}
        self.welcome, self.welcome_weak, self.thanked_for = own["welcome"], own["welcome_weak"], own["thanked_for"]
        self.not_now, self.framing_place = own["not_now"], own["framing_place"]
        self.hall, self.of_body = own["hall"], own["of_body"]
        self.joined, self.at_hand, self.no_meeting = own["joined"], own["at_hand"], own["no_meeting"]
        self.spoken_of, self.of_leaders = own["spoken_of"], own["of_leaders"]
        self.of_matter, self.own_country, self.capital = own["of_matter"], own["own_country"], own["capital"]
        self.attended_by, self.attended, self.not_frame = own["attended_by"], own["attended"], own["not_frame"]
        self.after_planned, self.session_of = own["after_planned"], own["session_of"]
        self.are_one = own["are_one"]
        self.meeting, self.contact, self.latter = own["meeting"], own["contact"], own["latter"]


def lexicon(knowledge: Knowledge) -> Lexicon:
    """The lexicon of ``knowledge``; for :meth:`Knowledge.derived`."""
    return Lexicon(knowledge.toml("languages/en/meetings.toml"))


def _nouns(table: Mapping[str, Any]) -> tuple[dict[str, Format], dict[str, Format]]:
    strong: dict[str, Format] = {}
    weak: dict[str, Format] = {}
    for key, words in table.items():
        kind: Format = key.removeprefix("weak_")  # type: ignore[assignment]
        for word in words:
            (weak if key.startswith("weak_") else strong)[word] = kind
    return strong, weak


def _ids(words: Iterable[str]) -> frozenset[int]:
    """The ids by which the parser knows the words, with a capital too: it keeps the capital in the lemma of a name."""
    from spacy.strings import get_string_id

    return frozenset(get_string_id(form) for word in words for form in (word, word.capitalize()))


def _alternation(words: Iterable[str]) -> str:
    return "|".join(pattern_of(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def _any(words: Iterable[str], left: str = r"(?<!\w)") -> re.Pattern[str]:
    return re.compile(rf"{left}(?:{_alternation(words)})(?!\w)", re.IGNORECASE)


def _before(words: Iterable[str], more: int) -> re.Pattern[str]:
    """The words at the end of a text, with at most ``more`` words after them."""
    after = rf"(?:[\s\xa0]{{1,6}}[\w’'-]{{1,30}}){{0,{more}}}[\s\xa0]{{0,6}}$"
    return re.compile(rf"(?<!\w)(?:{_alternation(words)}){after}", re.IGNORECASE)
