"""Many records as one set of files for other tools: one small file each, in this folder.

A set is a module here, named as the set is, with a :class:`Set` called ``SET``. To add one, add the file: it is found by its
name, in ``onrecord export`` too.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from onrecord.export.sets.base import Set

__all__ = ["Set", "get_set", "set_names"]

_HELPERS = ("base",)


def set_names() -> tuple[str, ...]:
    """The names of all sets, in alphabetical order. Imports none of them."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name not in _HELPERS))


def get_set(name: str) -> Set:
    """The set called ``name``. Raises ``ValueError`` where there is none."""
    if name not in set_names():
        raise ValueError(f"no set {name!r}: choose one of {', '.join(set_names())}")
    found: Set = import_module(f"{__name__}.{name}").SET
    return found
