"""What ``onrecord serve`` does."""

from __future__ import annotations

import os
import socket
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.messages import complain
from onrecord.errors import InputError, ModelMissing

if TYPE_CHECKING:
    from onrecord.archive import Archive
    from onrecord.check import Series
    from onrecord.tables import Knowledge
    from onrecord.web.settings import Settings

__all__ = ["Serving", "run"]

_PASSWORD = "ONRECORD_PASSWORD"  # noqa: S105 - the name of a variable


@dataclass(frozen=True, slots=True)
class Serving:
    """What was asked for."""

    archive: str | None
    host: str
    port: int
    demo: bool
    names: tuple[str, ...]
    proxy_header: str | None
    password_file: Path | None
    secure: bool
    strangers_read: bool
    knowledge: tuple[Path, ...]
    series: Path | None = None


def run(asked: Serving) -> None:
    """Serve until it is stopped. Raises ``InputError`` where the address cannot be listened on."""
    try:
        import uvicorn

        from onrecord.web import create_app
    except ImportError as error:
        raise ModelMissing("the pages are not installed: pip install 'onrecord[web]'") from error
    settings = _settings(asked)
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        archive, knowledge = _opened(asked, Path(folder))
        with closing(archive), closing(_listening(asked.host, asked.port)) as listening:
            host, port = listening.getsockname()[:2]
            shown = f"[{host}]" if ":" in host else host
            complain(f"{len(archive)} reports at http://{shown}:{port}/ (stop with Ctrl-C)")
            app = create_app(archive, settings, knowledge, _series(asked, knowledge))
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


def _series(asked: Serving, knowledge: Knowledge) -> Series | None:
    """The statistics that claims are set against; those of the bundled reports for the demonstration."""
    from onrecord.check import load_series

    if asked.demo and asked.series is None:
        from onrecord.web.demo import demo_series

        return load_series(demo_series(), None, knowledge)
    return load_series(asked.series, None, knowledge) if asked.series else None


def _opened(asked: Serving, folder: Path) -> tuple[Archive, Knowledge]:
    from onrecord.archive import open_archive
    from onrecord.tables import load

    if not asked.demo:
        knowledge = load(*asked.knowledge)
        return open_archive(asked.archive, knowledge), knowledge
    from onrecord.web.demo import demo_knowledge, fill

    archive = open_archive(folder / "demo.db", demo_knowledge())
    complain("reading the bundled reports, which are invented")
    fill(archive)
    return archive, demo_knowledge()


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
