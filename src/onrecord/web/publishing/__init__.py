"""A publishable copy: the reading pages of an archive as files that any web server, or a USB stick, can hold."""

from __future__ import annotations

from onrecord.web.publishing.copy import Published, publish

__all__ = ["Published", "publish"]
