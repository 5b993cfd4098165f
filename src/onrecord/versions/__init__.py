"""Two captures of one page told apart: statement by statement, sentence by sentence, and furniture by itself."""

from __future__ import annotations

from onrecord.versions.changes import changes

__all__ = ["changes"]
