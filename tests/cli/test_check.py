"""``onrecord check``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Invoke

SERIES = "indicator,subject,reporter,period,value\n" + "".join(
    f"trade turnover,QS-QV,{who},{year},{value}\n"
    for who, values in (("Sarelia", (100, 86)), ("<b>Office</b>", (100, 90)))
    for year, value in zip((2022, 2023), values, strict=True)
)


@pytest.fixture
def series(tmp_path: Path) -> Path:
    path = tmp_path / "series.csv"
    path.write_text(SERIES, encoding="utf-8")
    return path


def knowledge(invoke: Invoke) -> str:
    return str(invoke("example", "--knowledge").stdout.strip())


def test_verdicts_as_json(invoke: Invoke, report: Path, series: Path) -> None:
    result = invoke("check", report, "--series", series, "--knowledge", knowledge(invoke))
    assert result.exit_code == 0, result.output
    (found,) = json.loads(result.stdout)
    assert found["told"] == "direction differs (reported by <b>Office</b> -10.0%, by Sarelia -14.0%)"


def test_verdicts_as_a_table(invoke: Invoke, report: Path, series: Path) -> None:
    result = invoke("check", report, "--series", series, "-f", "table", "--explain", "--knowledge", knowledge(invoke))
    assert "direction differs" in result.stdout
    assert "agrees with the claim: +13.50% to +14.50%" in " ".join(result.stdout.split())


def test_verdicts_as_a_page_with_a_chart(invoke: Invoke, report: Path, series: Path) -> None:
    result = invoke("check", report, "--series", series, "-f", "html", "--knowledge", knowledge(invoke))
    assert result.stdout.count("<svg") == 1
    assert result.stdout.count("<polyline") == 2
    assert 'aria-label="claim 1: +14.0%, direction differs"' in result.stdout
    assert "<b>Office" not in result.stdout
    assert "<script" not in result.stdout
    from xml.dom import minidom

    minidom.parseString(result.stdout[result.stdout.index("<svg") : result.stdout.index("</svg>") + 6])


def test_verdicts_against_earlier_records(invoke: Invoke, report: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.txt"
    earlier.write_text(report.read_text(encoding="utf-8").replace("grown", "fallen"), encoding="utf-8")
    for form in ("json", "jsonl"):
        records = tmp_path / f"earlier.{form}"
        records.write_text(invoke("read", earlier, "-f", form, "--knowledge", knowledge(invoke)).stdout, encoding="utf-8")
        result = invoke("check", report, "--against", records, "--knowledge", knowledge(invoke))
        (found,) = json.loads(result.stdout)
        assert (found["basis"], found["verdict"]) == ("records", "direction differs")
        assert found["reported"][0]["source"] == "earlier"


def test_nothing_to_check_against_is_wrong_usage(invoke: Invoke, report: Path, series: Path) -> None:
    assert invoke("check", report).exit_code == 2
    assert invoke("check", report, "--against", report, "--mapping", series).exit_code == 2


def test_bad_files_end_with_a_line(invoke: Invoke, report: Path, tmp_path: Path, series: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("", encoding="utf-8")
    for arguments in (
        ("--series", empty),
        ("--against", empty),
        ("--against", report),
        ("--series", series, "--mapping", report),
    ):
        result = invoke("check", report, *arguments)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert "Traceback" not in result.output
