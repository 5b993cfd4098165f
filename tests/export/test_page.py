"""The HTML view: the report comes out to the letter, nothing of it acts, and every link leads somewhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.records import empty_record, talks

from onrecord.export.page import fragment, page
from onrecord.export.page.chart import bars
from onrecord.model import Figure, Inferred, Person, Record, Span, Statement

VOID = {"meta", "rect", "line", "br", "hr", "img", "input", "link"}
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "main", "article", "header", "h1", "h2", "h3", "p", "a", "div", "section",
    "aside", "nav", "ol", "ul", "li", "dl", "dt", "dd", "span", "i", "strong", "blockquote", "details", "summary",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "rect", "line",
}  # fmt: skip


class Page(HTMLParser):
    """A parsed page: its tags with their attributes, its ids, and the text inside the element with class ``report``."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self.texts: list[str] = []
        self.depth: int | None = None
        self.visible: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in VOID:
            return
        self.inside.append(tag)
        if "report" in (dict(attrs).get("class") or "").split():
            self.depth = len(self.inside)
            self.texts.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.inside[-1] == tag, f"<{self.inside[-1]}> is closed by </{tag}>"
        if self.depth == len(self.inside):
            self.depth = None
        self.inside.pop()

    def handle_data(self, data: str) -> None:
        if self.depth is not None:
            self.texts[-1] += data
        if self.inside and self.inside[-1] not in ("style", "title"):
            self.visible.append(data)

    @property
    def ids(self) -> list[str]:
        return [a["id"] for _, a in self.tags if a.get("id")]  # type: ignore[misc]


def marked(text: str, spans: list[tuple[int, int]]) -> Record:
    """A record of ``text`` whose spans stand in statements, figures, people, times and furniture by turns."""
    cut = [Span(a, b, text[max(a, 0) : max(b, 0)]) for a, b in spans]
    base = {"topics": (), "restates": None, "verbatim": True, "confidence": 1.0, "by": "statements@1"}
    statements = tuple(
        Statement(
            id=f"s{i}",
            speakers=(Person("A", "a", None, None, s),),
            kind="direct",
            act="state",
            source=s,
            cue=None,
            content=(s, *cut[:i]),
            **base,
        )  # type: ignore[arg-type]
        for i, s in enumerate(cut[::2])
    )
    figures = tuple(
        Figure(
            id=f"f{i}",
            claimant=None,
            statement=None,
            indicator=None,
            indicator_text=s,
            subject=None,
            kind="count",
            direction=None,
            bound="exact",
            value=1,
            unit="people",
            period=None,
            period_inferred=Inferred("2020", "so", (s,)),
            baseline=None,
            inherited_from=None,
            span=s,
            confidence=1.0,
            by="figures@1",
        )
        for i, s in enumerate(cut[1::2])
    )
    record = empty_record(text)
    document = msgspec.structs.replace(record.document, furniture=tuple(cut[::3]))
    return msgspec.structs.replace(record, document=document, statements=statements, figures=figures)


texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0") | st.sampled_from("\n\r\t <>&\"' "), max_size=200
)
spans = st.lists(st.tuples(st.integers(-3, 210), st.integers(-3, 210)), max_size=12)


@given(texts, spans)
def test_the_text_comes_out_to_the_letter(text: str, spans: list[tuple[int, int]]) -> None:
    record = marked(text, spans)
    for html in (page([record]), fragment(record)):
        assert Page(html).texts == [text]


def test_every_link_leads_to_a_place_on_the_page() -> None:
    for html in (page([talks()]), page([talks(), talks()]), fragment(talks())):
        found = Page(html)
        assert len(found.ids) == len(set(found.ids))
        links = [str(a["href"]) for tag, a in found.tags if tag == "a"]
        assert {link[1:] for link in links if link.startswith("#")} <= set(found.ids)
        assert [link for link in links if not link.startswith("#")] in ([], [URL], [URL, URL])


URL = "https://president.velland.example/events/1204"


def test_every_finding_is_linked_both_ways() -> None:
    found = Page(page([talks()]))
    links = {str(a["href"]) for tag, a in found.tags if tag == "a"}
    for key in ("m1", "s1", "s2", "s3", "s4", "s5", "s6", "f1", "f2", "p1", "p2"):
        assert {f"#{key}", f"#{key}-text"} <= links


def test_a_label_says_in_words_what_is_marked() -> None:
    labels = [a for _, a in Page(page([talks()])).tags if "data-label" in a]
    spoken = {str(a["data-label"]): a["aria-label"] for a in labels}
    assert spoken["statement 2"] == "statement 2: Ilse Brandt, said: state, direct"
    assert spoken["statement 3"] == "statement 3: open: Ilse Brandt or Tomas Oray, stressed: state, indirect"
    assert spoken["figure 1"] == "figure 1: trade turnover, AR-VE, up 12 percent"
    assert spoken["pledge 1"] == "pledge 1: Tomas Oray"
    assert "furniture of the page" in spoken


def test_a_statement_in_two_paragraphs_is_labelled_once_and_lit_as_a_whole() -> None:
    html = page([talks()])
    assert html.count('data-label="statement 6"') == 1
    assert len(re.findall(r'class="[^"]*\bof-s6\b', html)) == 4  # two pieces, source, cue
    assert "#s6-text:target) .of-s6" in html


def test_overlapping_marks_share_a_segment() -> None:
    html = page([talks()])
    assert re.search(r'<span class="statement [^"]*figure[^"]*of-s1[^"]*of-f1[^"]*">', html)


def test_an_open_speaker_is_shown_as_a_question_with_its_candidates_and_why() -> None:
    seen = " ".join("".join(Page(page([talks()])).visible).split())
    assert "Open question: Ilse Brandt or Tomas Oray both are heads of state; the paragraph names neither" in seen


def changes(*values: tuple[float, str | None]) -> list[Figure]:
    (figure, *_) = talks().figures
    return [msgspec.structs.replace(figure, value=value, direction=direction) for value, direction in values]


def test_changes_are_drawn_from_a_common_zero() -> None:
    found = bars(changes((10, "up"), (30, "up"), (20, "down")))
    assert [(b.start, b.length, b.zero) for b in found] == [(40.0, 20.0, 40.0), (40.0, 60.0, 40.0), (0.0, 40.0, 40.0)]
    assert [b.amount for b in found] == ["up 10%", "up 30%", "down 20%"]
    assert found[0].what == "trade turnover, 2019"


@pytest.mark.parametrize("few", [[], [(1, "up")], [(1, "up"), (2, None)], [(0, "up"), (0, "up")], [(1, "up"), (10**9, "up")]])
def test_what_cannot_be_compared_is_not_drawn(few: list[tuple[float, str | None]]) -> None:
    assert bars(changes(*few)) == ()


def test_a_drawn_change_leads_to_its_figure() -> None:
    html = page([msgspec.structs.replace(talks(), figures=tuple(changes((10, "up"), (30, "down"))))])
    assert '<a href="#f2">trade turnover, 2019</a>' in html
    assert [tag for tag, _ in Page(html).tags].count("rect") == 2


def test_what_is_not_whole_or_not_read_is_said() -> None:
    assert "The text is not whole." in page([talks()])
    unread = page([empty_record("Президент заявил.", unread="language: ru")])
    assert "Not read" in unread
    assert "language: ru" in unread


def test_nothing_is_asked_of_the_network_and_nothing_runs() -> None:
    html = page([talks()], explain=True)
    found = Page(html)
    assert {tag for tag, _ in found.tags} <= ALLOWED
    assert not [a for _, attrs in found.tags for a in attrs if a.startswith("on") or a in ("src", "style", "srcset")]
    assert "url(" not in html
    assert "@import" not in html
    (policy,) = [a["content"] for tag, a in found.tags if a.get("http-equiv") == "Content-Security-Policy"]
    css = html.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def hostile(payload: str) -> Record:
    """A record that holds ``payload`` wherever a text from outside can stand."""
    record = marked(payload, [(0, len(payload)), (1, 5)])
    document = msgspec.structs.replace(
        record.document, id=payload, sha256=payload, title=payload, url=payload, publisher=payload, country=payload,
        language=payload, published=payload, place=payload, notes=(payload,),
    )  # fmt: skip
    person = Person(payload, payload, payload, payload, None, (payload,), payload)
    asked = Person(None, None, None, None, None, (payload,), payload)
    statements = tuple(
        msgspec.structs.replace(s, id=payload, speakers=(person, asked), by=payload, restates=payload) for s in record.statements
    )
    figures = tuple(
        msgspec.structs.replace(f, id=payload, indicator=payload, subject=payload, unit=payload, period=payload, claimant=person)
        for f in record.figures
    )
    return msgspec.structs.replace(record, document=document, statements=statements, figures=figures, unread=payload)


def assert_inert(payload: str) -> None:
    for html in (page([hostile(payload)], explain=True), page([hostile(payload)] * 2), fragment(hostile(payload))):
        found = Page(html)
        assert {tag for tag, _ in found.tags} <= ALLOWED
        assert not [name for _, attrs in found.tags for name in attrs if name.startswith("on") or name in ("src", "style")]
        addresses = [str(a["href"]) for tag, a in found.tags if tag == "a"]
        assert all(a.startswith(("#", "http://", "https://")) for a in addresses)
        assert html.count("<style>") == html.count("</style>") == 1
        assert set(found.texts) == {payload}


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "javascript:alert(1)",
        " javascript:alert(1)",
        "</style><script>alert(1)</script>",
        "]]><!--",
        "{{ 7 * 7 }}{% raw %}",
        "' onmouseover='alert(1)",
        "&lt;script&gt;&#x0;&#13;",
        'https://a.example/" onclick="alert(1)',
    ],
)
def test_a_hostile_text_is_inert(payload: str) -> None:
    assert_inert(payload)


def test_collected_payloads_are_inert(shared_data: Path) -> None:
    folder = shared_data / "data" / "hostile"
    payloads = json.loads((folder / "blns" / "blns.json").read_text(encoding="utf-8"))
    for path in sorted((folder / "payloads" / "xss").glob("*.txt")):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        # A file's payloads go through together, some fifty at a time: a page for each of eight thousand would take minutes.
        payloads += ["\n".join(lines[i : i + 50]) for i in range(0, len(lines), 50)]
    for payload in payloads:
        assert_inert(payload.replace("\0", "\ufffd") or "-")
