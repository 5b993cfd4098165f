"""Bytes as characters: a byte order mark, then what the file declares, then UTF-8, then a guess that says that it is one.

A declaration that valid UTF-8 belies does not count.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from onrecord.errors import NotText

__all__ = ["Decoded", "declared", "decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta\b[^<>]{0,200}?\bcharset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:\-]{2,40})|<\?xml\b[^<>?]{0,100}?\bencoding\s{0,9}=\s{0,9}["']([\w.:\-]{2,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 8_192
_SAMPLE = 131_072
_CHAOS = 0.15
_MOSTLY_ASCII = 0.02
_FEWEST_BEYOND_ASCII = 3
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_TYPOGRAPHIC = frozenset(bytes([b]) for b in b"\x82\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x9b\xa0\xa3\xa7\xab\xb0\xb7\xbb")
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_FIRST_BYTES = bytes(range(0xC0, 0x100))
"""With which a character beyond ASCII begins in UTF-8."""
_CONTROLS_OF_BINARY = 0.1

# What browsers take a label to mean (WHATWG Encoding), where Python takes it to mean less.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "johab": "cp949",
    "utf-16": "utf-16-le",
    "big5": "big5hkscs",
}
_GUESSED = (
    "cp1252",
    "cp1251",
    "koi8_r",
    "koi8_u",
    "cp866",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "iso8859_2",
    "iso8859_5",
    "cp932",
    "euc_jp",
    "gb18030",
    "big5",
    "cp949",
)
_TEXTUAL = frozenset(_GUESSED) | frozenset(_MEANT.values()) | {"utf-8", "utf-16-le", "utf-16-be", "mac_roman", "mac_cyrillic"}
_ISO_PAGES = frozenset(f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16))
_MORE = frozenset(("koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "cp850", "cp852", "cp855", "cp1258", "euc_jp"))
_ADVICE = "save it as UTF-8 text and read that"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of an input, the encoding that they were read with, and whether it was guessed."""

    text: str
    encoding: str
    guessed: bool = False


def decode(data: bytes, label: str | None = None) -> Decoded:
    """The characters of ``data``; ``label`` is the encoding that it declares. Raises ``NotText`` where no encoding fits."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data[len(mark) :], encoding), encoding)
    wide = _unmarked_utf16(data)
    if wide:
        return wide
    sample = data[:_SAMPLE]
    if _how_many(sample, _CONTROLS) > _CONTROLS_OF_BINARY * len(sample):
        raise NotText(f"this looks like binary data, not text: {_ADVICE}")
    named = _known(label)
    for tried in (named, "utf-8") if named and not _surely_utf8(data) else ("utf-8",):
        try:
            return Decoded(data.decode(tried), tried)
        except UnicodeDecodeError:
            continue
    return _guess(data)


def declared(data: bytes) -> str | None:
    """The encoding that a web page's own head declares."""
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    return (found[1] or found[2]).decode("ascii") if found else None


def _strict(data: bytes, encoding: str) -> str:
    try:
        # Lone surrogates are let through: the text policy counts and replaces them.
        return data.decode(encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        raise NotText(f"this begins as {encoding.upper()} but is none from byte {error.start} on: {_ADVICE}") from error


def _known(label: str | None) -> str | None:
    """The Python name of a text encoding, null for none that pages are written in (``zlib``, ``idna``)."""
    try:
        name = codecs.lookup(label or "").name
    except (LookupError, ValueError):
        return None
    meant = _MEANT.get(name, name)
    return meant if meant in _TEXTUAL | _ISO_PAGES | _MORE or meant.startswith("cp125") else None


def _surely_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 whatever they declare: what saves pages often leaves the old declaration in them."""
    if _how_many(data, _FIRST_BYTES) < _FEWEST_BEYOND_ASCII:
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _how_many(data: bytes, which: bytes) -> int:
    return len(data) - len(data.translate(None, which))


def _unmarked_utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: Latin text in it has a zero in every other byte."""
    head = data[:4096]
    if len(head) < 4 or len(data) % 2:
        return None
    for encoding, high, low in (("utf-16-le", head[1::2], head[0::2]), ("utf-16-be", head[0::2], head[1::2])):
        if high.count(0) > 0.4 * len(high) and low.count(0) < 0.02 * len(low) + 1:
            try:
                return Decoded(data.decode(encoding), encoding, guessed=True)
            except UnicodeDecodeError:
                continue
    return None


def _guess(data: bytes) -> Decoded:
    for encoding in _candidates(data):
        try:
            return Decoded(data.decode(encoding), encoding, guessed=True)
        except UnicodeDecodeError:
            continue
    raise NotText(f"its character encoding cannot be told: {_ADVICE}")


def _candidates(data: bytes) -> list[str]:
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    beyond = _BEYOND_ASCII.findall(sample)
    if len(beyond) < _MOSTLY_ASCII * len(sample) or set(beyond) <= _TYPOGRAPHIC:
        # A few accents, or typographic quotes and dashes: the code pages agree on them, and the western one is the likeliest.
        return ["cp1252"]
    best = from_bytes(sample, threshold=_CHAOS, cp_isolation=list(_GUESSED), preemptive_behaviour=False).best()
    return [best.encoding] if best else []
