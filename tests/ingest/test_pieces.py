"""The small parts of ingest: encodings, days, titles, languages, ids, selectors, publishers' recipes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import KnowledgeError, NotText
from onrecord.ingest import load_all
from onrecord.ingest.dates import iso_day, written_day
from onrecord.ingest.encoding import declared, decode
from onrecord.ingest.language import detect, primary
from onrecord.ingest.names import safe
from onrecord.ingest.page import Extractor
from onrecord.ingest.page.selectors import Selector
from onrecord.ingest.policy import as_written, blank
from onrecord.ingest.sniff import form_of
from onrecord.ingest.titles import first_line_title
from onrecord.model import Document
from onrecord.tables import Knowledge, load

RUSSIAN = "Президенты обсудили торговлю и договорились встретиться осенью. Стороны отметили рост товарооборота. " * 3
GREEK = "Οι δύο πρόεδροι συζήτησαν το εμπόριο και συμφώνησαν να συναντηθούν ξανά το φθινόπωρο. " * 3
JAPANESE = "両大統領は貿易について話し合い、秋に再び会うことで合意した。" * 5
REST = "The two presidents discussed trade and agreed to meet again in the autumn, when the harvest is in."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp866"),
        (GREEK, "cp1253"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        ("“We agreed” – she said. It’s done. " * 5, "cp1252"),
        ("We met in the café of the palace. " * 5, "cp1252"),
        ("Talks were held.", "utf-16-le"),
        ("Talks were held.", "utf-16-be"),
    ],
)
def test_an_encoding_that_nothing_declares_is_guessed_and_said_to_be(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert found.text == text
    assert found.guessed


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_is_no_text(encoding: str) -> None:
    found = decode(RUSSIAN.encode(encoding))
    assert found.text == RUSSIAN
    assert not found.guessed


@pytest.mark.parametrize(
    ("head", "label"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b"<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>", "koi8-r"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?>', "iso-8859-2"),
        (b"<p>charset=none</p>", None),
    ],
)
def test_a_page_declares_its_encoding(head: bytes, label: str | None) -> None:
    assert declared(b"<html>" + head) == label


def test_a_declared_encoding_is_taken_as_browsers_take_it() -> None:
    assert decode("“ж”".encode("cp1251"), "windows-1251").text == "“ж”"
    assert decode("“é”".encode("cp1252"), "ISO-8859-1").text == "“é”"
    assert decode("café “one” “two”".encode(), "windows-1252").text == "café “one” “two”", "UTF-8 whatever it declares"


@pytest.mark.parametrize("label", ["zlib_codec", "rot13", "idna", "punycode", "unicode_escape", "utf-7", "no such", "\x00"])
def test_labels_that_no_page_is_written_in_are_not_followed(label: str) -> None:
    assert decode(b"Talks +AD4- \\u0041", label).text == "Talks +AD4- \\u0041"


def test_what_no_encoding_fits_is_refused() -> None:
    with pytest.raises(NotText, match="save it as UTF-8"):
        decode(bytes(range(128, 256)) * 40)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-06-11", "2024-06-11"),
        ("2024-06-11T23:30:00-05:00", "2024-06-11"),
        ("2024-6-1 10:00", "2024-06-01"),
        ("20240611", "2024-06-11"),
        ("2024-06", "2024-06"),
        ("2024", "2024"),
        ("2024-13-01", None),
        ("2024-02-30", None),
        ("0024-01-01", None),
        ("11 June", None),
        ("", None),
        (None, None),
    ],
)
def test_iso_days(text: str | None, day: str | None) -> None:
    assert iso_day(text) == day


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("June 11, 2024", None, "2024-06-11"),
        ("Tuesday, 11 June 2024, 17:30", None, "2024-06-11"),
        ("11th of June, 2024", None, "2024-06-11"),
        ("Sept. 1, 2024", None, "2024-09-01"),
        ("1 Sep 2024", None, "2024-09-01"),
        ("11-Jun-2024", None, "2024-06-11"),
        ("11.06.2024 - 15:00", "dmy", "2024-06-11"),
        ("06/11/2024", "mdy", "2024-06-11"),
        ("06/11/2024", None, None),
        ("2024/06/11", None, "2024-06-11"),
        ("31 June 2024", None, None),
        ("Marching 2024", None, None),
        ("2024", None, None),
    ],
)
def test_written_days(text: str, order: str | None, day: str | None) -> None:
    assert written_day(text, order) == day


@pytest.mark.parametrize(
    "line",
    [
        "Talks in Linmouth",
        "Radomir Tesk visits Sarelia",
        "“A tragedy took place”, says the president",
        "# Talks in Linmouth",
        "WHY WE MET?",
    ],
)
def test_a_first_line_set_apart_is_a_title(line: str, knowledge: Knowledge) -> None:
    for end in ("\n\n", "\r\n\r\n", "\n \n"):
        assert first_line_title(f"{line}{end}{REST}", knowledge) == line.removeprefix("# ")


@pytest.mark.parametrize(
    "text",
    [
        f"The presidents met.\n\n{REST}",  # a sentence
        f"Talks in Linmouth\n{REST}",  # not set apart
        f"Helena Marsk:\n\n{REST}",  # a label
        f"Dear colleagues,\n\n{REST}",
        f"June 11, 2024\n\n{REST}",
        f"Tuesday, 11 June 2024\n\n{REST}",
        f"See also\n\n{REST}",  # furniture of a publisher's pages
        f"Last updated at June 11\n\n{REST}",
        f"Share\n\n{REST}",
        f"Source: Office of the President of Sarelia\n\n{REST}",
        f"• 9\n\n{REST}",
        f"{'word ' * 60}\n\n{REST}",
        "Talks in Linmouth\n\nYes.",  # nothing follows that it could be the title of
        "Talks in Linmouth",
        f"<…>\n\n{REST}",
        "",
    ],
)
def test_other_first_lines_are_none(text: str, knowledge: Knowledge) -> None:
    assert first_line_title(text, knowledge) is None


LANGUAGES = {
    "en": (
        "The two presidents discussed trade between the countries, and it was "
        "agreed that they would meet again in the autumn of this year."
    ),
    "de": (
        "Die beiden Präsidenten sprachen über den Handel zwischen den Ländern und "
        "vereinbarten, sich im Herbst wieder zu treffen, wie es hieß."
    ),
    "fr": (
        "Les deux présidents ont évoqué le commerce entre les deux pays et ils se sont "
        "mis d'accord pour se retrouver à l'automne dans la capitale."
    ),
    "es": (
        "Los dos presidentes hablaron del comercio entre los países y acordaron que se "
        "reunirán de nuevo en el otoño para seguir con la conversación."
    ),
    "it": (
        "I due presidenti hanno parlato del commercio tra i due Paesi e hanno deciso di "
        "incontrarsi di nuovo in autunno nella capitale, come previsto."
    ),
    "pl": (
        "Prezydenci rozmawiali o handlu między krajami i uzgodnili, że spotkają się "
        "ponownie jesienią. Jest to ważne dla obu stron i nie tylko dla nich."
    ),
    "tr": (
        "İki cumhurbaşkanı bugün ticaret konusunu ele aldı ve sonbaharda yeniden bir araya "
        "gelmek için anlaştı. Bu görüşme iki ülke için çok önemli olarak görüldü."
    ),
    "fi": (
        "Presidentit keskustelivat kaupasta, ja he sopivat, että tapaavat syksyllä. Se on "
        "tärkeää myös tulevaisuudessa, ja tämä oli hyvä alku, joka jatkuu."
    ),
    "ru": "Президенты обсудили торговлю между странами и договорились, что встретятся осенью.",
    "uk": "Президенти обговорили торгівлю між країнами та домовилися, що зустрінуться восени.",
    "be": "Прэзідэнты абмеркавалі гандаль паміж краінамі і дамовіліся, што сустрэнуцца ўвосень.",
    "bg": "Президентите обсъдиха търговията между страните и се договориха да се срещнат през есента.",
    "el": GREEK,
    "ja": JAPANESE,
    "zh": "两国总统讨论了贸易问题，并同意在秋天再次会晤，双方还谈到了水资源联合委员会的工作。",
    "ko": "두 대통령은 무역에 대해 논의하고 가을에 다시 만나기로 합의했습니다.",
    "hi": "दोनों राष्ट्रपतियों ने व्यापार पर चर्चा की और शरद ऋतु में फिर से मिलने पर सहमति जताई।",
    "ar": "ناقش الرئيسان التجارة بين البلدين واتفقا على أن يلتقيا مرة أخرى في الخريف.",
    "he": "שני הנשיאים דנו בסחר בין המדינות והסכימו להיפגש שוב בסתיו.",
    "ka": "ორმა პრეზიდენტმა განიხილა ვაჭრობა და შეთანხმდა შემოდგომაზე შეხვედრაზე.",
}


@pytest.mark.parametrize(("code", "text"), LANGUAGES.items())
def test_languages_are_told(code: str, text: str, knowledge: Knowledge) -> None:
    assert detect(text, knowledge) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Talks",
        "Helena Marsk, Radomir Tesk",
        "17% 2021 – 9",
        "Helena Marsk Radomir Tesk Amara Quill " * 10,
        "af03 e11b 99c2 " * 40,
    ],
)
def test_what_is_too_short_or_no_prose_has_no_language(text: str, knowledge: Knowledge) -> None:
    assert detect(text, knowledge) is None


def test_the_language_of_a_tag() -> None:
    assert [primary(tag) for tag in ("en-GB", "EN", "zh_Hans_CN", "und", "english language", "", None)] == [
        "en",
        "en",
        "zh",
        None,
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("talks-1", "talks-1"),
        ("a/b\\c:d", "a-b-c-d"),
        ("../..", ""),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("Встреча 1", "Встреча-1"),
        ("\x00\n", ""),
        (".hidden", "hidden"),
        ("e\u0301", "é"),
        ("a\ud800b", "ab"),
    ],
)
def test_names_are_made_safe(name: str, made: str) -> None:
    assert safe(name) == made


def test_the_text_policy() -> None:
    assert as_written("a\x00b\ud800c\udfffd\U0001f91d\r\n") == ("a\ufffdb\ufffdc\ufffdd\U0001f91d\r\n", 3)
    assert blank(" \t\u00a0\u200b\ufffd\n")
    assert not blank(" .")


@pytest.mark.parametrize(
    ("head", "suffix", "form"),
    [
        (b"Talks were held", "", "text"),
        (b"[Provisional translation]\n\nTalks", "", "text"),
        (b"{Talks}", ".txt", "text"),
        (b"<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'><html>", "", "html"),
        (b"\n <!-- saved -->\n<html>", ".txt", "html"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html><html xmlns='x'>", "", "html"),
        ("<html>".encode("utf-16"), "", "html"),
        (b"<p>Talks</p>", "", "html"),
        (b"<p>Talks</p>", ".txt", "text"),
        (b"Talks <b>were</b> held", ".html", "html"),
        (b"Talks", ".html", "text"),
        (b'{"text": "a"}\n{"text": "b"}', "", "jsonl"),
        (b'{\n "text": "a"\n}', "", "json"),
        (b'{"text": "a",\n "id": 1}', "", "json"),
        (b'[{"text": "a"}]', "", "json"),
        (b"[]", "", "json"),
        (b'{"text": "' + b"a" * 70_000, "", "jsonl"),
        (b"nonsense", ".jsonl", "jsonl"),
        (b"nonsense", ".json", "json"),
    ],
)
def test_formats_are_told_by_looking(head: bytes, suffix: str, form: str) -> None:
    assert form_of(head, suffix) == form


PAGE = """<html><body><div id="main" class="a story b"><p class="lead">One</p><section><p>Two</p></section></div>
<p data-kind="note-1" title="T">Three</p></body></html>"""


@pytest.mark.parametrize(
    ("selector", "texts"),
    [
        ("p", ["One", "Two", "Three"]),
        (".story p", ["One", "Two"]),
        ("div.story > p", ["One"]),
        ("#main p.lead", ["One"]),
        ("[data-kind]", ["Three"]),
        ('p[data-kind="note-1"]', ["Three"]),
        ("p[data-kind^=note]", ["Three"]),
        ("p[data-kind$='-1']", ["Three"]),
        ("*[data-kind*=te-]", ["Three"]),
        (".stor", []),
        ("body section p", ["Two"]),
    ],
)
def test_selectors(selector: str, texts: list[str]) -> None:
    from lxml import html

    assert [e.text_content() for e in Selector(selector).elements(html.document_fromstring(PAGE))] == texts


def test_a_selector_may_name_an_attribute() -> None:
    assert Selector("p[data-kind]@title").attribute == "title"


@pytest.mark.parametrize("selector", ["", ">", "p >", "p:first-child", "a..b", "p,div", "@href"])
def test_what_is_no_selector_is_refused(selector: str) -> None:
    with pytest.raises(KnowledgeError, match="selector"):
        Selector(selector)


@pytest.mark.parametrize(
    "table",
    [
        '[page]\nbodies = ["p"]',
        '[page]\nbody = "p"',
        '[page]\nbody = ["p:hover"]',
        '[page]\ndate_order = "ymd"',
        "page = 7",
        "domains = 7",
        "country = 7",
        '[furniture]\nlines = ["*"]',
    ],
)
def test_a_recipe_that_does_not_hold_together_is_refused(table: str, tmp_path: Path) -> None:
    folder = tmp_path / "publishers"
    folder.mkdir()
    (folder / "wrong.toml").write_text(f'name = "Wrong"\n{table}\n' if not table.startswith("name") else table, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"wrong\.toml|selector"):
        Extractor(load(tmp_path))


def test_the_bundled_recipes_hold_together(knowledge: Knowledge) -> None:
    tables: list[tuple[str, Mapping[str, Any]]] = list(knowledge.each("publishers"))
    assert len(tables) >= 12
    for key, table in tables:
        assert table["name"], key
        assert set(table) <= {"name", "aliases", "country", "domains", "markers", "page", "furniture", "follow"}, key
    Extractor(knowledge)


def test_a_title_with_escapes_of_a_script_is_read() -> None:
    line = json.dumps({"text": "They met.", "title": r"Call of Ilse\_Brandt\u2019s Office with M\xFCka Or\u0131y"})
    (found,) = load_all([line.encode()])
    assert isinstance(found, Document)
    assert found.title == "Call of Ilse Brandt’s Office with Müka Orıy"
