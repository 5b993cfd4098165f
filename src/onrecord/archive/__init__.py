"""The archive: reports, their versions and records, kept in one SQLite file or in a PostgreSQL database.

::

    from onrecord.archive import open_archive

    with open_archive("talks.db") as archive, archive.reading() as connection:
        rows = connection.execute(select(schema.statements.c.text).where(schema.statements.c.act == "pledge"))

The tables (``onrecord.archive.schema``, SQLAlchemy Core). ``key`` is a row's number and may change when a report is read again;
``id`` is what people cite and does not. A finding's ``id`` is that of the record and is unique within its document.

=====================  ==========================================================================================================
documents              a report: id, sha256 of its text, what is known of its source (as corrected), ``day`` (the day of
                       publication, else that of its talks), ``text``, ``length``, ``notes``, ``origin`` (hash of the bytes)
captures               a version of an address: which report stood there, when it was first seen, of which bytes it was made.
                       ``address`` is the URL without scheme, fragment and last slash: what versions are found by
records                the record of a report as it was read, compressed; by which versions (``reader`` is a hash of them); when;
                       ``unread``; ``corrected``: how many corrections were applied to the rows of its findings
statements             ``text`` is the contents, ``start``-``end`` their extent, ``spans``/``source``/``cue`` offsets as JSON
statement_speakers     who speaks: ``person`` (id or null), name, role, country, ``start``-``end`` of the mention, ``candidates``
                       where it stays open. ``statement`` refers to ``statements.key``
statement_topics       ``topic`` of a statement
figures                ``statement`` (key or null), ``claimant_person``/``_name``/``_role``/``_country``, indicator, subject,
                       kind, direction, bound, value, unit, period, ``period_inferred`` with ``period_basis``, ``sentence``
meetings               format, status, date, ``date_inferred``, ``day`` (the one or the other), venue, city, country, ``host_*``,
                       ``initiator_*``, ``agenda`` (JSON: [[start, end], ...]); ``text`` is the first evidence
meeting_participants   who took part
events                 PLOVER ``type``, ``mode``, date, place; event_actors (``part``: "actor" or "recipient"), event_contexts
pledges                ``statement`` (key or null), ``due``, ``due_inferred``, ``condition``, ``sentence``; pledge_makers
people                 id, name, ``folded`` (small letters without diacritics: what a name is looked up by), country
talks, talks_reports   talks and the reports of them, kept up to date; ``number`` is the place in the order of publication
held, held_pairs       what reports are grouped by: the talks that each tells were held, their parties two by two
corrections            what people corrected, never changed: target, field, old, new, who, when, why, the quotation it is about
=====================  ==========================================================================================================

All findings have ``document`` (``documents.key``), ``number`` (place in the record), ``id``, ``start``, ``end``, ``text``,
``confidence``, ``by``. Rows of findings are as corrected; the record as read stays in ``records``.
"""

from __future__ import annotations

from onrecord.archive.adding import Added
from onrecord.archive.corrections import Correction
from onrecord.archive.find import Found
from onrecord.archive.place import VARIABLE, default_file
from onrecord.archive.store import Archive, open_archive
from onrecord.archive.write import reader_here

__all__ = ["VARIABLE", "Added", "Archive", "Correction", "Found", "default_file", "open_archive", "reader_here"]
