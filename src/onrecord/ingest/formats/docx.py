"""Word documents (Office Open XML, ECMA-376): the paragraphs of the main part, as Word shows them with all changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from onrecord.ingest.formats.paragraphs import facts_of
from onrecord.ingest.wire import PageFacts, Refused

__all__ = ["read"]

_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_LEFT_OUT = frozenset(("del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "sectPr"))
_EMPTY = "there is no text in the document"
_OFF = ("0", "false", "off")


def read(document: bytes, properties: bytes | None) -> PageFacts | Refused:
    """The report in a document's main part; ``properties`` is the part that states its title."""
    root = _tree(document)
    if isinstance(root, Refused):
        return root
    paragraphs = [text for text in map(_text, _paragraphs(root)) if text]
    return facts_of(paragraphs, "docx", _title(properties), _EMPTY)


def _tree(data: bytes) -> Any:
    """A part's tree. A part with a document type is refused: Word writes none, and entities are declared there."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "memory" in str(error).lower():
            raise MemoryError from error
        return Refused("malformed", f"the document is damaged ({' '.join(str(error).split())[:120]})")
    if root.getroottree().docinfo.doctype:
        return Refused("malformed", "the document declares a document type, which no word processor writes")
    return root


def _title(properties: bytes | None) -> str | None:
    root = _tree(properties) if properties else None
    if root is None or isinstance(root, Refused):
        return None
    return next((e.text for e in root.iter() if _name(e) == "title" and e.text), None)


def _paragraphs(root: Any) -> Iterator[Any]:
    """All paragraphs in order, but those of what was deleted and of what stands in for a newer form."""
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        name = _name(element)
        if name in _LEFT_OUT:
            walk.skip_subtree()
        elif name == "p":
            yield element


def _text(paragraph: Any) -> str:
    """The text of a paragraph without that of paragraphs within it (text boxes), which come by themselves."""
    pieces: list[str] = []
    walk = etree.iterwalk(paragraph, events=("start",))
    for _, element in walk:
        name = _name(element)
        if element is not paragraph and (name in _LEFT_OUT or name == "p" or (name == "r" and _hidden(element))):
            walk.skip_subtree()
        elif name == "t":
            pieces.append(element.text or "")
        else:
            pieces.append(_SIGNS.get(name, ""))
    return "".join(pieces).strip()


def _hidden(run: Any) -> bool:
    """Whether a run is marked as hidden."""
    properties = next((child for child in run if _name(child) == "rPr"), ())
    return any(_name(e) == "vanish" and not any(value in _OFF for value in e.attrib.values()) for e in properties)


def _name(element: Any) -> str:
    """The name without its namespace, of which there are two, transitional and strict."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
