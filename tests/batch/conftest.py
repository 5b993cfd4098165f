"""Jobs are run from the command line, too."""

from __future__ import annotations

from tests.cli.conftest import _no_own_configuration, invoke, report

__all__ = ["_no_own_configuration", "invoke", "report"]
