"""Names compared blind to spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lookups.names import Names, fold, names, same_person, slug
from onrecord.tables import Knowledge

ALIKE = [
    ("Alexander Lukashenko", "Alyaksandr Lukashenka"),
    ("Лукашенко", "Aleksandr Lukashenko"),
    ("А. Лукашенко", "Lukashenka Aliaksandr"),
    ("Loukachenko", "Aleksandr Lukashenko"),
    ("Zelenskyy", "Volodymyr Zelensky"),
    ("Selenskyj", "Volodymyr Zelenskyy"),
    ("Владимир Зеленский", "Volodymyr Zelenskiy"),
    ("Kim Jong-un", "Kim Jong Un"),
    ("Kim Jong-un", "Kim Jongun"),
    ("Joseph R. Biden, Jr.", "Joe Biden"),
    ("Anthony Blinken", "Antony J. Blinken"),
    ("Mr Li", "Li Keqiang"),
    ("Xi", "Xi Jinping"),
    ("Jinping Xi", "Xi Jinping"),
    ("Orbán Viktor", "Viktor Orban"),
    ("Abe Shinzo", "Shinzo Abe"),
    ("von der Leyen", "Ursula von der Leyen"),
    ("Abdel Fattah el-Sisi", "Abdelfattah Al Sisi"),
    ("Vladimir Vladimirovich Putin", "Vladimir Putin"),
    ("Lula", "Luiz Inácio Lula da Silva"),
    ("Juan Evo Morales Ayma", "Evo Morales"),
    ("Mohammed bin Salman", "Mohammad bin Salman Al Saud"),
    ("George Bush", "George W. Bush"),
    ("Georg Bush", "George W. Bush"),
    ("Gerhard Schroeder", "Gerhard Schröder"),
    ("Kasym-Zhomart Tokaev", "Kassym-Jomart Tokayev"),
    ("Мирзиёев", "Shavkat Mirziyoyev"),
    ("H.E. Dr. Hassan Rouhani", "Hassan Rohani"),
    ("Sauli Niinistö", "Sauli Niinisto"),
    ("Janukowytsch", "Viktor Yanukovych"),
    ("Oleksandr Lukashenko", "Alexander Lukashenko"),
]
APART = [
    ("Alexander Lukashenko", "Viktor Lukashenko"),
    ("Viktor Lukashenko", "Viktoria Lukashenko"),
    ("Kim Jong-il", "Kim Jong-un"),
    ("Salman Al Saud", "Mohammed bin Salman Al Saud"),
    ("Salman bin Abdulaziz Al Saud", "Mohammed bin Salman Al Saud"),
    ("Vladimir Vladimirovich", "Volodymyr Zelenskyy"),
    ("Joe Biden", "Hunter Biden"),
    ("Volodymyr", "Volodymyr Zelenskyy"),
    ("Raul Castro", "Fidel Castro"),
    ("Bill Clinton", "Hillary Clinton"),
    ("Lee Hsien Loong", "Lee Myung-bak"),
    ("Joe Biden", ""),
    ("", ""),
    ("Mr", "Mr Li"),
]


@pytest.mark.parametrize(("a", "b"), ALIKE)
def test_one_person(a: str, b: str) -> None:
    assert same_person(a, b)
    assert same_person(b, a)


@pytest.mark.parametrize(("a", "b"), APART)
def test_two_people(a: str, b: str) -> None:
    assert not same_person(a, b)
    assert not same_person(b, a)


def test_folding_joins_scripts() -> None:
    assert fold("Лукашенко") == fold("Lukashenka") == fold("Loukachenko")
    assert fold("!?") == ""


def test_patronymics(knowledge: Knowledge) -> None:
    rules = names(knowledge)
    assert rules.is_patronymic("Vladimirovich")
    assert rules.is_patronymic("Петровна")
    assert not rules.is_patronymic("Putin")


@pytest.mark.parametrize(
    ("name", "surname"),
    [("Xi Jinping", "Xi"), ("Ilse Brandt", "Brandt"), ("Moon Jae-in", "Moon"), ("Ursula von der Leyen", "Leyen")],
)
def test_the_word_one_is_called_by(knowledge: Knowledge, name: str, surname: str) -> None:
    rules = names(knowledge)
    assert rules.surname(rules.folded(name)) == rules.fold(surname)


def test_many_names_fold_as_each_does(knowledge: Knowledge) -> None:
    rules = names(knowledge)
    many = [name for pair in ALIKE + APART for name in pair]
    assert rules.fold_all(many) == [rules.folded(name) for name in many]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Sauli Niinistö", "sauli-niinisto"), ("Jonas Gahr Støre", "jonas-gahr-store"), ("Paul O'Neill", "paul-oneill")],
)
def test_slugs_are_ascii(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text(max_size=80), st.text(max_size=80))
def test_sameness_is_symmetric_and_never_fails(a: str, b: str) -> None:
    assert same_person(a, b) == same_person(b, a)


@given(st.text(max_size=80))
def test_a_name_is_its_own(name: str) -> None:
    assert same_person(name, name) == bool(fold(name))


def test_rules_of_a_user_add_to_the_bundled(knowledge: Knowledge) -> None:
    table = dict(knowledge.toml("names.toml"))
    table["given"] = {"same": [*table["given"]["same"], ["Tomas", "Tomek"]]}
    assert Names(table).same("Tomek Oray", "Tomas Oray")
    assert not names(knowledge).same("Tomek Oray", "Tomas Oray")
