"""Documents and archives: PDF, Word, ZIP, web archives, saved pages; and what is made to harm in each of these forms."""

from __future__ import annotations

import gzip
import io
import random
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.ingest import made, pages
from tests.ingest.conftest import Fails, Load, One

from onrecord.errors import EmptyInput, InputError, Malformed, NotText, ParserStopped, TooLarge
from onrecord.ingest import Failure
from onrecord.ingest.sandbox import Parser
from onrecord.ingest.wire import PageFacts, Refused
from onrecord.model import Document
from onrecord.tables import Knowledge

PARTS = (pages.TITLE, *pages.PARAGRAPHS)
LONG = (
    "The two presidents said, in a statement of some length that no printer could set on one line, that the long-term agreements "
    "on “water” — which both had put off for years — would be signed before the end of the coming winter, and they thanked all "
    "who had worked on them."
)
TEXT = "\n\n".join(PARTS)
PAGE = pages.unknown().encode()


def _outcomes(items: list[Document | Failure]) -> dict[str, str]:
    return {i.name if isinstance(i, Failure) else i.id: str(i.error) if isinstance(i, Failure) else "" for i in items}


# PDF


@pytest.mark.parametrize(
    ("indent", "gap"), [(0, 10), (20, 0), (20, 10)], ids=["space between", "indented", "indented and space between"]
)
@pytest.mark.parametrize("running", ["", "Office of the President of Sarelia, page"])
def test_a_pdf_gives_its_paragraphs_whole(one: One, indent: float, gap: float, running: str) -> None:
    parts = [*PARTS, *(f"{number} years ago it was otherwise. {LONG}" for number in range(20, 60)), "Thank you."]
    found = one(made.pdf(parts, indent, gap, running))
    assert found.text.split("\n\n") == parts
    assert found.origin is not None
    assert found.origin.media_type == "application/pdf"
    assert "pdfminer.six" in found.origin.extractor


def test_words_divided_at_line_ends_are_joined(one: One) -> None:
    divided = ["The govern-", "ment of Sarelia agreed on trade", "and on a long-", "term treaty, which is long-term."]
    content = "\n".join(f"BT /F1 11 Tf 1 0 0 1 72 {700 - 14 * n} Tm ({line}) Tj ET" for n, line in enumerate(divided))
    found = one(made._file([content.encode()], None, ""))
    assert found.text.replace("\n\n", " ").startswith("The government of Sarelia agreed on trade and on a long-term treaty")


def test_a_stated_title_counts_where_the_text_opens_with_it(one: One) -> None:
    assert one(made.pdf([*PARTS, LONG], title=pages.TITLE.upper())).title == pages.TITLE
    assert one(made.pdf([LONG, LONG], title="Microsoft Word - draft 7")).title is None
    assert one(made.docx([*PARTS, LONG], title=pages.TITLE)).notes == ()
    assert one(made.docx([LONG, LONG], title="Template")).title is None


def test_a_pdf_without_a_text_layer_says_so(fails: Fails) -> None:
    error = fails(made._file([b"q 595 0 0 842 0 0 cm Q"], None, ""))
    assert isinstance(error, EmptyInput)
    assert "no text layer" in str(error)
    assert "OCR" in str(error)


def test_a_locked_pdf_says_so(fails: Fails) -> None:
    zeros = "00" * 32
    locked = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{zeros}> /U <{zeros}> /P -4 >> /ID [<00> <00>] "
    error = fails(made.pdf(PARTS, extra=locked))
    assert isinstance(error, NotText)
    assert "password" in str(error)


def test_fonts_without_letters_are_told(fails: Fails) -> None:
    data = made.pdf(PARTS).replace(
        b"/Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding",
        b"/Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 "
        b"/BaseFont /Odd /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>]",
    )
    assert "which letters they show" in str(fails(data))


@pytest.mark.parametrize("cut", [20, 200, 400, 900, 1500, 2000])
def test_a_damaged_pdf_gives_text_or_a_reason(load_all_of: Load, cut: int) -> None:
    whole = made.pdf(PARTS)
    for data in (whole[:cut], whole[:cut] + b"\xff\x00<<[" * 20 + whole[cut + 100 :]):
        (item,) = load_all_of(data)
        assert isinstance(item, Document) or isinstance(item.error, InputError)


def test_a_pdf_that_unpacks_to_a_flood_is_stopped(knowledge: Knowledge) -> None:
    packed = zlib.compress(b"BT (" + b"a" * 400_000_000 + b") Tj ET", 9)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    head, _, rest = made._file([b"q Q"], None, "").partition(b"<< /Length 3 >>\nstream\nq Q\nendstream")
    parser = Parser(knowledge.folders, seconds=10, memory=600_000_000)
    try:
        found = parser.parse(head + stream + rest, None, "pdf")
    except ParserStopped:
        pass
    else:
        assert isinstance(found, Refused)
    assert isinstance(parser.parse(made.pdf(PARTS), None, "pdf"), PageFacts)
    parser.close()


# Word


def test_a_word_document_gives_its_paragraphs(tmp_path: Path, one: One) -> None:
    path = tmp_path / "talks.docx"
    path.write_bytes(made.docx(PARTS))
    found = one(path)
    assert (found.id, found.text) == ("talks", TEXT)
    assert found.origin is not None
    assert found.origin.media_type.endswith("wordprocessingml.document")


def test_a_word_document_is_read_with_its_changes_accepted(one: One) -> None:
    run = "<w:r>{}<w:t>{}</w:t></w:r>"
    body = (
        "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>"
        + run.format("", "They met in ")
        + "<w:del>" + run.format("", "Tashen").replace("w:t>", "w:delText>") + "</w:del>"
        + "<w:ins>" + run.format("", "Linmouth") + "</w:ins>"
        + run.format("<w:rPr><w:vanish/></w:rPr>", " secretly")
        + run.format('<w:rPr><w:vanish w:val="0"/></w:rPr>', ", as planned.")
        + "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r></w:p>"
        + "<w:tbl><w:tr><w:tc><w:p>" + run.format("", "Trade grew.") + "</w:p></w:tc></w:tr></w:tbl>"
        + "<w:p><w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r></w:p>"
        + "<w:p><mc:AlternateContent><mc:Choice>" + run.format("", "New") + "</mc:Choice><mc:Fallback>"
        + run.format("", "Old") + "</mc:Fallback></mc:AlternateContent></w:p><w:p/>"
    )  # fmt: skip
    assert one(made.docx((), body=body)).text == "They met in Linmouth, as planned.\n\nTrade grew.\n\nOne\ntwo\tthree\n\nNew"


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REMOTE = '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">'


@pytest.mark.parametrize("head", [LAUGHS, OUTSIDE, REMOTE], ids=["laughs", "file", "remote"])
def test_no_entity_is_resolved(fails: Fails, head: str) -> None:
    error = fails(made.docx((), body="<w:p><w:r><w:t>Talks &a; were held.</w:t></w:r></w:p>", head=head))
    assert isinstance(error, Malformed)
    assert "passwd" not in str(error)
    assert "root:" not in str(error)


def test_entities_of_the_shared_payloads_are_not_resolved(shared_data: Path, load_all_of: Load) -> None:
    folder = shared_data / "data" / "hostile" / "payloads" / "xxe"
    if not folder.is_dir():
        pytest.skip(f"not checked: no {folder}")
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        data = path.read_bytes()
        for form in (data, made.zipped({"word/document.xml": data})):
            for item in load_all_of(form):
                assert "root:x:0" not in (item.text if isinstance(item, Document) else str(item.error)), path


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"xl/workbook.xml": "<x/>"}, "a spreadsheet"),
        ({"ppt/presentation.xml": "<x/>"}, "a presentation"),
        ({"content.xml": "<x/>", "mimetype": "application/vnd.oasis.opendocument.text"}, "an OpenDocument file"),
        ({"word/document.xml": "<w:p"}, "the document is damaged"),
        ({"word/document.xml": ""}, "the document is damaged"),
        ({"a.png": "x"}, "no file in the archive ends with"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_documents_are_named(fails: Fails, members: dict[str, str], words: str) -> None:
    assert words in str(fails(made.zipped(members)))


# ZIP


def test_an_archive_gives_what_its_files_give(tmp_path: Path, load_all_of: Load) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(
        made.zipped(
            {
                "b/page.html": pages.kremlin(),
                "a.txt": TEXT,
                "b/a.txt": TEXT,
                "c.docx": made.docx(PARTS),
                "d.pdf": made.pdf(PARTS),
                "e.jsonl": '{"id": "row", "text": "Talks were held in Linmouth."}\n{"text": 7}',
                "f.txt.gz": gzip.compress(TEXT.encode()),
                "g.txt": b"\x89PNG\r\n\x1a\n",
                "picture.png": b"x",
                "__MACOSX/a.txt": TEXT,
                ".hidden.txt": TEXT,
            }
        )
    )
    found = _outcomes(load_all_of(path))
    assert [name for name, why in found.items() if not why] == ["a", "a-2", "page", "c", "d", "row", "f"]
    assert [name.rpartition(", ")[2] for name, why in found.items() if why] == ["line 2", "g.txt"]
    assert f"{path}, g.txt" in found


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "..\\out.txt", "C:\\out.txt", "c:out.txt"])
def test_no_member_leaves_its_folder(load_all_of: Load, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = load_all_of(made.zipped({name: TEXT, "in.txt": TEXT}))
    assert sorted(_outcomes(found).values())[0] == ""
    assert any("leads out of the archive" in why for why in _outcomes(found).values())
    assert list(tmp_path.iterdir()) == []


def test_links_and_locked_files_are_left_out(load_all_of: Load) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("in.txt", TEXT)
    found = _outcomes(load_all_of(held.getvalue()))
    assert "it is a link" in found["bytes, link.txt"]
    assert found["in"] == ""
    data = bytearray(made.zipped({"in.txt": TEXT}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "locked with a password" in _outcomes(load_all_of(bytes(data)))["bytes, in.txt"]


@pytest.mark.parametrize(
    "inner",
    [made.zipped({"a.txt": TEXT}), made.wacz(made.warc()), made.warc(("https://a.example/1", pages.unknown()))],
    ids=["zip", "wacz", "warc"],
)
def test_an_archive_in_an_archive_is_refused(load_all_of: Load, inner: bytes) -> None:
    found = _outcomes(load_all_of(made.zipped({"inner.zip": inner, "a.txt": TEXT})))
    assert "archive within an archive" in found["bytes, inner.zip"]
    assert found["a"] == ""


@pytest.mark.parametrize("members", [1, 5, 20])
def test_a_bomb_is_not_unpacked(fails: Fails, members: int) -> None:
    bomb = made.zipped({f"{n}.txt": b"0" * (60_000_000 // members) for n in range(members)})
    error = fails(bomb)
    assert isinstance(error, TooLarge)


def test_a_document_that_is_a_bomb_is_not_unpacked(fails: Fails) -> None:
    assert isinstance(fails(made.zipped({"word/document.xml": b"<w:p>" + b" " * 60_000_000})), TooLarge)


def test_files_that_overlap_are_counted_each(fails: Fails) -> None:
    """One stretch of packed bytes that hundreds of entries of the directory point at."""
    data = made.zipped({"0.txt": b"0" * 1_000_000})
    start = data.index(b"PK\x01\x02")
    entry, end = data[start : data.index(b"PK\x05\x06")], data[data.index(b"PK\x05\x06") :]
    entries = b"".join(entry.replace(b"0.txt", b"%d.txt" % (n % 10)) for n in range(200))
    tail = end[:8] + struct.pack("<HHLLH", 200, 200, len(entries), start, 0)
    found = fails(data[:start] + entries + tail)
    assert isinstance(found, TooLarge | Malformed)


def test_too_many_files_are_refused(fails: Fails) -> None:
    assert isinstance(fails(made.zipped({f"{n}.txt": "Talks." for n in range(2_001)}, zipfile.ZIP_STORED)), TooLarge)


@pytest.mark.parametrize("at", [10, 60, 200, -30, -10])
def test_a_damaged_archive_gives_its_files_or_a_reason(load_all_of: Load, at: int) -> None:
    data = bytearray(made.zipped({"a.txt": TEXT, "b.txt": TEXT}))
    data[at] ^= 0xFF
    items = load_all_of(bytes(data))
    assert items
    assert all(isinstance(item, Document) or isinstance(item.error, InputError) for item in items)


# Web archives


def test_a_web_archive_gives_its_pages(tmp_path: Path, load_all_of: Load) -> None:
    path = tmp_path / "talks.warc.gz"
    path.write_bytes(
        gzip.compress(
            made.warc(("https://a.example/talks/1.html", pages.unknown()), ("https://www.president.gov.by/en/x", pages.unknown()))
        )
    )
    first, second = load_all_of(path, id="hint", url="https://hint.example/")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.id, first.url, first.title) == ("1", "https://a.example/talks/1.html", pages.TITLE)
    assert (second.id, second.url) == ("x", "https://www.president.gov.by/en/x")
    assert second.country == "BY"


def _framed(writer: str, data: bytes) -> bytes:
    stream_io = pytest.importorskip("fastwarc.stream_io", reason="not checked: fastwarc is not installed")
    out = io.BytesIO()
    stream = getattr(stream_io, writer)(out)
    stream.write(data)
    stream.close()
    return out.getvalue()


_PACKED: list[tuple[str, Callable[[bytes], bytes]]] = [
    (".warc", bytes),
    (".warc.gz", lambda data: gzip.compress(data, mtime=0)),
    (".warc.zst", lambda data: _framed("ZstdWriter", data)),
    (".warc.lz4", lambda data: _framed("Lz4Writer", data)),
]


@pytest.mark.parametrize(("ending", "pack"), _PACKED, ids=[ending for ending, _ in _PACKED])
def test_whole_records_of_a_web_archive_are_read_and_damaged_ones_told(
    tmp_path: Path, load_all_of: Load, ending: str, pack: Callable[[bytes], bytes]
) -> None:
    first, last = (made.warc_record(f"https://a.example/{n}", pages.unknown().encode()) for n in (1, 3))
    bad = made.warc_record("https://a.example/2", pages.unknown().encode(), digest="A" * 32)
    noise = made.warc_record("https://a.example/4", random.Random(3).randbytes(400_000), "image/png")
    path = tmp_path / f"news{ending}"
    path.write_bytes(pack(first) + pack(bad) + pack(last))
    one, two, three = load_all_of(path)
    assert isinstance(one, Document)
    assert isinstance(three, Document)
    assert (one.url, three.url) == ("https://a.example/1", "https://a.example/3")
    assert isinstance(two, Failure)
    assert two.name == f"{path}, https://a.example/2"
    assert "its digest is not the one" in str(two.error)
    path.write_bytes((pack(first) + pack(last) + pack(noise))[:-60])
    *read, told = load_all_of(path)
    assert len(read) == 2
    assert all(isinstance(item, Document) for item in read)
    assert isinstance(told, Failure)
    assert "https://a.example/4" in told.name or "record" in told.name
    assert "get the web archive anew" in str(told.error)


@pytest.mark.parametrize("writer", ["ZstdWriter", "Lz4Writer"])
def test_packed_lines_are_read(tmp_path: Path, load_all_of: Load, writer: str) -> None:
    path = tmp_path / ("reports.jsonl.zst" if writer == "ZstdWriter" else "reports.jsonl.lz4")
    lines = b"".join(b'{"id": "r%d", "text": "The presidents met. %d"}\n' % (n, n) for n in range(5))
    path.write_bytes(_framed(writer, lines))
    assert [item.id for item in load_all_of(path) if isinstance(item, Document)] == [f"r{n}" for n in range(5)]
    path.write_bytes(_framed(writer, lines)[:-12])
    *_, last = load_all_of(path)
    assert isinstance(last, Failure)
    assert "damaged or cut short" in str(last.error)


def test_a_web_archive_that_unpacks_to_a_flood_is_told_and_the_rest_is_read(load_all_of: Load) -> None:
    flood = gzip.compress(made.warc_record("https://a.example/1", b"0" * 30_000_000), mtime=0)
    good = gzip.compress(made.warc_record("https://a.example/2", pages.unknown().encode()), mtime=0)
    told, read = load_all_of(flood + good)
    assert isinstance(told, Failure)
    assert "grows over 100 times" in str(told.error)
    assert isinstance(read, Document)


def test_one_record_alone_is_read(one: One) -> None:
    assert one(made.warc_record("https://a.example/1", pages.unknown().encode())).title == pages.TITLE


def test_the_encoding_that_a_server_named_counts(one: One) -> None:
    text = "Переговоры прошли сегодня в Линмуте. " * 10
    assert one(made.warc_record("https://a.example/1", text.encode("koi8-r"), "text/plain; charset=koi8-r")).text == text


@pytest.mark.parametrize(
    "record",
    [
        made.warc_record("https://a.example/1", b"x", "image/png"),
        made.warc_record("https://a.example/1", pages.unknown().encode(), status="404 Not Found"),
        made.warc_record("https://a.example/1", pages.unknown().encode(), kind="request"),
        made.warc_record("https://a.example/1", b"{}", "application/json"),
    ],
    ids=["image", "error page", "request", "data"],
)
def test_what_is_no_page_is_passed_over(fails: Fails, record: bytes) -> None:
    assert "no web page stands in the web archive" in str(fails(record))


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (made.warc_record("https://a.example/1", pages.unknown().encode(), digest="A" * 32), "digest is not the one"),
        (
            made.warc_record("https://a.example/1", pages.unknown().encode(), digest=None, length=9_000),
            "shorter than the archive says",
        ),
        (made.warc_record("https://a.example/1", b"<html>", more="WARC-Truncated: length\r\n"), "cut short"),
        (made.warc_record("https://a.example/1", b"\x1b", http="Content-Encoding: br\r\n"), "packed as 'br'"),
    ],
    ids=["digest", "length", "truncated", "packing"],
)
def test_what_is_not_what_was_archived_is_refused(load_all_of: Load, record: bytes, words: str) -> None:
    good = made.warc_record("https://a.example/2", pages.unknown().encode())
    items = load_all_of(good + record)
    assert any(words in why for why in _outcomes(items).values()), _outcomes(items)
    assert isinstance(items[0], Document)


def test_a_web_archive_in_a_zip_gives_the_pages_that_it_lists(load_all_of: Load) -> None:
    archive = made.warc(("https://a.example/1", pages.unknown()), ("https://a.example/frame", pages.unknown()))
    assert list(_outcomes(load_all_of(made.wacz(archive)))) == ["1", "frame"]
    assert list(_outcomes(load_all_of(made.wacz(archive, ["https://a.example/1"])))) == ["1"]


def test_a_body_that_unpacks_to_a_flood_is_refused(load_all_of: Load) -> None:
    body = gzip.compress(b"0" * 60_000_000)
    (failure,) = load_all_of(made.warc_record("https://a.example/1", body, http="Content-Encoding: gzip\r\n"))
    assert isinstance(failure, Failure)
    assert isinstance(failure.error, TooLarge)


def test_every_shared_web_archive_has_its_outcome(shared_data: Path, load_all_of: Load) -> None:
    hostile = shared_data / "data" / "hostile"
    every = (p for folder in ("warc", "warcio") for p in sorted((hostile / folder).glob("*")))
    paths = [p for p in every if ".warc" in p.name or ".arc" in p.name]
    if not paths:
        pytest.skip(f"not checked: no web archives in {hostile}")
    for path in paths:
        items = load_all_of(path)
        assert items, path
        for item in items:
            assert isinstance(item, Document) or ("\n" not in str(item.error) and ": " in str(item.error)), path
    assert [i.url for i in load_all_of(hostile / "warcio" / "example.warc.gz") if isinstance(i, Document)]


# Saved pages


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_page_saved_as_mail_is_read(one: One, charset: str) -> None:
    found = one(made.mhtml(pages.unknown().replace('<meta charset="utf-8">', ""), charset=charset))
    assert (found.title, found.url) == (pages.TITLE, "https://president.sarelia.example/1")
    assert found.published == pages.DAY
    assert found.text.startswith(pages.LEAD)


def test_a_mail_without_a_page_is_named(fails: Fails) -> None:
    assert "no web page stands in it" in str(fails(made.mhtml("Talks were held.", kind="text/plain")))


@pytest.mark.parametrize(
    ("comment", "url"),
    [
        ("<!-- saved from url=(0036)https://president.sarelia.example/a -->", "https://president.sarelia.example/a"),
        ("<!--\n Page saved with SingleFile \n url: https://president.sarelia.example/b \n saved date: Wed Jun 12 2024\n-->",
         "https://president.sarelia.example/b"),
        ("<!-- Mirrored from president.sarelia.example/c by HTTrack -->", "http://president.sarelia.example/c"),
    ],
    ids=["browser", "SingleFile", "HTTrack"],
)  # fmt: skip
def test_a_saved_page_keeps_its_address(one: One, comment: str, url: str) -> None:
    found = one(pages.unknown().replace("<html", f"{comment}<html", 1).encode())
    assert (found.url, found.published) == (url, pages.DAY)


# All of them


def test_reading_twice_gives_the_same(load_all_of: Load) -> None:
    data = made.zipped({"a.pdf": made.pdf(PARTS), "b.docx": made.docx(PARTS), "c.mht": made.mhtml(pages.unknown())})
    assert load_all_of(data) == load_all_of(data)
