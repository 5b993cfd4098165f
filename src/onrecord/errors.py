"""The exceptions of OnRecord.

One tree, so that a caller can catch as widely or as narrowly as they wish::

    OnRecordError
    ├── InputError              what was given cannot be read as a report
    │   ├── EmptyInput          nothing there, or only white space
    │   ├── NotText             binary data, or an encoding that cannot be told
    │   ├── TooLarge            more bytes or characters than the limit
    │   ├── NotFound            no such file, folder or web page, or no right to read it
    │   ├── Malformed           JSON, JSONL, HTML or a record that does not parse
    │   ├── ParserStopped       the parsing subprocess, or a fetch, ran out of time or memory
    │   └── AddressRefused      a web address that is never asked: private, of another scheme, with a password in it
    ├── ArchiveError            the archive is not there, is none, is a newer version's, or its database fails
    ├── DifferentTalks          reports to be compared tell of different talks
    ├── KnowledgeError          a table of knowledge is missing or does not hold together
    └── ModelMissing            the language model or an optional library is not installed

Every message is one line that says what was wrong and what to do.
"""

from __future__ import annotations

__all__ = [
    "AddressRefused",
    "ArchiveError",
    "DifferentTalks",
    "EmptyInput",
    "InputError",
    "KnowledgeError",
    "Malformed",
    "ModelMissing",
    "NotFound",
    "NotText",
    "OnRecordError",
    "ParserStopped",
    "TooLarge",
]


class OnRecordError(Exception):
    """Base of everything that OnRecord raises on purpose."""


class InputError(OnRecordError):
    """What was given cannot be read as a report."""


class EmptyInput(InputError):
    """The input holds nothing, or only white space."""


class NotText(InputError):
    """The input is binary, or its character encoding cannot be told."""


class TooLarge(InputError):
    """The input is larger than the limit."""


class NotFound(InputError):
    """There is no such file, folder or web page, or it may not be read."""


class Malformed(InputError):
    """The input claims a format (JSON, JSONL, HTML, record) that it does not keep."""


class ParserStopped(InputError):
    """A parsing subprocess or a fetch was stopped: it took too long or too much memory."""


class AddressRefused(InputError):
    """A web address that is never asked: not on the public internet, of another scheme or port, with a password in it."""


class ArchiveError(OnRecordError):
    """The archive cannot be used: it is not there, is none, was written by a newer OnRecord, or its database fails."""


class DifferentTalks(OnRecordError):
    """Reports that were to be compared tell of different talks: other people, another day, another form."""


class KnowledgeError(OnRecordError):
    """A table of knowledge is missing, unreadable, or does not hold together."""


class ModelMissing(OnRecordError):
    """The language model or an optional library is not installed."""
