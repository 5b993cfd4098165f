"""The page on the API: its endpoints, with examples."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request

from onrecord.web.routes import page
from onrecord.web.views import View

__all__ = ["ROUTER"]

ROUTER = APIRouter()


@page(ROUTER, "/api/docs")
def api_docs(request: Request) -> View:
    """The endpoints and their parameters, from the description for programs."""
    described: dict[str, Any] = request.app.openapi()
    endpoints = [
        (path, each["get"].get("description") or each["get"].get("summary", ""), each["get"].get("parameters", []))
        for path, each in described["paths"].items()
        if "get" in each
    ]
    return View("api.html.j2", "API", {"endpoints": endpoints, "base": str(request.base_url).rstrip("/")})
