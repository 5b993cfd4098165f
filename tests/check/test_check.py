"""Verdicts: what a figure claims beside what a series or an earlier record has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.check.claims import EXAMPLE, SERIES, figure, record

from onrecord.check import Verdict, check, load_series, verdicts_to_json
from onrecord.check.claims import claim_of
from onrecord.check.periods import Period, period_of
from onrecord.errors import Malformed, NotFound
from onrecord.tables import load


@pytest.fixture
def series(tmp_path: Path) -> Path:
    path = tmp_path / "series.csv"
    path.write_text(SERIES, encoding="utf-8")
    return path


def verdict(series: Path, text: str = "trade fell by 14 percent", **given: Any) -> Verdict:
    (found,) = check(record(figure(text, **given)), series=series, knowledge=[EXAMPLE])
    return found


def test_a_claim_that_one_reporter_bears_out_is_consistent_with_that_one_and_shows_both(series: Path) -> None:
    found = verdict(series)
    assert found.verdict == "consistent"
    assert found.told == "consistent with Sarelia only (reported by Sarelia -14.0%, by Veskonia -8.0%)"
    assert [(r.name, round(r.value, 6), r.verdict) for r in found.reported] == [
        ("Sarelia", -14.0, "consistent"),
        ("Veskonia", -8.0, "magnitude differs"),
    ]


def test_a_fall_told_as_a_rise_differs_in_direction(series: Path) -> None:
    found = verdict(series, "trade rose by 14 percent", direction="up")
    assert found.told == "direction differs (reported by Sarelia -14.0%, by Veskonia -8.0%)"


def test_another_size_differs_in_magnitude(series: Path) -> None:
    assert verdict(series, "trade fell by 30 percent", value=30).verdict == "magnitude differs"


def test_the_change_of_the_year_before_differs_in_period(series: Path) -> None:
    found = verdict(series, "trade rose by 25 percent", direction="up", value=25)
    assert found.reported[1].verdict == "period differs"
    assert found.verdict == "period differs"


@pytest.mark.parametrize(
    ("given", "verdict_"),
    [
        ({"bound": "over", "value": 13}, "consistent"),
        ({"bound": "over", "value": 15}, "magnitude differs"),
        ({"bound": "at_most", "value": 9}, "consistent"),
        ({"bound": "approx", "value": 15}, "consistent"),
        ({"direction": None}, "consistent"),
        ({"kind": "index", "direction": None, "value": 86}, "consistent"),
        ({"kind": "index", "direction": None, "value": 114}, "direction differs"),
        ({"kind": "level", "direction": None, "value": 860, "unit": "USD"}, "consistent"),
        ({"kind": "level", "direction": None, "value": 990, "unit": "USD"}, "magnitude differs"),
        ({"unit": "USD", "value": 140}, "consistent"),
        ({"kind": "multiple", "direction": "up", "value": 2, "unit": "times"}, "direction differs"),
    ],
)
def test_kinds_and_bounds(series: Path, given: dict[str, Any], verdict_: str) -> None:
    assert verdict(series, f"the claim is of {given.get('value', 14)}", **given).verdict == verdict_


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"indicator": None}, "the text names no indicator that is known"),
        ({"indicator": "inflation"}, "the series has nothing on inflation"),
        ({"subject": None}, "the text does not say of whom it is told"),
        ({"subject": "QS-XC"}, "the series has no trade turnover of QS-XC"),
        ({"period": None}, "the text does not say of which period"),
        ({"period": "--04/--05"}, "the period --04/--05 is not one of whole months of a known year"),
        ({"period": "2024"}, "the series ends with 2023, the claim is of 2024"),
        ({"period": "2023-01/2023-04"}, "the series has no observation for 2023-01/2023-04, or none to compare it with"),
        ({"kind": "level", "direction": None, "unit": "EUR"}, "it is told in EUR, the series in USD"),
    ],
)
def test_what_cannot_be_checked_says_why(series: Path, given: dict[str, Any], why: str) -> None:
    found = verdict(series, **given)
    assert (found.verdict, found.why, found.reported) == ("cannot be checked", why, ())
    assert found.told == f"cannot be checked, because {why}"


def test_an_inferred_period_is_checked(series: Path) -> None:
    assert verdict(series, period=None, period_inferred="2023").verdict == "consistent"


@pytest.mark.parametrize(
    ("text", "given", "low", "high"),
    [
        ("17 percent", {"value": 17}, 16.5, 17.5),
        ("17.0 percent", {"value": 17}, 16.95, 17.05),
        ("20 percent", {"value": 20}, 19.5, 20.5),
        ("about 17 percent", {"value": 17, "bound": "approx"}, 16, 18),
        ("over 37 percent", {"value": 37, "bound": "over"}, 37, None),
        ("almost 17 percent", {"value": 17, "bound": "under"}, 15.3, 17),
        ("less than 17 percent", {"value": 17, "bound": "under"}, 0, 17),
        ("a third", {"value": 33.3}, 30.8, 35.8),
        ("$38.5 billion", {"value": 38500000000, "kind": "level", "unit": "USD"}, 38450000000, 38550000000),
        ("40 billion dollars", {"value": 40000000000, "kind": "level", "unit": "USD"}, 39500000000, 40500000000),
        ("$0.5 billion", {"value": 500000000, "kind": "level", "unit": "USD"}, 450000000, 550000000),
        ("400,000 people", {"value": 400000, "kind": "count", "unit": "people"}, 399500, 400500),
    ],
)
def test_the_tolerance_is_what_the_rounding_implies(text: str, given: dict[str, Any], low: float, high: float | None) -> None:
    claim = claim_of(figure(text, **{"direction": "up", **given}), load())
    assert claim.low == pytest.approx(low)
    assert claim.high == (None if high is None else pytest.approx(high))


def test_another_record_that_tells_the_opposite_or_another_period_is_shown() -> None:
    mine = record(figure("trade rose by 14 percent", direction="up"), figure("by 6 percent", value=6, period="2024-04/2024-05"))
    other = record(figure(), figure("by 6 percent", value=6, period="2024-01/2024-05"), name="b")
    first, second = check(mine, against=other)
    assert first.told == "direction differs (claimed by Helena Marsk -14.0% in b)"
    assert second.told == "period differs (claimed by Helena Marsk -6.0% in b for 2024-01/2024-05)"


def test_a_record_is_not_checked_against_itself() -> None:
    mine = record(figure())
    (found,) = check(mine, against=[mine])
    assert found.told == "cannot be checked, because the earlier records claim nothing of trade turnover, QS-QV"


def test_nothing_to_check_against_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing to check against"):
        check(record(figure()))


def test_verdicts_are_json(series: Path) -> None:
    import json

    found = check(record(figure()), series=series, knowledge=[EXAMPLE])
    (plain,) = json.loads(verdicts_to_json(found))
    assert plain == found[0].to_dict()
    assert (plain["measure"], plain["value"], plain["low"], plain["high"]) == ("growth", -14, -14.5, -13.5)
    assert [p["period"] for p in plain["reported"][0]["history"]] == ["2022", "2023"]


MAPPING = """
unit = "USD"
factor = 1_000_000
aggregate = "sum"
[columns]
reporter = "who"
subject = ["who", "with"]
period = "when"
[countries]
"Sarelia, Rep. of" = "QS"
[[series]]
indicator = "trade turnover"
value = ["out", "in"]
where = { adjusted = "no" }
[[series]]
indicator = "exports"
value = "out"
where = { adjusted = "no" }
"""
WIDE = "who;with;when;out;in;adjusted\n" + "".join(
    f"Sarelia, Rep. of;Veskonia;2023-{m:02};1;2;no\nSarelia, Rep. of;Veskonia;2023-{m:02};9;9;yes\n" for m in range(1, 13)
)


def test_a_mapping_sums_columns_and_months_are_added(tmp_path: Path) -> None:
    (tmp_path / "wide.csv").write_text(WIDE, encoding="utf-8")
    (tmp_path / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    series = load_series(tmp_path / "wide.csv", tmp_path / "mapping.toml", load(EXAMPLE))
    (line,) = series.lines("trade turnover", "QS-QV")
    assert (line.reporter, line.unit) == ("QS", "USD")
    assert line.at(Period(2023 * 12, 12)) == 36_000_000
    assert line.at(Period(2023 * 12 + 3, 2)) == 6_000_000
    assert line.at(Period(2024 * 12, 1)) is None
    assert series.lines("exports", "QS-QV")[0].at(Period(2023 * 12, 12)) == 12_000_000


def test_rows_are_summed_only_where_all_are_there(tmp_path: Path) -> None:
    rows = "who,with,flow,year,value\nQS,QV,out,2022,5\nQS,QV,in,2022,6\nQS,QV,out,2023,5\n"
    (tmp_path / "long.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "m.toml").write_text(
        '[columns]\nsubject=["who","with"]\nreporter="who"\nperiod="year"\nvalue="value"\n'
        '[[series]]\nindicator="trade turnover"\nsum={flow=["out","in"]}\n',
        encoding="utf-8",
    )
    (line,) = load_series(tmp_path / "long.csv", tmp_path / "m.toml", load(EXAMPLE)).lines("trade turnover", "QS-QV")
    assert line.values == {Period(2022 * 12, 12): 11.0}


def test_sdmx_csv_is_read_by_its_columns(tmp_path: Path) -> None:
    text = (
        "DATAFLOW,FREQ: Frequency,REF_AREA,COUNTERPART_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MULT,UNIT_MEASURE\n"
        "X:Y(1.0),A: Annual,QS,QV,trade turnover,2022,1,6,USD\nX:Y(1.0),A: Annual,QS,QV,trade turnover,2023,NaN,6,USD\n"
    )
    (tmp_path / "sdmx.csv").write_text(text, encoding="utf-8")
    (line,) = load_series(tmp_path / "sdmx.csv", None, load(EXAMPLE)).lines("trade turnover", "QS-QV")
    assert (line.reporter, line.unit, line.values) == ("QS", "USD", {Period(2022 * 12, 12): 1_000_000.0})


SDMX_ML = """<?xml version="1.0" encoding="UTF-8"?>
<message:GenericData xmlns:message="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
 xmlns:generic="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"
 xmlns:common="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common">
<message:Header><message:ID>x</message:ID><message:Test>false</message:Test><message:Prepared>2024-01-01T00:00:00</message:Prepared>
<message:Sender id="made"/><message:Structure structureID="S1" dimensionAtObservation="TIME_PERIOD"><common:Structure>
<Ref agencyID="MADE" id="S" version="1.0"/></common:Structure></message:Structure></message:Header>
<message:DataSet structureRef="S1"><generic:Series><generic:SeriesKey><generic:Value id="REF_AREA" value="QS"/>
<generic:Value id="COUNTERPART_AREA" value="QV"/><generic:Value id="INDICATOR" value="trade turnover"/></generic:SeriesKey>
<generic:Obs><generic:ObsDimension value="2022"/><generic:ObsValue value="1000"/></generic:Obs>
<generic:Obs><generic:ObsDimension value="2023"/><generic:ObsValue value="860"/></generic:Obs>
</generic:Series></message:DataSet></message:GenericData>
"""


def test_sdmx_ml_is_read_through_sdmx1(tmp_path: Path) -> None:
    pytest.importorskip("sdmx")
    (tmp_path / "sdmx.xml").write_text(SDMX_ML, encoding="utf-8")
    (found,) = check(record(figure()), series=tmp_path / "sdmx.xml", knowledge=[EXAMPLE])
    assert found.told == "consistent (reported by Sarelia -14.0%)"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "no observation"),
        ("a,b\n1,2\n", "no column"),
        ("indicator,subject,reporter,period,value\nx,y,z,nineteen,1\n", "no observation"),
        ("<?xml version='1.0'?><sdmx>", "cannot be read as SDMX-ML"),
    ],
)
def test_a_series_that_is_none_says_what_is_wrong(tmp_path: Path, text: str, error: str) -> None:
    pytest.importorskip("sdmx")
    (tmp_path / "s.csv").write_text(text, encoding="utf-8")
    with pytest.raises(Malformed, match=error):
        load_series(tmp_path / "s.csv", None, load())


@pytest.mark.parametrize(
    "text", ["not toml at all", "[[series]]\nunknown = 1\n", 'aggregate = "most"\n', "[columns]\nfoo = 'x'\n"]
)
def test_a_mapping_that_is_none_says_what_is_wrong(tmp_path: Path, series: Path, text: str) -> None:
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Malformed, match=r"m\.toml"):
        load_series(series, tmp_path / "m.toml", load())


def test_a_series_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no series at"):
        load_series(tmp_path / "none.csv", None, load())


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2020", "2020"),
        ("2020-05", "2020-05"),
        ("2020-Q2", "2020-04/2020-06"),
        ("2020M05", "2020-05"),
        ("2020-S1", "2020-01/2020-06"),
        ("2019/2020", "2019-01/2020-12"),
        ("2020-01/2020-12", "2020"),
        ("--04", None),
        ("2020-05-03", None),
        ("2020-05/2020-01", None),
        (None, None),
    ],
)
def test_periods(text: str | None, iso: str | None) -> None:
    found = period_of(text)
    assert (found.iso if found else None) == iso


@given(st.text())
def test_no_text_is_too_odd_for_a_period(text: str) -> None:
    found = period_of(text)
    assert found is None or period_of(found.iso) == found


@given(st.integers(1, 10**12), st.sampled_from(["exact", "approx", "over", "under", "at_least", "at_most"]))
def test_a_claim_holds_what_it_says(value: int, bound: str) -> None:
    given = {"value": value, "bound": bound, "kind": "level", "direction": None, "unit": "USD"}
    claim = claim_of(figure(f"it reached ${value}", **given), load())
    assert claim.holds(value)


def test_figures_of_a_real_report_beside_two_customs_services() -> None:
    from bench.shared import NO_DATA, folder

    shared = folder()
    if shared is None:
        pytest.skip(NO_DATA)
    import onrecord

    mapping = Path(__file__).parents[2] / "bench" / "data" / "trade-mapping.toml"
    report = onrecord.read(shared / "corpus" / "2021-07-13-president-gov-by.txt")
    found = onrecord.check(report, series=shared / "data" / "stats" / "imf_dots_blr_rus_annual.csv", mapping=mapping)
    assert found[0].told == "direction differs (reported by Belarus -16.9%, by Russia -11.0%)"
    assert [v.verdict for v in found] == ["direction differs", "cannot be checked", "cannot be checked"]
