"""CSV: steady columns, cells that no spreadsheet runs, and nothing lost on the way back."""

from __future__ import annotations

import csv
import io

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.records import empty_record, talks

from onrecord.export import Options, get_format
from onrecord.export.columns import columns
from onrecord.model import TABLES, Record, Table


def rows(record: Record, table: Table | None = None) -> list[dict[str, str]]:
    text = "".join(get_format("csv").stream([record], Options(table=table)))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def titled(identity: str) -> Record:
    record = talks()
    return msgspec.structs.replace(record, document=msgspec.structs.replace(record.document, id=identity))


@pytest.mark.parametrize("table", TABLES)
def test_every_value_of_a_row_has_its_column(table: Table) -> None:
    for row in talks().to_rows(table):
        assert {name for name, value in row.items() if value is not None} <= set(columns(table))


@pytest.mark.parametrize("table", TABLES)
def test_the_columns_are_the_same_for_a_report_without_findings(table: Table) -> None:
    stream = get_format("csv").stream
    full, empty = ("".join(stream([r], Options(table=table))).splitlines()[0] for r in (talks(), empty_record()))
    assert full == empty == ",".join(columns(table))


def test_statements_are_the_table_where_none_is_named() -> None:
    found = rows(talks())
    assert [row["speakers"] for row in found][:3] == ["Ilse Brandt", "Ilse Brandt", "? Ilse Brandt or Tomas Oray"]
    assert found[1]["content"] == "This is a good sign"
    assert found[1]["content_start"] == str(talks().statements[1].content[0].start)


def test_several_reports_share_one_line_of_names() -> None:
    text = "".join(get_format("csv").stream([talks(), talks()], Options(table="figures")))
    assert text.count("document,id,") == 1
    assert len(list(csv.reader(io.StringIO(text, newline="")))) == 5


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(start: str) -> None:
    payload = f"{start}HYPERLINK(1)"
    assert {row["document"] for row in rows(titled(payload))} == {f"'{payload}"}


def test_a_negative_number_stays_a_number() -> None:
    record = talks()
    figure = msgspec.structs.replace(record.figures[0], value=-12.5)
    (row,) = rows(msgspec.structs.replace(record, figures=(figure,)), "figures")
    assert row["value"] == "-12.5"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_any_text_comes_back(text: str) -> None:
    (identity,) = {row["document"] for row in rows(titled(text))}
    assert identity in (text, f"'{text}")
    assert identity[0] not in "=+-@\t\r"
