"""The words by which figures are told, from ``quantities.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.model import Direction
from onrecord.tables import Knowledge

__all__ = ["Lexicon", "lexicon"]

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by what they tell. All are in lower case; words of trends, nouns and pronouns are lemmas."""

    trend: Mapping[str, Direction]
    only_verbs: Words
    only_nouns: Words
    phrasal: Mapping[tuple[str, str], Direction]
    no_trend: Words
    after: Mapping[str, Direction]
    signs: Mapping[str, Direction]
    slows: Words
    takes_count: Words
    takes_share: Words
    positions: Words
    negations: Words
    stressed_negation: Words
    negating: Words
    sums: Words
    off: Words
    compares: Words
    copular: Words
    level: Words
    transparent: Words
    with_over: Words
    as_much: Words
    doubling: Mapping[str, float]
    halving: Words
    multiple_follows: Words
    index_after: re.Pattern[str]
    index_times: re.Pattern[str]
    index_nouns: Words
    numbered: Words
    of_else: Words
    vague: Words
    distant: Words
    time_units: Words
    stressed: Words
    stressing: Words
    small: Words
    definite: Words
    small_up_to: int
    people: Words
    currencies: Mapping[str, str]
    invariant: Words
    pronouns: Words
    parties: re.Pattern[str]
    sides: Mapping[str, str]
    no_period: Words
    now: re.Pattern[str]
    baseline: re.Pattern[str]
    baseline_far: re.Pattern[str]
    begins: re.Pattern[str]
    to_date: re.Pattern[str]
    dated_event: re.Pattern[str]
    events: Words
    stops: Words
    share_name: str
    share_before: re.Pattern[str]
    share_of: re.Pattern[str]
    share_bases: Words
    amount_of: Words = field(default_factory=frozenset)


def lexicon(knowledge: Knowledge) -> Lexicon:
    """The words of ``languages/en/quantities.toml``, built once."""
    return knowledge.derived(_build)


def _build(knowledge: Knowledge) -> Lexicon:
    table = knowledge.toml("languages/en/quantities.toml")
    trend, excluded, period = table["trend"], table["excluded"], table["period"]
    up: dict[str, Direction] = dict.fromkeys(trend["up"], "up")
    down: dict[str, Direction] = dict.fromkeys(trend["down"], "down")
    return Lexicon(
        trend=up | down,
        **_sets(trend, "only_verbs only_nouns no_trend slows takes_count takes_share positions negations copular level"),
        **_sets(trend, "stressed_negation negating sums off compares"),
        **_sets(excluded, "vague distant stressed stressing small definite"),
        phrasal={_two(k): v for k, v in trend["phrasal"].items()},
        after=dict(trend["after"]),
        signs=dict(trend["signs"]),
        with_over=frozenset(table["transparent"]["with_over"]),
        transparent=frozenset(table["transparent"]["words"]),
        as_much=frozenset(table["multiples"]["as_much"]),
        doubling={k: float(v) for k, v in table["multiples"]["verbs"].items()},
        halving=frozenset(table["multiples"]["halves"]),
        multiple_follows=frozenset(table["multiples"]["follows"]),
        index_after=_after(table["index"]["after"]),
        index_nouns=frozenset(table["index"]["nouns"]),
        index_times=re.compile(rf"\b(?:(?:19|20)\d\d|{_either(table['index']['times'])})\b", re.I),
        numbered=frozenset(excluded["before"]),
        of_else=frozenset(excluded["after"]),
        time_units=frozenset(excluded["time"]),
        small_up_to=int(excluded["small_up_to"]),
        people=frozenset(table["people"]["words"]),
        currencies={w.lower(): c["code"] for c in table["currencies"] for w in c["words"] if " " not in w},
        invariant=frozenset(table["invariant"]["words"]),
        pronouns=frozenset(table["anaphora"]["pronouns"]),
        parties=_words([*table["parties"]["words"], *table["parties"]["sides"]]),
        sides=dict(table["parties"]["sides"]),
        **_of_period(period),
        share_name=table["shares"]["name"],
        share_bases=frozenset(table["shares"]["bases"]),
        share_of=re.compile(r"\s{1,3}(?:of|in)\s{1,3}(?:(?!and\b|or\b|for\b)[\w’'.-]{1,20}\s{1,3}){0,4}"),
        share_before=re.compile(
            rf"\b(?:{_either(table['shares']['before'])})\s{{1,3}}(?:[\w’'.-]{{1,20}}\s{{1,3}}){{0,2}}$", re.I
        ),
        amount_of=frozenset(table["anaphora"]["amounts"]),
    )


def _of_period(period: Mapping[str, Any]) -> dict[str, Any]:
    """The words by which a time is told to be a figure's own or not."""
    between = rf"(?:(?!(?:{_either(period['linking'])})\b)[a-z]{{1,20}}\s{{1,3}}){{0,2}}"
    far = rf"\b(?:{_either(period['baseline_far'])})\s{{1,3}}(?:[^\W\d]{{1,20}}\s{{1,3}}){{1,5}}$"
    return {
        "now": _words(period["now"]),
        "no_period": frozenset(period["none"]),
        "baseline": re.compile(rf"\b(?:{_either(period['baseline'])})\W{{1,3}}(?:the\W{{1,3}})?$", re.I),
        "baseline_far": re.compile(far, re.I),
        "to_date": re.compile(rf"(?:the\s)?(?:{_either(period['to_date'])})\b", re.I),
        "dated_event": re.compile(rf"(?:['’]s)?\s{{1,3}}{between}(?:{_either(period['events'])})\b"),
        "events": frozenset(period["events"]),
        "begins": re.compile(rf"\b(?:{_either(period['begins'])})\W{{1,3}}(?:the\W{{1,3}})?$", re.I),
        "stops": frozenset(period["stops"]),
    }


def _sets(table: Mapping[str, Any], names: str) -> dict[str, Any]:
    """The lists of a table that are sets of words, by name."""
    return {name: frozenset(table[name]) for name in names.split()}


def _two(phrase: Any) -> tuple[str, str]:
    first, second = phrase.split()
    return first, second


def _either(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def _words(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either(words)})\b", re.I)


def _after(words: list[str]) -> re.Pattern[str]:
    """A share "of the level of last year": up to four words may stand before the level."""
    return re.compile(rf"\s{{1,3}}(?:of|to|against)\s{{1,3}}(?:[\w’'.-]{{1,20}}\s{{1,3}}){{0,4}}(?:{_either(words)})\b", re.I)
