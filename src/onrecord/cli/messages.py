"""What is said on standard error, a line at a time, and how a command ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

__all__ = ["BROKEN_PIPE", "DEBUG", "FAILED", "INTERRUPTED", "complain", "guarded"]

FAILED = 1
INTERRUPTED = 130
BROKEN_PIPE = 141
"""As a shell shows a program that SIGPIPE ended."""

DEBUG = "ONRECORD_DEBUG"
"""An environment variable: where it is set, a fault ends in a traceback and not in a line."""


def complain(message: str, name: str | None = None) -> None:
    """One line on standard error: the program, the input that it is about, what is wrong and what to do."""
    from onrecord.export.words import printable

    line = " ".join(printable(": ".join(p for p in ("onrecord", name, message) if p)).split())
    print(line.encode("utf-8", "replace").decode("utf-8"), file=sys.stderr)


@contextmanager
def guarded() -> Iterator[None]:
    """Run a command's work: what is foreseen ends it with a line and an exit code, never with a traceback."""
    from typer import Exit

    from onrecord.errors import OnRecordError

    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        raise Exit(BROKEN_PIPE) from None
    except KeyboardInterrupt:
        complain("interrupted")
        raise Exit(INTERRUPTED) from None
    except OnRecordError as error:
        complain(str(error))
        raise Exit(FAILED) from None
    except OSError as error:
        # Errors of input and of --output are told where they arise: this is standard output, on a full disk for one.
        if os.environ.get(DEBUG):
            raise
        _drop_output()
        complain(f"the output cannot be written ({error.strerror or error}): make room, or send it elsewhere")
        raise Exit(FAILED) from None


def _drop_output() -> None:
    """Send what is still in standard output's buffer nowhere, or Python would complain of the pipe when it exits."""
    with suppress(OSError, ValueError):  # where standard output is no file
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
