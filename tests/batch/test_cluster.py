"""Jobs on two Ray nodes on this machine: the same records as by local workers, and again where a node is killed midway."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.batch import archives
from tests.batch.test_run import done, facts

from onrecord.batch import Job, run

pytest.importorskip("ray", reason="not checked: Ray is not installed")
pytest.importorskip("pyarrow", reason="not checked: pyarrow is not installed")
RAY = Path(sys.executable).with_name("ray")
_STORE = "80000000"


@dataclass
class Cluster:
    """A head and a second node, each of one core, in a folder of their own; ``second`` are the processes of the second."""

    address: str
    environment: dict[str, str]
    folder: Path
    second: list[int]


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _raylets(folder: Path) -> set[int]:
    """The raylets of the nodes in a folder, told by their own command lines."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if b"raylet/raylet" in line and os.fsencode(folder) in line:
                found.add(int(entry.name))
    return found


def _start(environment: dict[str, str], *arguments: str) -> None:
    common = ["--num-cpus", "1", "--object-store-memory", _STORE, "--memory", "3000000000", "--disable-usage-stats"]
    command = [str(RAY), "start", *arguments, *common]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    if answer.returncode:
        pytest.skip(f"not checked: ray start does not work here: {answer.stderr.strip()[-300:] or answer.stdout[-300:]}")


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    if not Path("/proc").is_dir():
        pytest.skip("not checked: this test finds its nodes through /proc")
    # Sockets' paths may not be long.
    folder = Path("/tmp") / f"or-{secrets.token_hex(3)}"
    folder.mkdir()
    token = folder / "token"
    token.write_text(secrets.token_hex(32), encoding="ascii")
    token.chmod(0o600)
    environment = {**os.environ, "RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN_PATH": str(token), "RAY_USAGE_STATS_ENABLED": "0"}
    port = _port()
    address = f"127.0.0.1:{port}"
    try:
        head = ["--head", "--port", str(port), "--node-ip-address", "127.0.0.1", "--include-dashboard", "false"]
        _start(environment, *head, "--temp-dir", str(folder))
        ours = _raylets(folder)
        _start(environment, "--address", address, "--node-ip-address", "127.0.0.1")
        yield Cluster(address, environment, folder, sorted(_raylets(folder) - ours))
    finally:
        _end(folder)
        shutil.rmtree(folder, ignore_errors=True)


def _end(folder: Path) -> None:
    """End every process that was started for this folder, by its id."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                line = (entry / "cmdline").read_bytes()
                if os.fsencode(folder) in line:
                    os.kill(int(entry.name), signal.SIGKILL)
            except OSError:
                continue


def _run(cluster: Cluster, source: Path, home: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "onrecord", "run", str(source), "-o", str(home), "--engine", "ray"]
    # The test's driver says how small a shard is: the command line counts in megabytes.
    program = (
        "import sys, onrecord.cli.batching as b; whole = b.Batch.__init__\n"
        "def small(self, *a):\n    a = list(a); a[6] = 10_000; whole(self, *a)\n"
        "b.Batch.__init__ = small\nfrom onrecord.cli import main; main()"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program, *command[3:], "--address", cluster.address],
        env=cluster.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _no_engine() -> object:
    raise AssertionError("nothing should be left")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archives.archive(tmp_path_factory.mktemp("source") / "news.warc.gz", 60)


def test_two_nodes_of_which_one_is_killed_give_the_same_records(cluster: Cluster, source: Path, tmp_path: Path) -> None:
    done(source, tmp_path / "local")
    home = tmp_path / "ray"
    driver = _run(cluster, source, home)
    for _ in range(1_200):
        if driver.poll() is not None or any((home / "ledger").glob("*.json")):
            break
        time.sleep(0.1)
    assert driver.poll() is None, driver.communicate()
    assert cluster.second
    for pid in cluster.second:
        os.kill(pid, signal.SIGKILL)
    _, said = driver.communicate(timeout=400)
    assert driver.returncode == 0, said
    assert facts(home) == facts(tmp_path / "local")
    again = run(Job((str(source),), home, shard_bytes=10_000), _no_engine)  # type: ignore[arg-type]
    assert again.before == again.shards > 2
