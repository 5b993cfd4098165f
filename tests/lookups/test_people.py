"""Office-holders by name and by office, at a date."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import KnowledgeError
from onrecord.lookups.people import People, people
from onrecord.tables import Knowledge, load

COUNTRIES = "code,name,demonyms\nXA,Arden,Ardenian\nXV,Velland,Vellandic\n"
HOLDERS = """\
person,office,country,from,to
Ilse Brandt,President of Arden,XA,2015-01-10,2021-01-10
Mika Brandt,President of Arden,XA,2021-01-10,
Tomas Oray,Prime Minister,XV,2018,2022-06
Salim bin Hadar Al Oman,King,XV,1999,
"""


@pytest.fixture(name="holders", scope="module")
def bundled(knowledge: Knowledge) -> People:
    return people(knowledge)


@pytest.fixture(name="own")
def of_a_user(tmp_path: Path) -> People:
    (tmp_path / "countries.csv").write_text(COUNTRIES, encoding="utf-8")
    (tmp_path / "office_holders.csv").write_text(HOLDERS, encoding="utf-8")
    return people(load(tmp_path))


def _names(found: tuple[object, ...]) -> list[str]:
    return [h.name for h in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("role", "country", "on", "name"),
    [
        ("president", "RU", "2010-05-09", "Dmitry Medvedev"),
        ("prime minister", "RU", "2010-05-09", "Vladimir Putin"),
        ("leader", "RU", "2010-05-09", "Dmitry Medvedev"),
        ("leader", "GB", "2024-08", "Keir Starmer"),
        ("leader", "KP", "2019-04", "Kim Jong-un"),
        ("prime minister", "CN", "2018", "Li Keqiang"),
        ("chancellor", "DE", "2015-02-12", "Angela Merkel"),
        ("foreign minister", "US", "2021-06-16", "Antony Blinken"),
        ("head of government", "US", "2021-06-16", "Joe Biden"),
        ("president of the European Commission", "EU", "2021", "Ursula von der Leyen"),
        ("secretary general of the United Nations", None, "2010-01-01", "Ban Ki-moon"),
        ("king", "SA", "2016", "Salman bin Abdulaziz Al Saud"),
    ],
)
def test_who_held_an_office(holders: People, role: str, country: str | None, on: str, name: str) -> None:
    assert _names(holders.holding(role, country, on)) == [name]


def test_who_leads_may_be_open(holders: People) -> None:
    assert _names(holders.holding("leader", "FI", "2021-07-13")) == ["Sauli Niinistö", "Sanna Marin"]


def test_both_hold_it_on_the_day_of_handover(holders: People) -> None:
    assert _names(holders.holding("president", "US", "2021-01-20")) == ["Donald Trump", "Joe Biden"]


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("Alyaksandr Lukashenka", "2021-07-13", "Aleksandr Lukashenko"),
        ("Mr Putin", "2010-06", "Vladimir Putin"),
        ("President Joseph R. Biden, Jr."[10:], "2021-06-16", "Joe Biden"),
        ("Zelensky", "2022-03", "Volodymyr Zelenskyy"),
        ("Владимир Путин", "2021", "Vladimir Putin"),
        ("Джо Байден", "2021-06", "Joe Biden"),
        ("Vladimir Vladimirovich", "2021-06", "Vladimir Putin"),
        ("Mohammed bin Zayed", "2023", "Mohammed bin Zayed Al Nahyan"),
        ("King Salman"[5:], "2018", "Salman bin Abdulaziz Al Saud"),
        ("Xi", "2019", "Xi Jinping"),
    ],
)
def test_who_bears_a_name(holders: People, name: str, on: str, expected: str) -> None:
    assert expected in _names(holders.named(name, on))


def test_a_full_name_hides_namesakes(holders: People) -> None:
    assert set(_names(holders.named("Kim Jong-un", "2015"))) == {"Kim Jong-un"}


def test_a_surname_goes_before_a_middle_name(holders: People) -> None:
    assert _names(holders.named("Hassan", "2022")) == ["Samia Suluhu Hassan"]


def test_a_term_near_the_date_counts_where_none_is_at_it(holders: People) -> None:
    assert _names(holders.named("Naoto Kan", "2010-06-05")) == ["Naoto Kan"]
    assert holders.named("Naoto Kan", "2000-06-05") == ()


def test_without_a_date_all_terms_count(holders: People) -> None:
    assert {(h.role, h.start) for h in holders.named("Dmitry Medvedev")} >= {
        ("president", "2008-05-07"),
        ("prime minister", "2012-05-08"),
    }


@pytest.mark.parametrize("name", ["", "Mr", "Nobody Atall", "42"])
def test_unknown_names(holders: People, name: str) -> None:
    assert holders.named(name, "2021") == ()


def test_a_user_s_invented_leaders(own: People) -> None:
    assert [(h.name, h.id, h.role, h.level) for h in own.holding("leader", "XA", "2020-05-03")] == [
        ("Ilse Brandt", "person:ilse-brandt", "president", "head of state")
    ]
    assert _names(own.named("Brandt", "2020-05-03")) == ["Ilse Brandt"]
    assert _names(own.named("Brandt", "2022")) == ["Mika Brandt"]
    assert _names(own.holding("prime minister", "XV", "2022-06-20")) == ["Tomas Oray"]
    assert own.holding("prime minister", "XV", "2022-07-01") == ()


def test_a_user_s_table_leaves_the_bundled(own: People) -> None:
    assert _names(own.holding("president", "RU", "2021")) == ["Vladimir Putin"]


def test_royalty_goes_by_its_first_name(own: People) -> None:
    assert _names(own.named("Salim", "2020")) == ["Salim bin Hadar Al Oman"]
    assert own.named("Ilse", "2020") == ()


def test_a_table_without_persons_is_named(tmp_path: Path) -> None:
    (tmp_path / "office_holders.csv").write_text("name,office\nIlse Brandt,President\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="no column 'person'"):
        people(load(tmp_path))


@given(st.text(max_size=60), st.dates())
def test_any_name_at_any_date(name: str, on: object) -> None:
    for holder in people(load()).named(name, str(on)):
        assert holder.near(str(on))
