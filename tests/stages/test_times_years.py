"""The year of undated reports: terms of office, dated facts and years that are told of limit it; what is left open stays open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Document, Inferred
from onrecord.reading import Reading
from onrecord.stages import layout, parse, quotations, times
from onrecord.stages.times.spells import common, months_after, spell, years
from onrecord.tables import load

FACTS = """words,kind,from,to,lead,lag,source
marsh fever,since,2021-03-01,,,,invented
harbour blockade|Harbour Blockade,since,2020-05-01,2021-09-30,,,invented
Drenburg Summit,event,2021-06-14,2021-06-15,6,,invented
Peace of Karsk,ordinal,1950,,6,0,invented
"""
HOLDERS = """person,office,role,country,from,to
Helena Marsk,President of Sarelia,president,QS,2018-05-01,2022-04-30
Radomir Tesk,President of Veskonia,president,QV,2021-08-15,
Oda Finn,President of Veskonia,president,QV,2016-01-01,2021-08-15
"""
Written = Callable[[str], Inferred | None]


@pytest.fixture(scope="module")
def written(make_document: Callable[..., Document], tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The year that is inferred for an undated text, with tables of invented facts and leaders."""
    folder: Path = tmp_path_factory.mktemp("knowledge")
    (folder / "dated.csv").write_text(FACTS, encoding="utf-8")
    (folder / "office_holders.csv").write_text(HOLDERS, encoding="utf-8")
    examples = Path(times.__file__).parents[2] / "examples" / "knowledge"
    (folder / "countries.csv").write_text((examples / "countries.csv").read_text(encoding="utf-8"), encoding="utf-8")
    knowledge = load(folder)

    def run(text: str) -> Inferred | None:
        reading = Reading(make_document(text))
        for stage in (layout, parse, quotations, times):
            stage.run([reading], knowledge)
        if reading.written:
            assert all(reading.text[e.start : e.end] == e.text for e in reading.written.evidence)
        return reading.written

    return run


LEAD = "President of Sarelia Helena Marsk spoke with President of Veskonia "


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (LEAD + "Oda Finn. They discussed marsh fever.", "2021"),
        (LEAD + "Radomir Tesk. They discussed the harbour blockade.", "2021"),
        (LEAD + "Oda Finn on the sidelines of the Drenburg Summit.", "2021"),
        (
            LEAD + "Oda Finn. They marked the 70th anniversary of the Peace of Karsk.",
            None,
        ),
        (LEAD + "Radomir Tesk.", None),
        (LEAD + "Radomir Tesk. He recalled the agreement that they had signed on 3 February 2022.", "2022"),
        (LEAD + "Radomir Tesk. The talks took place on Tuesday, 15 March.", "2022"),
        (LEAD + "Oda Finn. They discussed marsh fever and the treaty of 1999.", "2021"),
    ],
)
def test_what_limits_the_year(written: Written, text: str, year: str | None) -> None:
    found = written(text)
    assert (found.value if found else None) == year


def test_it_says_from_what(written: Written) -> None:
    found = written(LEAD + "Oda Finn. They discussed marsh fever.")
    assert found is not None
    assert found.basis == "Oda Finn as President of Veskonia; 'marsh fever' is of 2021-03-01"
    assert [e.text for e in found.evidence] == ["President of Veskonia Oda Finn", "marsh fever"]


def test_what_contradicts_itself_stays_open(written: Written) -> None:
    assert written(LEAD + "Oda Finn. Trade had grown by 5% in 2023.") is None


def test_former_leaders_limit_nothing(written: Written) -> None:
    assert written("President of Sarelia Helena Marsk received former President of Veskonia Oda Finn after marsh fever.") is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("The trade fell in 2019 but grew by 36 percent last year. It was discussed.", "2021"),
        ("In January - September 2021, trade grew by 12%. The ministers spoke of it.", "2021"),
        ("On 14 June 2021, the ministers met in Drenburg.", "2021"),
        ("Drenburg talks, 14-15 June 2021\n\nThe ministers met.", "2021"),
        ("The ministers met in Drenburg and spoke of the bridge.\n\nSee also\nVisit to Drenburg\nJune 14, 2021", "2021"),
        ("The ministers met.\n\nSee also\nTalks\nJune 14, 2021\nVisit\nMay 3, 2019", None),
        ("The ministers spoke of how the agreement of 9 November 2020 is carried out.", None),
        ("The pipeline will be in use until 2025. The ministers spoke of it.", None),
    ],
)
def test_what_says_it_outright(written: Written, text: str, year: str | None) -> None:
    found = written(text)
    assert (found.value if found else None) == year


DAYS = st.dates().map(lambda d: d.isoformat())


@given(st.lists(st.tuples(DAYS, DAYS)), st.lists(st.tuples(DAYS, DAYS)))
def test_what_is_common_lies_in_both(a: list[tuple[str, str]], b: list[tuple[str, str]]) -> None:
    for first, last in common(a, b):
        assert first <= last
        assert any(x <= first and last <= y for x, y in a)
        assert any(x <= first and last <= y for x, y in b)


def test_spells() -> None:
    assert spell("2021", "2022-02") == ("2021-01-01", "2022-02-28")
    assert spell(None, None) == ("0001-01-01", "9999-12-31")
    assert months_after("2021-01-31", 1) == "2021-02-28"
    assert years([("2020-12-31", "2021-01-01")], 12) == [2020, 2021]
    assert years([spell("2020", None)], 12) is None
