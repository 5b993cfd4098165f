"""The command line: ``onrecord read``, ``onrecord example``, ``onrecord schema``.

Exit codes: 0 all read, 1 some input failed (a line on standard error for each), 2 wrong usage, 130 interrupted, 141 nobody
reads the output any more.
"""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command line on ``sys.argv`` and exit. Nothing heavy is imported before a command needs it."""
    from onrecord.cli.messages import INTERRUPTED, complain

    try:
        from onrecord.cli.app import app

        app(prog_name="onrecord")
    except KeyboardInterrupt:
        complain("interrupted")
        raise SystemExit(INTERRUPTED) from None
