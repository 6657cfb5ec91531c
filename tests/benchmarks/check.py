"""Check, measured: `check` of one profile against `estimate` of it, whole processes, interleaved.

Run by hand: `python tests/benchmarks/check.py [ROUNDS]`. Byte code is compiled first.
"""

import compileall
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from startup import PROGRAM, environment

import crmtimeline

CHECKOUT = Path(__file__).resolve().parents[2]
PROFILE = str(CHECKOUT / "examples" / "instrument-maker.yaml")
POLICY = str(CHECKOUT / "examples" / "policies" / "before-a-quote.yaml")
CHECK = [*PROGRAM, "check", PROFILE, "--policy", POLICY, "--report-only"]


def cases(base: str) -> dict[str, list[str]]:
    """Return the commands by name, the first one being what the others are compared with."""
    return {
        "estimate": [*PROGRAM, "estimate", PROFILE],
        "check": CHECK,
        "check -f markdown": [*CHECK, "-f", "markdown"],
        "check against a saved estimate": [*CHECK, "--against", base],
    }


def seconds(command: list[str]) -> float:
    """Return how long one process takes."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment())
    return time.perf_counter() - begin


def main() -> None:
    """Print the median of each command, and of its ratio to `estimate` in its round."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    compileall.compile_dir(Path(crmtimeline.__file__).parent, quiet=1)
    order = random.Random(1)
    with TemporaryDirectory() as folder:
        base = str(Path(folder, "base.json"))
        subprocess.run([*PROGRAM, "estimate", PROFILE, "-o", base], check=True)
        commands = cases(base)
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds + 1):
            for name in order.sample(list(commands), len(commands)):
                times[name].append(seconds(commands[name]))
    print(f"median of {rounds} rounds")
    for name, taken in times.items():
        ratios = [each / own for each, own in zip(taken[1:], times["estimate"][1:], strict=True)]
        middle = 1000 * statistics.median(taken[1:])
        print(f"{name:32} {middle:7.1f} ms {statistics.median(ratios):6.2f} x")


if __name__ == "__main__":
    main()
