"""Batches that are killed: the old file stays or there is none, the next run is as any other."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reading import write_pack

PACK = """
inputs: {company.employees: {number: {min: 1}, range: {low: 40, high: 2500}, $cite}}
phases: {build: {weeks: {low: 2, high: 4}, $cite}}
modifiers:
  size: {reads: company.employees, curve: {20: 0.6, 3000: 1.5}, applies_to: {all: 1}, $cite}
"""
KILLS = 20
ROWS, FED = 600, 500
"""Rows of a whole batch, and those that a batch gets that waits for more until it is killed."""

WRITTEN = {1: 400, 2: 150}
"""Rows that a batch on so many cores has surely written when it waits for more."""

FORKS = """
import os, sys
from crmtimeline.cli import batch, batching, run
for line in sys.stdin:
    source, *arguments = line.rstrip("\\n").split("\\t")
    child = os.fork()
    if not child:
        os.dup2(os.open(source, os.O_RDONLY), 0)
        sys.stdin, sys.argv = open(0), ["crmtimeline", "batch", "-", *arguments]
        run.run()
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""A program that has all imported and starts batches: each begins at once."""


class Batches:
    """Starts batches, and says how they ended."""

    def __init__(self, folder: Path) -> None:
        (folder / "out").mkdir()
        self._pack = write_pack(folder, "quick.yaml", PACK)
        self.output, self._pipes = folder / "out" / "weeks.csv", folder
        self._started = 0
        self._program = subprocess.Popen(
            [sys.executable, "-c", FORKS],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def start(self, jobs: int) -> int:
        """Start a batch and return its process."""
        self._started += 1
        os.mkfifo(self._pipe)
        options = ["-o", self.output, "--pack", self._pack, "--trials", "100", "--jobs", jobs]
        self._say("\t".join(map(str, [self._pipe, *options])))
        return int(self._heard())

    def feed(self, rows: int) -> int:
        """Hand the batch so many rows, and return what has to be closed to end them."""
        pipe = os.open(self._pipe, os.O_WRONLY)
        os.write(
            pipe, b"company.employees\n" + b"".join(b"%d\n" % row for row in range(1, rows + 1))
        )
        return pipe

    def ended(self) -> int:
        """Return the exit code, less than 0 for a signal."""
        return int(self._heard())

    def whole(self, jobs: int) -> bytes:
        """Return what an unbroken batch writes."""
        self.start(jobs)
        os.close(self.feed(ROWS))
        assert self.ended() == 0
        return self.output.read_bytes()

    def broken(self, jobs: int, written: int, by: signal.Signals) -> int:
        """Return how a batch ended that got a signal when it had written so many rows."""
        process = self.start(jobs)
        pipe = self.feed(FED)
        while self._lines() < written:
            os.sched_yield()
        os.kill(process, by)
        os.close(pipe)
        return self.ended()

    def drafts(self) -> list[Path]:
        """Return what lies beside the output."""
        return [each for each in self.output.parent.iterdir() if each != self.output]

    def close(self) -> None:
        """End the program that starts batches."""
        self._program.communicate()

    @property
    def _pipe(self) -> Path:
        return self._pipes / f"deals-{self._started}"

    def _lines(self) -> int:
        return sum(each.read_bytes().count(b"\n") for each in self.drafts())

    def _say(self, line: str) -> None:
        assert self._program.stdin is not None
        self._program.stdin.write(f"{line}\n")
        self._program.stdin.flush()

    def _heard(self) -> str:
        assert self._program.stdout is not None
        return self._program.stdout.readline()


@pytest.fixture
def batches(tmp_path: Path) -> Iterator[Batches]:
    started = Batches(tmp_path)
    yield started
    started.close()


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_at_any_moment_it_leaves_the_old_file_or_none(jobs: int, batches: Batches) -> None:
    unbroken = batches.whole(1)
    moments = random.Random(jobs)
    for kill in range(KILLS // 2):
        old = None if kill % 2 else b"old\n"
        batches.output.unlink(missing_ok=True)
        if old is not None:
            batches.output.write_bytes(old)
        ended = batches.broken(jobs, moments.randint(0, WRITTEN[jobs]), signal.SIGKILL)
        assert ended == -signal.SIGKILL
        assert (batches.output.read_bytes() if batches.output.exists() else None) == old
        assert all(each.name.startswith(f".{batches.output.name}.") for each in batches.drafts())
        for draft in batches.drafts():
            draft.unlink()
        assert batches.whole(jobs) == unbroken


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_it_leaves_no_draft(jobs: int, by: signal.Signals, batches: Batches) -> None:
    batches.output.write_bytes(b"old\n")
    assert batches.broken(jobs, 100, by) == 128 + by
    assert batches.output.read_bytes() == b"old\n"
    assert batches.drafts() == []
