"""The pieces of the comparison: words, cutting, likeness, the assignment."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ReadText

from onrecord.comparison.align import chances, links
from onrecord.comparison.copies import paired
from onrecord.comparison.lexicon import SCALE, Lexicon
from onrecord.comparison.matters import Matter, matters_of, sentences
from onrecord.comparison.meanings import nearness
from onrecord.comparison.pairs import FEATURES, features
from onrecord.comparison.words import Words, idf, plain
from onrecord.model import Record, Span
from onrecord.tables import load

WORDS = load().derived(Words)
LEXICON = load().derived(Lexicon)


def matter(text: str, at: int = 0) -> Matter:
    terms, words = WORDS.read(text)
    return Matter(at, at + len(text), "statement", text, terms, words, owner=at, piece=at)


def test_words_of_one_meaning_share_a_term() -> None:
    assert set(WORDS.read("the pandemic")[0]) == set(WORDS.read("COVID-19")[0]) - {"#19"}
    assert WORDS.read("grew")[0] == WORDS.read("went up")[0]
    assert "@FR" in WORDS.read("French farmers")[0]
    assert WORDS.read("1,200 tonnes")[0][0] == "#1200"


def test_terms_and_words_go_together() -> None:
    terms, words = WORDS.read("North Korea and the nuclear programme of 2015")
    assert len(terms) == len(words)
    assert "2015" in words


def test_rare_terms_weigh_more() -> None:
    assert WORDS.weight("zeppelin") > WORDS.weight("=cooperat")
    assert idf(1, 1000) > idf(500, 1000) >= 0


def test_words_of_near_meaning_are_near() -> None:
    near = nearness(["soldiers", "harvest"], ["troops", "wheat"])
    assert near[0, 0] > 0.5 > near[0, 1]
    assert near[1, 1] > near[1, 0]
    assert nearness(["qwrtz"], ["troops"]) == 0


@pytest.mark.parametrize(
    ("cue", "act", "level"),
    [
        ("discussed", "discuss", "discuss"),
        ("agreed", "agree", "agree"),
        ("signed", None, "bind"),
        ("condemned", "criticise", "bind"),
        (None, "state", "note"),
    ],
)
def test_cues_have_their_place_on_the_scale(cue: str | None, act: str | None, level: str) -> None:
    assert LEXICON.level(cue, act) == SCALE.index(level)


def test_sentences_keep_abbreviations_together() -> None:
    text = "Mr. Oray met Dr. Brandt in St. Alban. They spoke for an hour. “It went well.” Trade grew by 2.5 percent."
    found = [text[s:e] for s, e in sentences(text, 0, len(text))]
    assert found == [
        "Mr. Oray met Dr. Brandt in St. Alban",
        "They spoke for an hour",
        "It went well",
        "Trade grew by 2.5 percent",
    ]


@given(st.text(max_size=400))
def test_sentences_lie_in_order_inside_the_text(text: str) -> None:
    at = 0
    for start, end in sentences(text, 0, len(text)):
        assert at <= start <= end <= len(text)
        at = end


@given(st.text(max_size=200))
def test_plain_texts_stay_as_they_are(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_matters_leave_courtesies_out(examples: dict[str, Record]) -> None:
    found = [m.text for m in matters_of(examples["linmouth-sarelia"], LEXICON)]
    assert not any(t.startswith("Mr President") for t in found)
    assert any("3 million tonnes" in t for t in found)


def test_figures_of_two_things_part_a_sentence(read: ReadText) -> None:
    record = read(
        "Ilse Brandt said that exports grew by 5 percent in 2019, whereas industrial production fell by 2 percent in 2019."
    )
    found = [m for m in matters_of(record, LEXICON) if m.figures]
    assert [m.figures[0].value for m in found] == [5, 2]
    assert "industrial" not in found[0].text


def test_features_are_between_0_and_1(examples: dict[str, Record]) -> None:
    a, b = (matters_of(examples[n], LEXICON) for n in ("linmouth-sarelia", "linmouth-veskonia"))
    found = features(a, b, LEXICON)
    assert found.shape == (len(a), len(b), len(FEATURES))
    assert found.min() >= 0
    assert found.max() <= 1 + 1e-9


def test_features_of_nothing_are_none() -> None:
    assert features([], [matter("the border")], LEXICON).shape == (0, 1, len(FEATURES))


def test_the_likeliest_assignment_is_found() -> None:
    a = [matter("the harvest of grain was good", 0), matter("the railway crossing at Karsk needs repairs", 50)]
    b = [matter("they spoke of the railway crossing at Karsk", 0), matter("grain harvests were excellent", 60)]
    found, chance = links(a, b, LEXICON, chances())
    assert {(x.i, x.j) for x in found} == {(0, 1), (1, 0)}
    assert np.all((chance >= 0) & (chance <= 1))


def test_a_matter_told_once_more_than_by_the_other_is_linked_all_the_same() -> None:
    a = [matter("the railway crossing at Karsk", n) for n in range(3)]
    b = [matter("a railway crossing at Karsk", n) for n in range(2)]
    found, _ = links(a, b, LEXICON, chances())
    assert sorted(x.i for x in found) == [0, 1, 2]
    assert {x.j for x in found} == {0, 1}


def spans(*texts: str) -> list[Span]:
    return [Span(n, n + len(t), t) for n, t in enumerate(texts)]


def test_sentences_of_copies_go_together_in_order() -> None:
    old = spans("One stays", "Two is reworded a little here", "Three goes", "Four stays")
    new = spans("One stays", "Two is reworded a bit here", "Four stays", "Five comes")
    kinds = [(p.a and p.a.text, p.b and p.b.text) for p in paired(old, new)]
    assert kinds == [
        ("One stays", "One stays"),
        ("Two is reworded a little here", "Two is reworded a bit here"),
        ("Three goes", None),
        ("Four stays", "Four stays"),
        (None, "Five comes"),
    ]


@given(st.lists(st.sampled_from("abcdef"), max_size=12), st.lists(st.sampled_from("abcdef"), max_size=12))
def test_every_sentence_of_copies_stands_once(first: list[str], second: list[str]) -> None:
    pairs = list(paired(spans(*first), spans(*second)))
    assert [p.a.text for p in pairs if p.a] == first
    assert [p.b.text for p in pairs if p.b] == second
