"""Two reports of the same talks set side by side: what both tell, what only one, and where they differ.

:func:`compare` cuts both records into matters, finds which are one, says of each pair whether and in what it differs, and what
a reader should know first. It works on records alone and runs no model.
"""

from __future__ import annotations

from onrecord.comparison.engine import compare, compare_all, side_of

__all__ = ["compare", "compare_all", "side_of"]
