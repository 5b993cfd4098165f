"""The formats: each module here is one, named as it is called."""

from __future__ import annotations

__all__: list[str] = []
