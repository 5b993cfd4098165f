"""``onrecord read --format meetings``: CSV on standard output, one Parquet file where the output is named so."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from tests.cli.conftest import Invoke

from onrecord.export.dyads import COLUMNS


def test_csv_has_a_row_for_each_meeting(invoke: Invoke, report: Path) -> None:
    result = invoke("read", report, "--format", "meetings")
    assert result.exit_code == 0
    (row,) = csv.DictReader(io.StringIO(result.stdout, newline=""))
    assert tuple(row) == tuple(COLUMNS)
    assert (row["form"], row["status"], row["main"], row["level"]) == ("talks", "held", "True", "head of state")
    assert row["evidence"].endswith("held talks in Linmouth on 11 June")


def test_parquet_is_one_file_for_all_reports(invoke: Invoke, report: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    out = tmp_path / "meetings.parquet"
    for _ in range(2):  # a file that is there is replaced
        result = invoke("read", report, "--format", "meetings", "--output", out)
        assert (result.exit_code, result.stdout) == (0, "")
        assert "1 read, 0 failed" in result.stderr
    assert parquet.read_table(out).column_names == list(COLUMNS)


def test_no_other_format_is_parquet(invoke: Invoke, report: Path, tmp_path: Path) -> None:
    result = invoke("read", report, "--format", "csv", "--output", tmp_path / "out.parquet")
    assert result.exit_code != 0
    assert "--format meetings" in result.stderr
    assert not (tmp_path / "out.parquet").exists()
