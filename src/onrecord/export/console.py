"""Text for the terminal."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.export.base import Options
from onrecord.export.words import printable

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

__all__ = ["rendered", "text"]


def rendered(parts: Iterable[RenderableType], options: Options) -> str:
    """Parts as text of at most ``options.width`` columns, in colour where the terminal shows it, without blanks at line ends."""
    from rich.console import Console

    console = Console(
        file=io.StringIO(),
        width=options.width,
        force_terminal=options.color,
        color_system="standard" if options.color else None,
        no_color=not options.color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for part in parts:
        console.print(part)
    return _unpadded(console)


def _unpadded(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return "".join(f"{line.rstrip(' ')}\n" for line in console.file.getvalue().splitlines())


def text(words: str, style: str = "") -> Text:
    """Words of a report or about it, without what could steer a terminal."""
    from rich.text import Text

    return Text(printable(words), style=style)
