from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lookups.gazetteer import fold, gazetteer
from onrecord.lookups.places import country_of, find_places
from onrecord.tables import load


def found(text: str, prefer: tuple[str, ...] = ()) -> list[tuple[str, str, str | None]]:
    return [(p.kind, p.name, p.country) for p in find_places(text, load(), prefer=prefer)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("held talks in the Constantine Palace", [("venue", "Konstantinovsky Palace", "RU")]),
        ("met in St Petersburg", [("city", "St. Petersburg", "RU")]),
        ("met in Saint Petersburg, Florida", [("city", "St. Petersburg", "US"), ("region", "Florida", "US")]),
        ("ST. PETERSBURG, July 13", [("city", "St. Petersburg", "RU")]),
        ("flew to Kiev", [("city", "Kyiv", "UA")]),
        ("in Woodside, California", [("city", "Woodside", "US"), ("region", "California", "US")]),
        ("a visit to the Republic of Korea", [("country", "South Korea", "KR")]),
        ("talks in Da\nNang", [("city", "Da Nang", "VN")]),
        ("met in Singapore", [("city", "Singapore", "SG")]),
        ("they told us of it in March. Most of us agreed", []),
        ("Victoria Nuland said", []),
        ("received in the Élysée", [("venue", "Élysée Palace", "FR")]),
    ],
)
def test_places_of_a_text(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert found(text) == expected


def test_a_name_shared_by_cities_goes_with_the_countries_that_are_about() -> None:
    assert found("met in Brest", ("BY",)) == [("city", "Brest", "BY")]
    assert found("met in Brest", ("FR",)) == [("city", "Brest", "FR")]


def test_a_place_knows_its_preposition_and_its_characters() -> None:
    text = "They met at the White House on Monday."
    (place,) = find_places(text, load())
    assert text[place.start : place.end] == "White House"
    assert (place.preposition, place.city, place.country) == ("at", "Washington", "US")


def test_countries_by_any_spelling() -> None:
    assert country_of("Czechia", load()) == country_of("the Czech Republic", load()) == "CZ"
    assert country_of("Atlantis", load()) is None


def test_own_venues_are_found(tmp_path: Path) -> None:
    (tmp_path / "venues.csv").write_text(
        "name,spellings,city,country,latitude,longitude,source\nLake House,Lake House|House on the Lake,Port Linden,,,,own\n",
        encoding="utf-8",
    )
    (place,) = find_places("held talks in the House on the Lake", load(tmp_path))
    assert (place.kind, place.name, place.city) == ("venue", "Lake House", "Port Linden")


def test_venues_are_where_they_say() -> None:
    """Every venue has a country and coordinates near its city's, where the gazetteer knows the city."""
    rows = load().rows("venues.csv")
    assert len(rows) >= 400
    assert len({row["name"] for row in rows}) == len(rows)
    index = gazetteer(load())
    for row in rows:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
        assert all((row["country"], row["source"])), row["name"]
        assert max(2 * abs(latitude), abs(longitude)) <= 180, row["name"]
        cities = [e for p in find_places(f"in {row['city']}", load()) for e in index.names[fold(p.name)] if e.latitude]
        near = [_km(latitude, longitude, e.latitude or 0, e.longitude or 0) for e in cities if e.country == row["country"]]
        # A town of the same name across the country is another one: the venue's own is too small for the gazetteer.
        assert not near or min(near) < 65 or min(near) > 1000, row["name"]


def _km(*degrees: float) -> float:
    a, b, c, d = map(math.radians, degrees)
    return 6371 * math.acos(min(1.0, math.sin(a) * math.sin(c) + math.cos(a) * math.cos(c) * math.cos(b - d)))


def test_no_venue_spelling_stands_for_two() -> None:
    seen: dict[str, str] = {}
    for row in load().rows("venues.csv"):
        for spelling in row["spellings"].split("|"):
            assert seen.setdefault(spelling.casefold(), row["name"]) == row["name"], spelling


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200) | st.text("Aa .,'’-\nStIn", max_size=200))
def test_any_text_gives_places_in_range_and_in_order(text: str) -> None:
    last = 0
    for place in find_places(text, load()):
        assert last <= place.start < place.end <= len(text)
        last = place.end


def test_a_long_text_of_capitals_runs_through() -> None:
    assert find_places("St. " * 20_000 + "New " * 20_000, load()) == ()
