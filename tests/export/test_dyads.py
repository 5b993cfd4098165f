"""The table of meetings: a row for each pair of countries, and where each value is from."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import msgspec
import pytest
from tests.export.records import empty_record, span, talks

from onrecord.errors import ModelMissing, OnRecordError
from onrecord.export import Options, get_format
from onrecord.export.dyads import COLUMNS, LEVELS, dyad_rows, write_parquet
from onrecord.lookups.offices import offices
from onrecord.model import Inferred, Person, Record
from onrecord.tables import load

EVIDENCE = "Velland President Tomas Oray and his Ardenian counterpart Ilse Brandt held talks"


def with_meeting(**fields: object) -> Record:
    record = talks()
    meeting = msgspec.structs.replace(record.meetings[0], **fields)
    return msgspec.structs.replace(record, meetings=(meeting,))


def person(name: str, role: str | None, country: str | None) -> Person:
    return Person(name, None, role, country, None)


def test_two_countries_are_one_row_with_the_lower_level() -> None:
    sides = (person("Ada Holm", "president", "XB"), person("Bo Lind", "foreign minister", "XA"))
    (row,) = dyad_rows(with_meeting(participants=sides))
    assert (row["dyad"], row["country_a"], row["country_b"], row["countries"]) == ("XA-XB", "XA", "XB", "XA-XB")
    assert (row["level"], row["level_a"], row["level_b"]) == ("minister", "minister", "head of state")
    assert row["participants"] == "Ada Holm (president, XB); Bo Lind (foreign minister, XA)"


def test_the_highest_of_a_side_counts() -> None:
    sides = (
        person("Ada Holm", "president", "XB"),
        person("Cai Dorn", "adviser", "XB"),
        person("Bo Lind", "prime minister", "XA"),
    )
    (row,) = dyad_rows(with_meeting(participants=sides))
    assert (row["level"], row["level_a"], row["level_b"]) == ("head of government", "head of government", "head of state")


def test_three_countries_are_three_pairs_of_one_meeting() -> None:
    sides = tuple(person(f"P {code}", "president", code) for code in ("XC", "XA", "XB"))
    rows = list(dyad_rows(with_meeting(participants=sides)))
    assert [row["dyad"] for row in rows] == ["XA-XB", "XA-XC", "XB-XC"]
    assert len({row["meeting"] for row in rows}) == 1


@pytest.mark.parametrize("sides", [(), (person("Ada Holm", "president", "XB"),), (person("Ada Holm", "president", None),)])
def test_fewer_than_two_countries_are_a_row_without_a_pair(sides: tuple[Person, ...]) -> None:
    (row,) = dyad_rows(with_meeting(participants=sides))
    assert row["dyad"] is None
    assert row["level"] == ("head of state" if sides else None)


@pytest.mark.parametrize(
    ("words", "date", "published", "inferred", "basis"),
    [
        (f"{EVIDENCE} in the Lake House in Port Linden on 3 May", "2020-05-03", "2020-05-03", None, "stated"),
        (EVIDENCE, "2020-05-03", "2020-05-03", None, "published"),
        (EVIDENCE, "2020-04-30", "2020-05-03", None, "stated"),
        (EVIDENCE, "--05-03", None, Inferred("2020-05-03", "told of as this year"), "inferred"),
        (EVIDENCE, None, "2020-05-03", None, None),
    ],
)
def test_what_a_date_rests_on(
    words: str, date: str | None, published: str | None, inferred: Inferred | None, basis: str | None
) -> None:
    record = with_meeting(date=date, date_inferred=inferred, evidence=(span(words),))
    record = msgspec.structs.replace(record, document=msgspec.structs.replace(record.document, published=published))
    (row,) = dyad_rows(record)
    assert row["date_basis"] == basis
    assert row["date"] == (inferred.value if inferred else date)


def test_a_known_venue_gives_its_city_and_says_so() -> None:
    (row,) = dyad_rows(with_meeting(venue="Élysée Palace", city=None, country="FR"))
    assert (row["city"], row["city_basis"]) == ("Paris", "venue")
    assert (round(row["latitude"]), round(row["longitude"])) == (49, 2)
    (row,) = dyad_rows(with_meeting(venue=None, city="Paris", country="FR"))
    assert (row["city_basis"], round(row["latitude"])) == ("stated", 49)


def test_the_evidence_is_the_text() -> None:
    record = talks()
    for row in dyad_rows(record):
        assert " ".join(record.document.text[row["evidence_start"] : row["evidence_end"]].split()) == row["evidence"]


def test_csv_has_the_documented_columns_in_order() -> None:
    lines = list(
        csv.DictReader(io.StringIO("".join(get_format("meetings").stream([talks(), empty_record()], Options())), newline=""))
    )
    assert list(lines[0]) == list(COLUMNS)
    assert len(lines) == sum(len(list(dyad_rows(r))) for r in (talks(), empty_record()))
    page = (Path(__file__).parents[2] / "docs" / "meetings.md").read_text(encoding="utf-8")
    assert [name for name in COLUMNS if f"| `{name}` |" not in page] == []


def test_parquet_holds_the_same_rows(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "meetings.parquet"
    write_parquet([talks(), empty_record()], path)
    assert parquet.read_table(path).to_pylist() == list(dyad_rows(talks()))
    assert [p.name for p in tmp_path.iterdir()] == ["meetings.parquet"]


def test_parquet_without_its_library_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ModelMissing, match=r"onrecord\[parquet\]"):
        write_parquet([talks()], tmp_path / "meetings.parquet")


def test_parquet_where_no_file_can_be_written_says_so(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    with pytest.raises(OnRecordError, match="name another --output"):
        write_parquet([talks()], tmp_path / "nowhere" / "meetings.parquet")


def test_every_level_of_the_offices_has_a_rank() -> None:
    table = load().toml("languages/en/offices.toml")
    assert {entry["level"] for entry in table["office"] if entry.get("kind", "office") == "office"} <= set(LEVELS)
    assert offices(load()).level("president") == LEVELS[0]


def test_offices_and_places_are_those_of_the_users_own_tables(tmp_path: Path) -> None:
    head = "name,spellings,city,country,latitude,longitude,source"
    (tmp_path / "venues.csv").write_text(
        f"{head}\nQuiet Hall,Quiet Hall,Linmouth,XA,12.34,56.78,own\n",
        encoding="utf-8",
    )
    record = with_meeting(venue="Quiet Hall", city=None, country="XA")
    asked = Options(folders=(str(tmp_path),))
    (row,) = csv.DictReader(io.StringIO("".join(get_format("meetings").stream([record], asked))))
    assert (row["city"], row["city_basis"], row["latitude"]) == ("Linmouth", "venue", "12.34")
    (without,) = csv.DictReader(io.StringIO("".join(get_format("meetings").stream([record], Options()))))
    assert (without["city"], without["latitude"]) == ("", "")
