"""Acts of speech as events: who demands, accuses, praises, agrees, refuses or threatens, from the statements of a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.model import Person, Span, Statement
from onrecord.reading import Mention, Reading
from onrecord.stages.events.draft import Draft, without_mention
from onrecord.tables import Knowledge

__all__ = ["Speech", "acts_of_speech", "day_of_talks", "is_act", "speech"]

_VERBAL = 0.7
_MOST_TOPICS = 3
_LONG = 500
"""Contents longer than this (characters) are speeches: their words do not settle what the act of speech is about."""


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of ``languages/en/events.toml``: what an act of speech is as an event, and what it needs to be one."""

    acts: Mapping[str, str]
    needs: Mapping[str, re.Pattern[str]]
    not_for: Mapping[str, re.Pattern[str]]
    modes: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]
    default_mode: Mapping[str, str]
    threat: re.Pattern[str]
    agreement: re.Pattern[str]
    opening: frozenset[str]
    neutral: frozenset[str]


def acts_of_speech(reading: Reading, knowledge: Knowledge) -> Iterator[Draft]:
    """Events from acts of speech that have a cue and known speakers; a transcript's turns are speeches, not acts."""
    lexicon = knowledge.derived(speech)
    for statement in reading.statements:
        if statement.cue is None or not statement.content or statement.restates or not statement.speakers:
            continue
        if all(p.name is not None for p in statement.speakers):
            draft = _from_statement(reading, statement, lexicon)
            if draft is not None:
                yield draft


def is_act(statement: Statement, kind: str, knowledge: Knowledge) -> bool:
    """Whether what a statement's cue reports can be an event of the type ``kind``: agreement on what is the case is none."""
    lexicon = knowledge.derived(speech)
    words = " ".join(span.text for span in statement.content)
    cue = statement.cue.text if statement.cue else ""
    if statement.act not in (*lexicon.acts, "state"):
        return False
    if kind == "AGREE" and statement.act in ("agree", "state", "support") and not _is_agreement(words, lexicon):
        return False
    return _fits(kind, f"{cue} {words}", lexicon)


def _from_statement(reading: Reading, statement: Statement, lexicon: Speech) -> Draft | None:
    words = " ".join(span.text for span in statement.content)
    cue = statement.cue.text if statement.cue else ""
    kind = _kind(statement, cue, words, lexicon)
    if kind is None or not _fits(kind, f"{cue} {words}", lexicon):
        return None
    return Draft(
        kind,
        _mode_of(kind, f"{cue} {words[:_LONG]}", lexicon),
        (),
        statement.topics[:_MOST_TOPICS],
        tuple(without_mention(p) for p in statement.speakers),
        _recipients(reading, statement) if kind not in ("AGREE",) else (),
        day_of_talks(reading),
        None,
        None,
        _evidence(reading, statement),
        _VERBAL * statement.confidence,
        (statement.cue.start, statement.cue.end) if statement.cue else None,
    )


def _kind(statement: Statement, cue: str, words: str, lexicon: Speech) -> str | None:
    """The type of the act, null where it is none."""
    kind = lexicon.acts.get(statement.act)
    if statement.act == "pledge" and lexicon.threat.search(words):
        return "THREATEN"
    if statement.kind == "direct" and cue.casefold() in lexicon.neutral:
        return None
    return None if statement.act == "agree" and not _is_agreement(words, lexicon) else kind


def _is_agreement(words: str, lexicon: Speech) -> bool:
    opens = words.split(maxsplit=1)[:1]
    return bool(opens and opens[0].casefold() in lexicon.opening) or lexicon.agreement.search(words) is not None


def _fits(kind: str, words: str, lexicon: Speech) -> bool:
    needed, excluded = lexicon.needs.get(kind), lexicon.not_for.get(kind)
    return (needed is None or needed.search(words) is not None) and (excluded is None or excluded.search(words[:80]) is None)


def _mode_of(kind: str, words: str, lexicon: Speech) -> str | None:
    found = (mode for mode, pattern in lexicon.modes.get(kind, ()) if pattern.search(words))
    return next(found, lexicon.default_mode.get(kind))


def _recipients(reading: Reading, statement: Statement) -> tuple[Person, ...]:
    """The one other side that the content names; none where it names several, or in a quotation, which may only address them."""
    if statement.kind == "direct":
        return ()
    own = {p.id for p in statement.speakers} | {p.country for p in statement.speakers}
    found: dict[str, Person] = {}
    for piece in statement.content:
        for mention in reading.mentions:
            if piece.start <= mention.start < piece.end and not _is_part_of_name(reading.text, mention):
                for actor in (reading.cast[i] for i in mention.actors):
                    if actor.id not in own and actor.country not in own and (actor.kind != "body" or actor.country):
                        key: str = actor.country or actor.id or actor.name
                        found.setdefault(key, actor.person())
    return tuple(found.values()) if len(found) == 1 else ()


def _is_part_of_name(text: str, mention: Mention) -> bool:
    """Whether a hyphen ties it to another word: the country in "the Arden-Velland Council"."""
    return text[mention.start - 1 : mention.start] in ("-", "–") or text[mention.end : mention.end + 1] in ("-", "–")


def day_of_talks(reading: Reading) -> str | None:
    """When it was said: the day of the meeting that the report is about, else of its publication."""
    return next((m.date for m in reading.meetings if m.status == "held"), reading.document.published)


def _evidence(reading: Reading, statement: Statement) -> tuple[Span, ...]:
    """What the act is read from: from source and cue to the first piece of content, apart where they lie far from each other."""
    spans = sorted((s for s in (statement.source, statement.cue, statement.content[0]) if s is not None), key=lambda s: s.start)
    start, end = spans[0].start, max(s.end for s in spans)
    return (reading.span(start, end),) if end - start <= _LONG else tuple(spans)


def speech(knowledge: Knowledge) -> Speech:
    """The words of acts of speech of ``knowledge``."""
    table: Mapping[str, Any] = knowledge.toml("languages/en/events.toml")
    return Speech(
        table["acts"],
        {kind: _stems(words) for kind, words in table["needs"].items()},
        {kind: _stems(words) for kind, words in table["not_for"].items()},
        {kind: tuple((mode, _stems(words)) for mode, words in modes.items()) for kind, modes in table["modes"].items()},
        table["default_mode"],
        _stems(table["threat"]["words"]),
        _stems(table["agreement"]["holds"]),
        frozenset(table["agreement"]["opens"]),
        frozenset(table["neutral"]["cues"]),
    )


def _stems(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the stems, at the beginning of a word."""
    alternatives = "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<!\w)(?:{alternatives})", re.IGNORECASE)
