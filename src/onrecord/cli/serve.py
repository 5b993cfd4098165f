"""``onrecord serve``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.archives import ArchiveOption
from onrecord.cli.messages import guarded
from onrecord.cli.options import KnowledgeFolders

__all__ = ["serve"]


def serve(
    archive: ArchiveOption = None,
    host: Annotated[
        str, typer.Option("--host", help="The address to listen on. Other than loopback, see --proxy-header and --password-file.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="The port; 0 takes a free one.")] = 8080,
    demo: Annotated[
        bool, typer.Option("--demo", help="Show the bundled reports, which are invented, instead of an archive.")
    ] = False,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="A host name that the server answers to. May be given more than once.", show_default=False),
    ] = None,
    proxy_header: Annotated[
        str | None,
        typer.Option(
            "--proxy-header",
            metavar="HEADER",
            help="The header in which a proxy before the server names the user, where nobody reaches it otherwise.",
            show_default=False,
        ),
    ] = None,
    password_file: Annotated[
        Path | None,
        typer.Option(
            "--password-file",
            metavar="FILE",
            help="A file with the secret that those who correct share (or ONRECORD_PASSWORD).",
            show_default=False,
        ),
    ] = None,
    https: Annotated[bool, typer.Option("--https", help="The site is reached by https: keep cookies to it.")] = False,
    private: Annotated[bool, typer.Option("--private", help="Let strangers read nothing.")] = False,
    series: Annotated[
        Path | None,
        typer.Option(
            "--series", metavar="FILE", help="Statistics that claims are set against, as for check.", show_default=False
        ),
    ] = None,
    knowledge: KnowledgeFolders = None,
) -> None:
    """Show an archive in the browser: read, compare, follow, correct and cite."""
    with guarded():
        from onrecord.cli.serving import Serving, run
        from onrecord.cli.sites import Source

        run(
            Serving(
                source=Source(archive, demo, series, tuple(knowledge or ())),
                host=host,
                port=port,
                names=tuple(name or ()),
                proxy_header=proxy_header,
                password_file=password_file,
                secure=https,
                strangers_read=not private,
            )
        )
