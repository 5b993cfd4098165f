"""Which reports tell of the same talks: told by who met, when and in which form.

Reports of one side and of the other are published hours or a day apart and in other time zones, so days may differ by one. What a
record leaves open speaks neither for nor against.
"""

from __future__ import annotations

from onrecord.talks.groups import find_talks
from onrecord.talks.held import why_other_talks

__all__ = ["find_talks", "why_other_talks"]
