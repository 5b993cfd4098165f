"""Packed records: what was written once stays readable."""

from __future__ import annotations

import base64
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.records import talks

from onrecord.archive.packing import pack, unpack
from onrecord.errors import ArchiveError
from onrecord.model import Record

RECORD = talks()


def with_text(text: str) -> Record:
    return msgspec.structs.replace(RECORD, document=msgspec.structs.replace(RECORD.document, text=text))


@given(st.one_of(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.integers(0, 40_000).map(lambda n: "ж" * n)))
def test_a_record_comes_out_as_it_went_in(text: str) -> None:
    record = with_text(text)
    assert unpack(pack(record), text) == record


def test_its_own_text_makes_a_record_small() -> None:
    packed = pack(RECORD)
    assert len(packed) < len(RECORD.to_json()) / 4
    assert RECORD.document.text[:40].encode() not in packed


def test_damage_and_newer_forms_are_told() -> None:
    packed = pack(RECORD)
    text = RECORD.document.text
    for broken in (packed[:-20], packed[:1] + b"\xff" + packed[2:]):
        with pytest.raises(ArchiveError, match="damaged"):
            unpack(broken, text)
    with pytest.raises(ArchiveError, match="newer OnRecord"):
        unpack(b"\x7f" + packed[1:], text)


def test_a_record_that_was_packed_long_ago_is_still_readable() -> None:
    packed = base64.b64decode((Path(__file__).parents[1] / "data" / "packed_record.b64").read_text(encoding="ascii"))
    assert unpack(packed, RECORD.document.text).document.sha256 == RECORD.document.sha256
