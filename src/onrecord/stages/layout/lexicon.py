"""What the layout stage knows: words and patterns of ``languages/en/layout.toml``, offices and publishers' furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.lookups.publishers import lines_pattern, publishers
from onrecord.tables import Knowledge

__all__ = ["Lexicon", "build"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Compiled once for a set of knowledge folders. All words are in small letters."""

    anonymous: frozenset[str]
    whose: frozenset[str]
    bare: re.Pattern[str]
    interpreted: re.Pattern[str]
    titles: frozenset[str]
    honorifics: frozenset[str]
    ordinals: frozenset[str]
    articles: frozenset[str]
    address: frozenset[str]
    connectors: frozenset[str]
    particles: frozenset[str]
    bodies: frozenset[str]
    known: frozenset[str]
    openers: frozenset[str]
    verbs: frozenset[str]
    never: frozenset[str]
    clause: frozenset[str]
    heading: re.Pattern[str]
    lines: re.Pattern[str]
    links: frozenset[str]
    cards: re.Pattern[str]
    card_words: frozenset[str]
    photos: re.Pattern[str]
    videos: re.Pattern[str]
    captions: frozenset[str]
    directions: re.Pattern[str]
    partial: re.Pattern[str]
    partial_tail: re.Pattern[str]
    unofficial: re.Pattern[str]
    machine: re.Pattern[str]
    dateline: re.Pattern[str]


def build(knowledge: Knowledge) -> Lexicon:
    """The lexicon of ``knowledge``."""
    table = knowledge.toml("languages/en/layout.toml")
    labels, furniture = table["labels"], table["furniture"]
    return Lexicon(
        anonymous=_words([*labels["anonymous"], *labels["media"]]),
        whose=_words(labels["whose"]),
        bare=re.compile(rf"(?:{_any(labels['bare'])})(?:[ ]{{2,12}}|[ ](?=[A-Z“\"(]))"),
        interpreted=re.compile(rf"\b(?:{_any(labels['interpreted'])})\b", re.IGNORECASE),
        titles=_titles(knowledge, labels["titles"]),
        honorifics=_words(labels["honorifics"]),
        ordinals=_words(labels["ordinals"]),
        articles=_words(labels["articles"]),
        address=_words(labels["address"]),
        connectors=_words(labels["connectors"]),
        particles=_words(labels["particles"]),
        bodies=_words(labels["bodies"]),
        known=_known(knowledge, labels),
        openers=_words(labels["openers"]),
        verbs=_words(labels["verbs"]),
        never=_words(labels["never"]),
        clause=_words(table["headings"]["never"]),
        heading=re.compile(rf"(?:(?:{_any(labels['articles'])}) )?(?:{_any(table['headings']['openers'])})\b", re.IGNORECASE),
        lines=lines_pattern([*furniture["lines"], *(line for p in publishers(knowledge).all for line in p.furniture)]),
        links=_words(furniture["links"]),
        cards=re.compile(rf"(?:{_any(furniture['cards'])})\b", re.IGNORECASE),
        card_words=_words([*furniture["card_words"], *labels["particles"]]),
        photos=_count(furniture["photos"]),
        videos=_count(furniture["videos"]),
        captions=_words(table["captions"]["before"]),
        directions=re.compile(rf"(?:{_any(table['directions']['openers'])})\b", re.IGNORECASE),
        partial=re.compile(rf"(?:{_any(table['partial']['sentences'])})[.…]{{0,3}}", re.IGNORECASE),
        partial_tail=re.compile(
            rf"(?<=[.!?…”\"»)\]])[ \n]{{1,3}}(?P<note>(?:{_any(table['partial']['sentences'])})[.…]{{0,3}})\Z", re.IGNORECASE
        ),
        unofficial=re.compile(_any(table["translated"]["unofficial"]), re.IGNORECASE),
        machine=re.compile(_any(table["translated"]["machine"]), re.IGNORECASE),
        dateline=_dateline(_any(table["dateline"]["months"])),
    )


def _words(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


def _any(phrases: Iterable[str]) -> str:
    """An alternation of fixed phrases, the longest first."""
    return "|".join(re.escape(p).replace(r"\ ", r"[ \n]") for p in sorted(set(phrases), key=lambda p: (-len(p), p)))


def _titles(knowledge: Knowledge, more: Iterable[str]) -> frozenset[str]:
    """Head nouns of all offices: "speaker" of "speaker of the house", "minister" of "prime minister"."""
    forms = [f for office in knowledge.toml("languages/en/offices.toml")["office"] if _is_office(office) for f in office["forms"]]
    heads = {re.split(r" (?:of|for|to|in)\b", form)[0].split()[-1].lower() for form in forms}
    return frozenset(heads | _words(more))


def _known(knowledge: Knowledge, labels: Mapping[str, Any]) -> frozenset[str]:
    """Words that may stand in a title in small letters."""
    forms = [f for office in knowledge.toml("languages/en/offices.toml")["office"] if _is_office(office) for f in office["forms"]]
    words = {word.strip(",") for form in forms for word in form.split()}
    return frozenset(words | _words([*labels["titles"], *labels["connectors"], *labels["particles"], *labels["modifiers"]]))


def _is_office(office: Mapping[str, Any]) -> bool:
    return bool(office.get("kind", "office") == "office")


def _count(words: Iterable[str]) -> re.Pattern[str]:
    """ "9 photos", "Photos: 9", "Photos (9)"; the number is in one of two groups."""
    return re.compile(rf"(?:(\d{{1,4}}) )?(?:{_any(words)})(?:[ :(]{{1,3}}(\d{{1,4}})\)?)?\Z", re.IGNORECASE)


def _dateline(months: str) -> re.Pattern[str]:
    """ "ST. ARLEN, July 13. /AGENCY/.", "Arlen, 4 May (Agency) –", "ARLEN (Press Office), 4 May –", "13 July 2021, Arlen –"."""
    word = r"[^\W\d_a-z][\w.'’-]{1,24}"
    capitals = r"(?:[A-Z][A-Z'’-]{2,24}|[A-Z]{2,3}\.)"
    date = rf"(?:(?:{months})\.?[ ]\d{{1,2}}|\d{{1,2}}[ ](?:{months})\b\.?)(?:,?[ ]\d{{4}})?"
    place = rf"(?:(?P<capitals>{capitals}(?:[ ]{capitals}){{0,3}})|{word}(?:[ ]{word}){{0,3}})(?:,[ ]{word})?"
    agency = r"(?P<agency>/[^/\n]{2,30}/|\([A-Z][^()\n]{1,30}\)|[A-Z]{3,20})"
    rest = rf"(?:[ ]?(?P<office>\([^()\n]{{1,40}}\)))?(?:[,.]{{0,2}}[ ](?i:(?P<date>{date})))?(?:[,.]{{0,2}}[ ]?{agency})?"
    close = r"(?:[ ]?(?:[–—]|--|-(?=[ ]))|(?<=/)[.:]|(?<=/)[ ]?[–—-])[ \n]{1,3}"
    return re.compile(rf"(?:{place}{rest}|(?i:(?P<first>{date}))(?:,?[ ]{word}(?:[ ]{word}){{0,2}})?){close}")
