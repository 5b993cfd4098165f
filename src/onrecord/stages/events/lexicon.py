"""The words of events in English: patterns by head word, frames, and the words for actors of no name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.lookups.plover import plover
from onrecord.stages.events.patterns import Pattern, Words, parse_pattern, words_of
from onrecord.tables import Knowledge

__all__ = ["Frames", "Lexicon", "build"]

_FOLDER = "languages/en/events"
_NO_MODE = "none"


@dataclass(frozen=True, slots=True)
class Frames:
    """What stands over an event and changes what it is: sets of lemmas."""

    coming: frozenset[str]
    coming_adjectives: frozenset[str]
    will: frozenset[str]
    maybe: frozenset[str]
    maybe_verbs: frozenset[str]
    maybe_marks: frozenset[str]
    maybe_words: frozenset[str]
    through: frozenset[str]
    reports: frozenset[str]
    duty: frozenset[str]
    duty_verbs: frozenset[str]
    duty_reports: frozenset[str]
    negated: frozenset[str]
    negated_verbs: frozenset[str]
    historical: frozenset[str]
    occurs: frozenset[str]
    refusal: frozenset[str]
    no_refusal: frozenset[str]
    threat: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Patterns by kind of head and its lemma, with the frames. ``sectors``: words for actors without a name, by sector."""

    by_head: Mapping[tuple[str, str], tuple[Pattern, ...]]
    frames: Frames
    words: Mapping[str, tuple[str, ...]]
    """Small words by what they are for: ``grammar.toml``."""
    sectors: Mapping[str, str]
    named: frozenset[str]
    """Names of armed groups and movements."""
    places: frozenset[str]
    meetings: frozenset[str]
    """Words for meetings, which often stand for a plan or a habit."""
    modes: Mapping[str, tuple[tuple[str, Words], ...]]
    """Modes of a type by the words about the event, in the order in which they are tried."""

    def patterns(self, kind: str, lemma: str, form: str) -> Sequence[Pattern]:
        """The patterns whose head may be a word of that kind with that lemma, or in that form."""
        found = self.by_head.get((kind, lemma), ())
        return found if form == lemma else (*found, *self.by_head.get((kind, form), ()))


def build(knowledge: Knowledge) -> Lexicon:
    """The lexicon of ``knowledge``. Raises ``KnowledgeError`` where a line of its tables cannot be read."""
    classes: Mapping[str, Sequence[str]] = knowledge.toml(f"{_FOLDER}/classes.toml")["classes"]
    by_head: defaultdict[tuple[str, str], list[Pattern]] = defaultdict(list)
    for pattern in _patterns(knowledge, classes):
        for head in _heads(pattern.heads):
            by_head[pattern.kind, head].append(pattern)
    actors = knowledge.toml(f"{_FOLDER}/actors.toml")
    sectors = {word: sector for sector, words in actors["sectors"].items() for word in words}
    modes = knowledge.toml(f"{_FOLDER}/modes.toml")["modes"]
    return Lexicon(
        {key: tuple(found) for key, found in by_head.items()},
        _frames(knowledge.toml(f"{_FOLDER}/frames.toml")),
        {name: tuple(words) for name, words in knowledge.toml(f"{_FOLDER}/grammar.toml")["words"].items()},
        sectors,
        frozenset(name for names in actors["named"].values() for name in names),
        frozenset(actors["places"]["words"]),
        words_of("@meeting|@talks|@visit", classes).single,
        {kind: tuple((m, words_of("|".join(w), classes)) for m, w in found.items()) for kind, found in modes.items()},
    )


def _patterns(knowledge: Knowledge, classes: Mapping[str, Iterable[str]]) -> Iterable[Pattern]:
    for kind in plover(knowledge).types:
        for mode, lines in knowledge.toml(f"{_FOLDER}/{kind.lower()}.toml").get("patterns", {}).items():
            for line in lines:
                yield parse_pattern(line, kind, None if mode == _NO_MODE else mode, classes)


def _heads(words: Words) -> Iterable[str]:
    """The words under which a pattern is looked up: of a phrase, its last."""
    return {*words.single, *(p[-1] for p in words.phrases)}


def _frames(table: Mapping[str, Any]) -> Frames:
    def all_of(section: str, key: str) -> frozenset[str]:
        return frozenset(table[section][key])

    return Frames(
        all_of("coming", "verbs"),
        all_of("coming", "adjectives"),
        all_of("coming", "auxiliaries"),
        all_of("possible", "auxiliaries"),
        all_of("possible", "verbs"),
        all_of("possible", "marks"),
        all_of("possible", "words"),
        all_of("through", "verbs"),
        all_of("reports", "verbs"),
        all_of("duty", "auxiliaries"),
        all_of("duty", "verbs"),
        all_of("duty", "reports"),
        all_of("negated", "words"),
        all_of("negated", "verbs"),
        all_of("historical", "words"),
        all_of("occurs", "verbs"),
        all_of("refusal", "auxiliaries"),
        all_of("refusal", "not_verbs"),
        all_of("threat", "auxiliaries"),
    )
