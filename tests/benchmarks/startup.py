"""Start-up, measured: whole processes as ratios to a bare interpreter, interleaved in one run.

Run by hand: `python tests/benchmarks/startup.py [ROUNDS]`. Byte code is compiled first.
"""

import compileall
import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

import crmtimeline

CHECKOUT = Path(__file__).resolve().parents[2]
EXAMPLE = str(CHECKOUT / "examples" / "instrument-maker.yaml")
PROGRAM = [sys.executable, "-m", "crmtimeline"]
START = "start=2027-01-04"
IMPORTS = "import typer, rich.console, pydantic, yaml, numpy"

CASES: dict[str, list[str]] = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "--version": [*PROGRAM, "--version"],
    "--help": [*PROGRAM, "--help"],
    "rules list": [*PROGRAM, "rules", "list"],
    "estimate (terminal)": [*PROGRAM, "estimate", EXAMPLE],
    "estimate (piped)": [*PROGRAM, "estimate", EXAMPLE],
    "estimate with start (terminal)": [*PROGRAM, "estimate", EXAMPLE, "--set", START],
    "estimate -f json": [*PROGRAM, "estimate", EXAMPLE, "-f", "json"],
    "the five imports": [sys.executable, "-c", IMPORTS],
}


def environment() -> dict[str, str]:
    """Return the variables of a process as a user's is: byte code is kept, threads are not set."""
    dropped = ("PYTHONDONTWRITEBYTECODE", "OPENBLAS_NUM_THREADS")
    return {key: value for key, value in os.environ.items() if key not in dropped}


def seconds(name: str, command: list[str], variables: dict[str, str]) -> float:
    """Return how long one process takes; a terminal is a real one, made for it."""
    terminal = name.endswith("(terminal)")
    leader, follower = os.openpty() if terminal else (None, subprocess.DEVNULL)
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=follower, stderr=follower, env=variables)
    if leader is not None:
        os.close(follower)
        while _more(leader):
            pass
    process.wait()
    taken = time.perf_counter() - begin
    if leader is not None:
        os.close(leader)
    if process.returncode != 0:
        raise SystemExit(f"{name}: exit code {process.returncode}")
    return taken


def _more(leader: int) -> bool:
    try:
        return bool(os.read(leader, 65536))
    except OSError:
        return False


def main() -> None:
    """Print the median of each case, and of its ratio to the bare interpreter in its round."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    compileall.compile_dir(Path(crmtimeline.__file__).parent, quiet=1)
    variables = environment()
    times: dict[str, list[float]] = {name: [] for name in CASES}
    order = random.Random(1)
    for _ in range(rounds + 1):
        for name in order.sample(list(CASES), len(CASES)):
            times[name].append(seconds(name, CASES[name], variables))
    bare = times["python -c pass"][1:]
    print(f"median of {rounds} rounds")
    for name, taken in times.items():
        ratios = [each / base for each, base in zip(taken[1:], bare, strict=True)]
        print(
            f"{name:22} {1000 * statistics.median(taken[1:]):7.1f} ms"
            f" {statistics.median(ratios):6.2f} x"
        )


if __name__ == "__main__":
    main()
