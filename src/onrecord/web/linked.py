"""Pages as schema.org JSON-LD, for search engines and reference managers."""

from __future__ import annotations

from typing import Any

from onrecord.export.naming import web_address
from onrecord.model import Record

__all__ = ["report_linked"]

_LONGEST = 500


def report_linked(record: Record, base: str) -> dict[str, Any]:
    """A report as a ``Report`` with its publisher and whom it mentions; ``base`` is the site's address."""
    document = record.document
    people = {p.id: p for m in record.meetings for p in m.participants if p.id and p.name}
    described = {
        "@context": "https://schema.org",
        "@type": "Report",
        "identifier": document.sha256,
        "headline": (document.title or document.id)[:_LONGEST],
        "inLanguage": document.language,
        "datePublished": document.published,
        "url": f"{base}/reports/{document.id}",
        "isBasedOn": web_address(document.url),
        "publisher": {"@type": "Organization", "name": document.publisher} if document.publisher else None,
        "mentions": [{"@type": "Person", "name": p.name, "jobTitle": p.role} for _, p in sorted(people.items())],
    }
    return {key: value for key, value in described.items() if value}
