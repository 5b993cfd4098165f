"""Records in, text out: one small file a format, in ``onrecord/export/formats``.

A format is a module there, named as the format is, with a :class:`Format` called ``FORMAT``. To add one, add the file:
it is found by its name, in the command line too.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from onrecord.export.base import Format, Options

__all__ = ["Format", "Options", "format_names", "get_format"]

_FORMATS = "onrecord.export.formats"


def format_names() -> tuple[str, ...]:
    """The names of all formats, in alphabetical order. Imports none of them."""
    package = import_module(_FORMATS)
    return tuple(sorted(m.name for m in pkgutil.iter_modules(package.__path__) if not m.name.startswith("_")))


def get_format(name: str) -> Format:
    """The format called ``name``. Raises ``ValueError`` where there is none."""
    if name not in format_names():
        raise ValueError(f"no format {name!r}: choose one of {', '.join(format_names())}")
    found: Format = import_module(f"{_FORMATS}.{name}").FORMAT
    return found
