"""Ids of findings: the same text read again gives the same ids.

An id is a letter for the kind, a hash of the document's hash, the kind and the spans, and, among findings that would
share one, a running number: ``s-3f2a91c04d``, ``s-3f2a91c04d-2``.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from onrecord.model import Document, Span

__all__ = ["Kind", "finding_ids"]

Kind = Literal["meeting", "statement", "figure", "event", "pledge"]
_LENGTH = 10


def finding_ids(document: Document, kind: Kind, findings: Iterable[Sequence[Span]]) -> tuple[str, ...]:
    """One id for each finding, given the spans that it was read from, in the order of ``findings``."""
    seen: Counter[str] = Counter()
    ids: list[str] = []
    for spans in findings:
        places = ",".join(f"{s.start}-{s.end}" for s in spans)
        digest = hashlib.sha256(f"{document.sha256}|{kind}|{places}".encode()).hexdigest()[:_LENGTH]
        seen[digest] += 1
        suffix = f"-{seen[digest]}" if seen[digest] > 1 else ""
        ids.append(f"{kind[0]}-{digest}{suffix}")
    return tuple(ids)
