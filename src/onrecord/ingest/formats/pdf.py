"""PDF files: the text layer (pdfminer.six), its lines put together to paragraphs. A scan has none, and is not guessed at."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from onrecord.ingest.formats.lines import Line, joined_paragraphs
from onrecord.ingest.formats.paragraphs import facts_of
from onrecord.ingest.limits import PDF_PAGES
from onrecord.ingest.wire import PageFacts, Refused

__all__ = ["read"]

_NO_LETTERS_KNOWN = re.compile(r"\(cid:\d{1,6}\)")
_UNKNOWN_SHARE = 0.1
_NO_TEXT = "there is no text layer in this PDF, only pictures of pages: have it recognised (OCR) first"
_NO_LETTERS = "the fonts of this PDF do not say which letters they show"
_LOCKED = "this PDF is locked with a password"


def read(data: bytes) -> PageFacts | Refused:
    """The report in a PDF."""
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfparser import PDFParser

    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        lines = list(_lines(document))
    except (PDFPasswordIncorrect, PDFEncryptionError):
        return Refused("locked", _LOCKED)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        # Whatever a damaged file makes pdfminer raise: it has no one kind for it.
        what = " ".join(str(error).split())[:120] or type(error).__name__
        return Refused("malformed", f"the PDF is damaged ({what})")
    if len(lines) > 0 and lines[-1].page >= PDF_PAGES:
        return Refused("large", f"the PDF has over {PDF_PAGES} pages")
    shown = sum(len(line.text) for line in lines)
    unknown = sum(len(found) for line in lines for found in _NO_LETTERS_KNOWN.findall(line.text))
    if unknown > _UNKNOWN_SHARE * shown:
        return Refused("empty", _NO_LETTERS)
    return facts_of(joined_paragraphs(lines), f"pdfminer.six {_version()}", _title(document), _NO_TEXT)


def _lines(document: Any) -> Iterator[Line]:
    """The lines of text, page by page, in the order in which they are read."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams, LTTextBox, LTTextLine
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    resources = PDFResourceManager(caching=True)
    device = PDFPageAggregator(resources, laparams=LAParams())
    interpreter = PDFPageInterpreter(resources, device)
    for number, page in enumerate(PDFPage.create_pages(document)):
        interpreter.process_page(page)
        for index, box in enumerate(item for item in device.get_result() if isinstance(item, LTTextBox)):
            for line in box:
                text = " ".join(line.get_text().split(" ")).strip() if isinstance(line, LTTextLine) else ""
                if text:
                    yield Line(text, line.x0, line.x1, line.y0, line.y1, number, index)
        if number >= PDF_PAGES:
            return


def _title(document: Any) -> str | None:
    from pdfminer.utils import decode_text

    for info in document.info:
        value = info.get("Title") if isinstance(info, dict) else None
        if isinstance(value, bytes) and value:
            return str(decode_text(value))
    return None


def _version() -> str:
    from importlib.metadata import version

    return version("pdfminer.six")
