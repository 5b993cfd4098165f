"""Countries by name, and found in text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import KnowledgeError
from onrecord.lookups.countries import Countries, countries
from onrecord.tables import Knowledge, load


@pytest.fixture(name="places", scope="module")
def bundled(knowledge: Knowledge) -> Countries:
    return countries(knowledge)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Belarus", "BY"),
        ("Belarusian", "BY"),
        ("the Republic of Belarus", "BY"),
        ("the United States", "US"),
        ("U.S.", "US"),
        ("US", "US"),
        ("UK", "GB"),
        ("British", "GB"),
        ("Russian  Federation", "RU"),
        ("EU", "EU"),
        ("Türkiye", "TR"),
        ("turkey", "TR"),
        ("the People’s Republic of China", "CN"),
        ("North Korean", "KP"),
        ("Swaziland", "SZ"),
        ("Czechia", "CZ"),
        ("Abkhazia", "XB"),
    ],
)
def test_a_country_has_many_names(places: Countries, text: str, code: str) -> None:
    assert places.code(text) == code


@pytest.mark.parametrize("text", ["us", "Minsk", "", "Atlantis", "the", "Indian Ocean"])
def test_what_names_no_country(places: Countries, text: str) -> None:
    assert places.code(text) is None


def test_names_follow_the_date(places: Countries) -> None:
    assert places.name("RU") == "Russia"
    assert places.name("MK") == "North Macedonia"
    assert places.name("MK", "2018-05") == "Macedonia"
    assert places.name("MK", "2019-02-12") == "North Macedonia"
    assert places.name("QQ") == "QQ"


def _found(places: Countries, text: str) -> list[tuple[str, str, str]]:
    return [(text[f.start : f.end], f.code, f.form) for f in places.find(text)]


def test_forms_are_told_apart(places: Countries) -> None:
    text = "MINSK, the Belarusian side told Russia’s minister; Belarusians in Washington, D.C."
    assert _found(places, text) == [
        ("MINSK", "BY", "capital"),
        ("Belarusian", "BY", "demonym"),
        ("Russia", "RU", "name"),
        ("Belarusians", "BY", "demonym"),
        ("Washington, D.C.", "US", "capital"),
    ]


def test_longer_names_hide_shorter_ones(places: Countries) -> None:
    text = "Papua New Guinea, Guinea-Bissau, Equatorial Guinea, Guinea, the Democratic Republic of the Congo"
    assert [code for _, code, _ in _found(places, text)] == ["PG", "GW", "GQ", "GN", "CD"]


def test_phrases_with_a_country_s_word_name_none(places: Countries) -> None:
    assert _found(places, "The Indian Ocean, the Minsk agreements, Latin American states and the Korean Peninsula met us.") == []


def test_doubtful_forms_are_marked(places: Countries) -> None:
    assert [f.unsure for f in places.find("Georgia, Jordan and Chad, not Belarus")] == [True, True, True, False]


def test_who_leads_a_country(places: Countries) -> None:
    assert (places.lead("GB"), places.lead("US"), places.lead("FI")) == ("head of government", "head of state", None)


def test_a_user_s_country_is_as_good_as_any(tmp_path: Path) -> None:
    (tmp_path / "countries.csv").write_text("code,name,demonyms\nXA,Arden,Ardenian\nXV,Velland,Vellandic\n", encoding="utf-8")
    places = countries(load(tmp_path))
    assert (places.code("Ardenian"), places.name("XV"), places.code("Belarus")) == ("XA", "Velland", "BY")
    assert _found(places, "Arden and the Vellandic side") == [("Arden", "XA", "name"), ("Vellandic", "XV", "demonym")]


def test_a_user_s_row_takes_over_a_code(tmp_path: Path) -> None:
    (tmp_path / "countries.csv").write_text("code,name,demonyms\nAR,Arden,Ardenian\n", encoding="utf-8")
    assert countries(load(tmp_path)).name("AR") == "Arden"


def test_a_table_without_codes_is_named(tmp_path: Path) -> None:
    (tmp_path / "countries.csv").write_text("name\nArden\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="no column 'code'"):
        countries(load(tmp_path))


def test_every_form_of_the_table_is_found_as_its_country(places: Countries, knowledge: Knowledge) -> None:
    for row in knowledge.rows("countries.csv"):
        forms = (f for column in ("name", "also", "demonyms", "capitals") for f in row[column].split("|") if f)
        for form in forms:
            found = places.find(f"In {form} today")
            expected = [row["code"]] if row["code"] else []
            assert [f.code for f in found] == expected, form
            assert all(f.end - f.start == len(form) for f in found), form


@given(st.text(max_size=300))
def test_any_text_gives_spans_that_name_countries(text: str) -> None:
    places = countries(load())
    for found in places.find(text):
        assert found.code in places
        assert 0 <= found.start < found.end <= len(text)
