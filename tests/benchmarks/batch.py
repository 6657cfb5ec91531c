"""Times batches. Run by hand, on a machine that does nothing else: python batch.py [ROUNDS]

Whole processes on CSV of profiles of which a third of the inputs is unknown, 10,000 trials each:
profiles per second on one core with the usual columns and with all, how much faster two cores are,
what memory the largest process takes, and how the cost of a profile grows with their number. Cases
take turns in every round, and medians are shown beside what is asked of them.
"""

import compileall
import csv
import os
import random
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

import crmtimeline

ROWS, COUNTS = 10_000, (100, 1_000, 10_000, 100_000)
ROUNDS = 3
KILOBYTE = 1024

CHOICES: dict[str, tuple[object, ...]] = {
    "company.employees": (8, 40, 120, 300, 900, 2_500, 15_000),
    "company.users": (5, 8),
    "company.business_units": (1, 1, 3),
    "customization": ("none", "light", "moderate", "deep"),
    "data.records": (0, 5_000, 80_000, 1_000_000),
    "data.sources": (1, 2, 4),
    "data.quality": ("clean", "mixed", "poor"),
    "data.cross_border": ("true", "false"),
    "integrations.count": (0, 1, 3, 6),
    "deployment": ("saas", "private_cloud", "on_premise"),
    "readiness.crm_familiarity": ("high", "medium", "low"),
    "readiness.cooperation": ("high", "medium", "low"),
    "readiness.project_manager": ("true", "false"),
    "readiness.sponsor": ("true", "false"),
    "readiness.reorganisation": ("true", "false"),
    "company.regulated": ("true", "false"),
}


class Run(NamedTuple):
    """One batch: seconds it took, and the memory of its largest process in MB."""

    seconds: float
    memory: float


def write(folder: Path, count: int) -> str:
    """Write a file of so many profiles and return its name."""
    chance = random.Random(1)
    name = f"deals-{count}.csv"
    with (folder / name).open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["name", *CHOICES])
        for number in range(count):
            cells = (
                chance.choice(some) if chance.random() > 1 / 3 else "" for some in CHOICES.values()
            )
            table.writerow([f"Deal {number}", *cells])
    return name


def run(folder: Path, source: str, *options: str) -> Run:
    """Return what a batch took."""
    command = [sys.executable, "-m", "crmtimeline", "batch", source, "-o", "weeks.csv", *options]
    start = perf_counter()
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    return Run(perf_counter() - start, usage.ru_maxrss / KILOBYTE)


def line(what: str, value: float, unit: str, ratio: float | None = None, asked: str = "") -> None:
    """Print one figure, as a ratio to what is asked of it."""
    beside = "" if ratio is None else f"{ratio:6.2f} x {asked}"
    print(f"{what:<44}{value:>10,.2f} {unit:<14}{beside}")


def main() -> None:
    """Print all figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    compileall.compile_dir(Path(crmtimeline.__file__).parent, quiet=1)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = {count: write(folder, count) for count in (0, *COUNTS)}
        cases = {
            "one": (files[ROWS], "-j", "1"),
            "two": (files[ROWS], "-j", "2"),
            "all": (files[ROWS], "-j", "1", "--columns", "all"),
            **{f"of {count}": (files[count], "-j", "1") for count in (0, *COUNTS) if count != ROWS},
        }
        runs: dict[str, list[Run]] = {each: [] for each in cases}
        for _ in range(rounds):
            for each, options in cases.items():
                if each != f"of {COUNTS[-1]}" or not runs[each]:  # once is long enough
                    runs[each].append(run(folder, *options))
    runs[f"of {ROWS}"] = runs["one"]
    seconds = {each: median(one.seconds for one in some) for each, some in runs.items()}
    memory = {each: max(one.memory for one in some) for each, some in runs.items()}
    print(f"{os.cpu_count()} cores, {ROWS:,} profiles, median of {rounds} rounds\n")
    usual, everything = ROWS / seconds["one"], ROWS / seconds["all"]
    line("one core, usual columns", usual, "profiles/s", usual / 600, "of the 600 asked for")
    line(
        "one core, all columns", everything, "profiles/s", everything / 300, "of the 300 asked for"
    )
    line("two cores", seconds["one"] / seconds["two"], "times one", None)
    line("largest process", memory["one"], "MB", memory["one"] / 300, "of the 300 allowed")
    most = f"of {COUNTS[-1]}"
    line("the same with ten times as many", memory[most], "MB", memory[most] / memory["one"], "")
    base = (seconds["one"] - seconds["of 0"]) / ROWS
    for count in COUNTS:
        cost = (seconds[f"of {count}"] - seconds["of 0"]) / count
        line(f"one of {count:,}", 1_000 * cost, "ms", cost / base, f"of one of {ROWS:,}")


if __name__ == "__main__":
    main()
