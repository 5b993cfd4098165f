"""Corrections: what people know better than the program, kept apart from what it read, and never lost.

A correction says of a finding (or of a report) that a field holds something else. It is never changed; it is undone by another
one. Besides the id of its target it holds a quotation anchor (the exact words, and the words before and after), so that it finds
its target again where a boundary moved or a page was extracted anew.
"""

from __future__ import annotations

from onrecord.archive.corrections.applied import Applied, applied, apply
from onrecord.archive.corrections.make import corrected_value, correction_of
from onrecord.archive.corrections.model import Anchor, Correction, in_force

__all__ = ["Anchor", "Applied", "Correction", "applied", "apply", "corrected_value", "correction_of", "in_force"]
