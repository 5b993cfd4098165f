"""Publishers are told by address and by name."""

from __future__ import annotations

import pytest

from onrecord.lookups.countries import countries
from onrecord.lookups.publishers import lines_pattern, publishers, real_address
from onrecord.tables import Knowledge


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://en.kremlin.ru/events/president/news/1", "president-russia"),
        ("http://kremlin.ru/d/1", "president-russia"),
        ("https://KREMLIN.RU.:443/x", "president-russia"),
        ("en.special.kremlin.ru", "president-russia"),
        ("https://www.gov.uk/government/news/a-call", "downing-street"),
        ("https://www.gov.uk/browse/driving", None),
        ("https://bidenwhitehouse.archives.gov/briefing-room/", "white-house"),
        ("https://www.archives.gov/", None),
        ("https://web.archive.org/web/20210713120000id_/https://president.gov.by/en/1", "president-belarus"),
        ("https://archive.ph/20210713/https://www.president.gov.ua/en/news/1", "president-ukraine"),
        ("https://notkremlin.ru/", None),
        ("https://kremlin.ru.example.org/", None),
        ("https://example.org/?next=http://kremlin.ru/", None),
        ("http://[bad", None),
        ("", None),
        (None, None),
    ],
)
def test_by_address(knowledge: Knowledge, url: str | None, key: str | None) -> None:
    found = publishers(knowledge).by_address(url)
    assert (found.key if found else None) == key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("President of Russia", "president-russia"),
        ("  the KREMLIN ", "president-russia"),
        ("President of Russia (Kremlin), first version as republished by a monitor", "president-russia"),
        ("Prime Minister’s Office, 10 Downing Street", "downing-street"),
        ("Palazzo Chigi, quoted by the press", "palazzo-chigi"),
        ("Xinhua/CCTV readout as carried by a daily", "xinhua"),
        ("European Council on Something Else", None),
        ("President of Sarelia", None),
        ("", None),
        (None, None),
    ],
)
def test_by_name(knowledge: Knowledge, name: str | None, key: str | None) -> None:
    found = publishers(knowledge).by_name(name)
    assert (found.key if found else None) == key


def test_every_publisher_speaks_for_a_country_that_is_known_or_for_none(knowledge: Knowledge) -> None:
    table = countries(knowledge)
    for publisher in publishers(knowledge).all:
        assert publisher.country is None or publisher.country in table, publisher.key


def test_no_two_publishers_share_a_name_or_a_domain(knowledge: Knowledge) -> None:
    every = publishers(knowledge)
    for publisher in every.all:
        for name in (publisher.name, *publisher.aliases):
            assert every.by_name(name) == publisher, name
        for domain in publisher.domains:
            assert every.by_address(domain) == publisher, domain


def test_lines_of_furniture() -> None:
    pattern = lines_pattern(["Direct link: *", "Share", "Published ## * ####"])
    assert pattern.fullmatch("direct link: en.example.org/d/1")
    assert pattern.fullmatch("SHARE")
    assert pattern.fullmatch("Published 11 June 2024")
    assert not pattern.fullmatch("Share it")
    assert not pattern.fullmatch("Published at last")
    assert not lines_pattern([]).fullmatch("")


def test_the_address_behind_an_archive_s() -> None:
    assert real_address("https://web.archive.org/web/2021/http://example.org/a") == "http://example.org/a"
    assert real_address(" https://example.org/a ") == "https://example.org/a"


def test_who_republishes_another_s_words_is_taken_for_that_other(knowledge: Knowledge) -> None:
    known = publishers(knowledge)
    found = known.by_name("Linmouth district committee, republishing BelTA")
    assert found is not None
    assert found.name == "BelTA"
    own = known.by_name("TASS, republishing BelTA")
    assert own is not None
    assert own.name == "TASS"
    assert known.by_name("Linmouth district committee, republishing the Linmouth Gazette") is None


@pytest.mark.parametrize(
    ("name", "publisher"),
    [
        ("Kremlin text, translated", "President of Russia"),
        ("White House press secretary statement (as carried by a newspaper)", "The White House"),
        ("Downing Street spokesperson", "Prime Minister's Office, 10 Downing Street"),
        ("Sarelian statement", None),
    ],
)
def test_what_a_publisher_published_may_be_left_out_of_its_name(knowledge: Knowledge, name: str, publisher: str | None) -> None:
    found = publishers(knowledge).by_name(name)
    assert (found.name if found else None) == publisher
