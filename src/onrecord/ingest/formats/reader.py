"""Bytes of a known format in; the facts of a report, the members of an archive, or the reason for neither out."""

from __future__ import annotations

from onrecord.ingest import listing
from onrecord.ingest.formats import mail, pdf, zipped
from onrecord.ingest.page import Extractor, sketch
from onrecord.ingest.wire import Job, Links, Members, PageFacts, Refused, Sketch
from onrecord.tables import Knowledge

__all__ = ["Reader"]


class Reader:
    """Reads all formats. Made once for a knowledge, it compiles the recipes of web pages."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._extractor = Extractor(knowledge)
        self._knowledge = knowledge

    def read(self, job: Job, data: bytes) -> PageFacts | Members | Refused | Sketch | Links:
        """What is in ``data``, which is of the form that the job names."""
        if job.form == "pdf":
            return pdf.read(data)
        if job.form == "zip":
            return zipped.read(data, job.inside)
        if job.form == "mhtml":
            return mail.read(data, job.url, self._extractor)
        if job.form == "sketch":
            return sketch(data.decode("utf-8"), job.url, self._knowledge)
        if job.form in listing.FORMS:
            return listing.read(job.form, data, job.selectors)
        return self._extractor.read(data.decode("utf-8"), job.url)
