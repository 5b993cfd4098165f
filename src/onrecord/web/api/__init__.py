"""The API: everything that the pages show, as JSON under ``/api``, described by OpenAPI."""

from __future__ import annotations

from onrecord.web.api.describe import described
from onrecord.web.api.routes import ROUTER

__all__ = ["ROUTER", "described"]
