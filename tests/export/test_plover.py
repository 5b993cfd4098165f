"""Events in the columns of PLOVER's data sets."""

from __future__ import annotations

import csv
import io

import msgspec
import pytest
from tests.export.records import empty_record, talks

from onrecord.export import Options, get_format
from onrecord.export.formats.plover import COLUMNS
from onrecord.model import Event, Person, Record


def rows(*records: Record) -> list[dict[str, str]]:
    text = "".join(get_format("plover").stream(records, Options()))
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter="\t"))


def with_event(**fields: object) -> Record:
    record = talks()
    (event, *_) = record.events
    return msgspec.structs.replace(record, events=(msgspec.structs.replace(event, **fields),))


def only(**fields: object) -> dict[str, str]:
    (row,) = rows(with_event(**fields))
    return row


def someone(name: str, role: str | None, country: str | None, own: str | None = None) -> Person:
    return Person(name, own, role, country, None)


def test_the_columns_are_the_same_for_a_report_without_events() -> None:
    text = "".join(get_format("plover").stream([empty_record()], Options()))
    assert text == "\t".join(COLUMNS) + "\n"
    assert COLUMNS[:7] == ("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts")


def test_an_event_is_a_line() -> None:
    record = talks()
    found = rows(record)
    assert len(found) == len(record.events)
    first: Event = record.events[0]
    assert found[0]["Event ID"] == f"{record.document.id}/{first.id}"
    assert found[0]["Event Type"] == first.type
    assert found[0]["Evidence"] == " ".join(" ".join(s.text for s in first.evidence).split())
    assert found[0]["Evidence Start"] == str(first.evidence[0].start)


def test_what_is_not_known_is_none() -> None:
    row = only(mode=None, recipients=(), place=None)
    assert row["Event Mode"] == row["Recipient Name"] == row["Recipient Country"] == row["Placename"] == "None"
    assert row["GeoNames ID"] == row["Wikipedia Actor ID"] == "None"


def test_type_mode_score_and_class() -> None:
    row = only(type="ASSAULT", mode="aerial")
    assert (row["Intensity"], row["Quad Code"]) == ("-9.5", "MATERIAL CONFLICT")


def test_several_values_share_a_cell() -> None:
    row = only(
        contexts=("military", "territory"),
        auxiliary=("future",),
        actors=(someone("Anna Berg", "president", "NO"), someone("Russian police", "police", "RU")),
    )
    assert (row["Contexts"], row["Auxiliary Modes"]) == ("military; territory", "future")
    assert (row["Actor Name"], row["Actor Country"], row["Actor COW"]) == ("Anna Berg; Russian police", "NOR; RUS", "385; 365")
    assert (row["Primary Actor Sector"], row["Actor Sectors"], row["Actor Title"]) == ("GOV", "GOV; COP", "president; police")


@pytest.mark.parametrize(
    ("person", "country", "sector"),
    [
        (someone("Russia", None, "RU", "country:RU"), "RUS", "None"),
        (someone("United Nations", None, None, "body:united-nations"), "UNO", "None"),
        (someone("NATO", None, None, "body:nato"), "IGO", "None"),
        (someone("European Commission", None, "EU", "body:european-commission"), "EUR", "None"),
        (someone("rebels", "rebel", None), "None", "REB"),
        (someone("Hamas", "armed group", None), "None", "REB"),
        (someone("Anna Berg", "former president", "NO"), "NOR", "ELI"),
        (someone("Nobody", None, "QQ"), "None", "None"),
    ],
)
def test_countries_and_sectors(person: Person, country: str, sector: str) -> None:
    row = only(actors=(person,))
    assert (row["Actor Country"], row["Primary Actor Sector"]) == (country, sector)


@pytest.mark.parametrize(
    ("date", "day"),
    [("2021-05-03", "2021-05-03"), ("2021-05-03/2021-05-05", "2021-05-03"), ("--05-03", "None"), ("2021", "None")],
)
def test_days_are_whole_and_what_was_stated_is_kept(date: str, day: str) -> None:
    record = with_event(date=date)
    record = msgspec.structs.replace(record, document=msgspec.structs.replace(record.document, published=None))
    (row,) = rows(record)
    assert row["Event Date"] == day
    assert row["Date Stated"].lstrip("'") == date


def test_without_a_day_the_day_of_publication_stands_in() -> None:
    record = with_event(date=None)
    record = msgspec.structs.replace(record, document=msgspec.structs.replace(record.document, published="2020-05-04"))
    assert rows(record)[0]["Event Date"] == "2020-05-04"


def test_the_speaker_is_the_source_of_the_claim() -> None:
    statement = talks().statements[0]
    assert only(reported_by=statement.id)["Reported By"] == statement.speakers[0].name


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(start: str) -> None:
    assert only(actors=(someone(f"{start}HYPERLINK(1)", None, None),))["Actor Name"] == f"'{start}HYPERLINK(1)"


def test_no_cell_breaks_a_line_or_a_column() -> None:
    row = only(actors=(someone('a\tb\nc "d"\r\ne', None, None),))
    assert row["Actor Name"] == 'a b c "d" e'


def test_a_place_that_the_tables_know_has_its_coordinates() -> None:
    row = only(place="Geneva")
    assert (row["Placename"], row["City"], row["Country"]) == ("Geneva", "Geneva", "CHE")
    assert row["Latitude"].startswith("46.")
    unknown = only(place="Nowhere upon Sea")
    assert (unknown["Placename"], unknown["Latitude"]) == ("Nowhere upon Sea", "None")
