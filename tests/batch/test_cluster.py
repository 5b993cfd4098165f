"""Jobs on two Ray nodes on this machine: the same records as by local workers, whichever of worker, node or driver is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.batch import archives
from tests.batch.test_run import done, facts

from bench.nodes import Cluster, NoCluster, two_nodes
from onrecord.batch import Job, run

pytest.importorskip("ray", reason="not checked: Ray is not installed")
pytest.importorskip("pyarrow", reason="not checked: pyarrow is not installed")


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    try:
        with two_nodes() as found:
            yield found
    except NoCluster as error:
        pytest.skip(f"not checked: {error}")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archives.archive(tmp_path_factory.mktemp("source") / "news.warc.gz", 60)


@pytest.fixture(scope="module")
def local(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The job done by one local worker."""
    home = tmp_path_factory.mktemp("local") / "out"
    done(source, home)
    return home


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


def _under_way(driver: subprocess.Popen[str], home: Path) -> None:
    """Wait until a shard is done, and others are not."""
    for _ in range(2_400):
        if driver.poll() is not None or any((home / "ledger").glob("*.json")):
            break
        time.sleep(0.05)
    assert driver.poll() is None, driver.communicate()


def _ends_well(driver: subprocess.Popen[str]) -> None:
    _, said = driver.communicate(timeout=400)
    assert driver.returncode == 0, said


def _no_engine() -> object:
    raise AssertionError("nothing should be left")


def test_two_nodes_of_which_one_is_killed_give_the_same_records(
    cluster: Cluster, source: Path, local: Path, tmp_path: Path
) -> None:
    home = tmp_path / "ray"
    driver = _run(cluster, source, home)
    _under_way(driver, home)
    assert cluster.second
    for pid in cluster.second:
        os.kill(pid, signal.SIGKILL)
    _ends_well(driver)
    assert facts(home) == facts(local)
    again = run(Job((str(source),), home, shard_bytes=10_000), _no_engine)  # type: ignore[arg-type]
    assert again.before == again.shards > 2


def test_a_killed_worker_and_a_killed_driver_lose_and_double_nothing(
    cluster: Cluster, source: Path, local: Path, tmp_path: Path
) -> None:
    home = tmp_path / "worker"
    driver = _run(cluster, source, home)
    _under_way(driver, home)
    workers = cluster.workers(cluster.first + cluster.second)
    assert workers
    os.kill(workers[0], signal.SIGKILL)
    _ends_well(driver)
    assert facts(home) == facts(local)
    home = tmp_path / "driver"
    driver = _run(cluster, source, home)
    _under_way(driver, home)
    driver.kill()
    driver.communicate()
    done_before = len(list((home / "ledger").glob("*.json")))
    _ends_well(_run(cluster, source, home))
    assert 0 < done_before < len(list((home / "ledger").glob("*.json")))
    assert facts(home) == facts(local)
    assert list((home / "work").iterdir()) == []
