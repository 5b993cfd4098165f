"""Two Ray nodes on this machine, with a token of their own, in a folder of their own."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Cluster", "NoCluster", "children", "two_nodes"]

_RAY = Path(sys.executable).with_name("ray")
_STORE = "80000000"


class NoCluster(Exception):
    """Ray does not start here: why."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A head and a second node, each of one core. ``first`` and ``second`` are the ids of their raylets."""

    address: str
    environment: dict[str, str]
    first: tuple[int, ...]
    second: tuple[int, ...]

    def workers(self, raylets: tuple[int, ...]) -> list[int]:
        """The processes of these nodes that hold an OnRecord worker."""
        return [pid for raylet in raylets for pid in children(raylet) if b"_Actor" in _line(pid)]


@contextmanager
def two_nodes() -> Iterator[Cluster]:
    """The nodes, ended with all their processes on leaving. Raises ``NoCluster``."""
    if not Path("/proc").is_dir():
        raise NoCluster("nodes are found through /proc")
    # Sockets' paths may not be long.
    folder = Path("/tmp") / f"or-{secrets.token_hex(3)}"
    folder.mkdir()
    try:
        yield _started(folder)
    finally:
        _end(folder)
        shutil.rmtree(folder, ignore_errors=True)


def _started(folder: Path) -> Cluster:
    token = folder / "token"
    token.write_text(secrets.token_hex(32), encoding="ascii")
    token.chmod(0o600)
    environment = {**os.environ, "RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN_PATH": str(token), "RAY_USAGE_STATS_ENABLED": "0"}
    port = _port()
    address = f"127.0.0.1:{port}"
    head = ["--head", "--port", str(port), "--node-ip-address", "127.0.0.1", "--include-dashboard", "false"]
    _start(environment, *head, "--temp-dir", str(folder))
    first = _raylets(folder)
    _start(environment, "--address", address, "--node-ip-address", "127.0.0.1")
    return Cluster(address, environment, tuple(sorted(first)), tuple(sorted(_raylets(folder) - first)))


def children(pid: int) -> list[int]:
    """The ids of the processes that a process started and that still run."""
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, path.read_text(encoding="ascii").split())
        except OSError:
            continue
    return found


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _of(folder: Path) -> Iterator[tuple[int, bytes]]:
    """The processes whose command lines name the folder."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and os.fsencode(folder) in (line := _line(int(entry.name))):
            yield int(entry.name), line


def _raylets(folder: Path) -> set[int]:
    return {pid for pid, line in _of(folder) if b"raylet/raylet" in line}


def _start(environment: dict[str, str], *arguments: str) -> None:
    common = ["--num-cpus", "1", "--object-store-memory", _STORE, "--memory", "3000000000", "--disable-usage-stats"]
    command = [str(_RAY), "start", *arguments, *common]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    if answer.returncode:
        raise NoCluster(f"ray start does not work here: {answer.stderr.strip()[-300:] or answer.stdout[-300:]}")


def _end(folder: Path) -> None:
    """End every process that was started for this folder, by its id."""
    for pid, _ in _of(folder):
        if pid != os.getpid():
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:
                continue
