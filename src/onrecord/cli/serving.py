"""What ``onrecord serve`` does."""

from __future__ import annotations

import os
import socket
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.messages import complain
from onrecord.cli.sites import Source, site_of
from onrecord.errors import InputError, ModelMissing

if TYPE_CHECKING:
    from onrecord.web.settings import Settings

__all__ = ["Serving", "run"]

_PASSWORD = "ONRECORD_PASSWORD"  # noqa: S105 - the name of a variable


@dataclass(frozen=True, slots=True)
class Serving:
    """What was asked for."""

    source: Source
    host: str
    port: int
    names: tuple[str, ...]
    proxy_header: str | None
    password_file: Path | None
    secure: bool
    strangers_read: bool


def run(asked: Serving) -> None:
    """Serve until it is stopped. Raises ``InputError`` where the address cannot be listened on."""
    try:
        import uvicorn

        from onrecord.web import create_app
    except ImportError as error:
        raise ModelMissing("the pages are not installed: pip install 'onrecord[web]'") from error
    settings = _settings(asked)
    if asked.source.demo:
        complain("reading the bundled reports, which are invented")
    with site_of(asked.source) as (archive, series), closing(_listening(asked.host, asked.port)) as listening:
        host, port = listening.getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        complain(f"{len(archive)} reports at http://{shown}:{port}/ (stop with Ctrl-C)")
        app = create_app(archive, settings, archive.knowledge, series)
        config = uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False)
        uvicorn.Server(config).run(sockets=[listening])


def _settings(asked: Serving) -> Settings:
    from onrecord.web.settings import Settings, is_loopback

    settings = Settings(
        host=asked.host,
        names=asked.names,
        proxy_header=asked.proxy_header,
        password=_password(asked.password_file),
        strangers_read=asked.strangers_read,
        secure=asked.secure,
    )
    if not is_loopback(asked.host) and not settings.correcting:
        complain("open to the network without --password-file or --proxy-header: for reading only")
    return settings


def _password(file: Path | None) -> str | None:
    if file is None:
        return os.environ.get(_PASSWORD) or None
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError) as error:
        raise InputError(f"the secret cannot be read from {file}: name a text file that you may read") from error


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise InputError(f"{host}, port {port}, cannot be listened on ({error.strerror}): choose another with --port") from error
    return listening
