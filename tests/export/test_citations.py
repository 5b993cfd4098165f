"""Citations: the styles' forms, and nothing that a report says breaks out of them."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.citations import CITATIONS, citations
from onrecord.model import Side

REPORT = Side(
    id="linmouth-veskonia",
    sha256="0" * 64,
    title="Working visit to Sarelia",
    publisher="President of Veskonia",
    published="2024-06-12",
    url="https://president.veskonia.example/news/1",
)


def test_apa() -> None:
    assert citations(REPORT)["APA"] == (
        "President of Veskonia. (2024, June 12). Working visit to Sarelia. https://president.veskonia.example/news/1"
    )


def test_chicago() -> None:
    assert citations(REPORT)["Chicago"] == (
        "President of Veskonia. “Working visit to Sarelia.” June 12, 2024. https://president.veskonia.example/news/1."
    )


def test_bibtex() -> None:
    cited = citations(REPORT, "It grew by 14% & more")["BibTeX"]
    assert cited.startswith("@misc{linmouth-veskonia,\n  author = {{President of Veskonia}},\n")
    assert "  year = {2024},\n  month = {6},\n  day = {12},\n" in cited
    assert r"note = {``It grew by 14\% \& more''}" in cited


def test_wikipedia() -> None:
    assert citations(REPORT, "a | b")["Wikipedia"] == (
        "{{cite web |url=https://president.veskonia.example/news/1 |title=Working visit to Sarelia "
        "|publisher=President of Veskonia |date=2024-06-12 |quote=a {{!}} b}}"
    )


def test_what_is_not_known_is_not_made_up() -> None:
    bare = Side(id="a", sha256="0" * 64)
    assert citations(bare)["APA"] == "Unknown publisher. (n.d.). a."
    assert "year" not in citations(bare)["BibTeX"]
    assert "date" not in citations(bare)["Wikipedia"]


def test_only_addresses_of_the_web_are_cited() -> None:
    odd = msgspec.structs.replace(REPORT, url="javascript:alert(1)")
    assert all("javascript" not in cited for cited in citations(odd).values())


@given(st.text(max_size=80), st.text(max_size=80))
def test_nothing_breaks_out(title: str, quote: str) -> None:
    report = msgspec.structs.replace(REPORT, title=title)
    cited = citations(report, quote)
    assert all("\n" not in cited[s] for s in ("APA", "Chicago", "Wikipedia"))
    inner = re.sub(r"\{\{!\}\}", "", cited["Wikipedia"])[2:-2]
    assert "{{" not in inner
    assert "}}" not in inner
    bare = re.sub(r"\\textbackslash\{\}|\\text\w+\{\}|\\[{}]", "", cited["BibTeX"])
    assert bare.count("{") == bare.count("}")


@pytest.mark.parametrize("style", CITATIONS)
def test_every_style_names_publisher_and_title(style: str) -> None:
    cited = citations(REPORT)[style]
    assert "President of Veskonia" in cited
    assert "Working visit to Sarelia" in cited
