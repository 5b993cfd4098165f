"""The pages, a file for each kind."""

from __future__ import annotations

from fastapi import APIRouter

from onrecord.web.pages import home, report, reports, session, talks, versions

__all__ = ["ROUTERS"]

ROUTERS: tuple[APIRouter, ...] = (home.ROUTER, talks.ROUTER, reports.ROUTER, versions.ROUTER, report.ROUTER, session.ROUTER)
