"""Formats, measured: one estimate to every text format, as a ratio to `estimate` in a terminal.

Run by hand: `python tests/benchmarks/formats.py [ROUNDS]`. Whole processes, interleaved in one run;
then the size of each document, binary ones too.
"""

import compileall
import os
import statistics
import sys
from pathlib import Path

from every_format import SETTINGS, TODAY, documents
from startup import CHECKOUT, PROGRAM, seconds

import crmtimeline
from crmtimeline.render import FORMATS

EXAMPLE = str(CHECKOUT / "examples" / "regional-distributor.yaml")
DOCUMENTS = str(Path(__file__).with_name("every_format.py"))
TERMINAL, EVERY = "estimate (terminal)", "every text format"


def main() -> None:
    """Print the ratio and the sizes."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    compileall.compile_dir(Path(crmtimeline.__file__).parent, quiet=1)
    settings = {"OPENBLAS_NUM_THREADS": "1", "PYDANTIC_DISABLE_PLUGINS": "__all__"}
    environment = {**os.environ, **settings}  # as the program sets them
    options = [part for each in SETTINGS for part in ("--set", each)]
    commands = {
        TERMINAL: [*PROGRAM, "estimate", EXAMPLE, *options, "--today", TODAY],
        EVERY: [sys.executable, DOCUMENTS, EXAMPLE],
    }
    ratios = []
    for at in range(rounds + 1):
        order = [*commands] if at % 2 else [*commands][::-1]
        taken = {name: seconds(name, commands[name], environment) for name in order}
        ratios.append(taken[EVERY] / taken[TERMINAL])
    texts = ", ".join(name for name, each in FORMATS.items() if not each.binary)
    print(f"{texts}: {statistics.median(ratios[1:]):.2f} x an estimate in a terminal")
    for name, document in documents(EXAMPLE, list(FORMATS)).items():
        print(f"{name:10} {len(document) / 1000:7.1f} kB")


if __name__ == "__main__":
    main()
