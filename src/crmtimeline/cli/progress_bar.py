"""Progress bar: how far a long command has come, on standard error where that is a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from crmtimeline.cli.screen import is_terminal

EVERY = 0.1
"""Seconds between two looks."""


@contextmanager
def progress_bar(shown: bool, total: int | None) -> Iterator[Callable[[int, int], None]]:
    """Yield what takes the bytes read and the rows done; a bar without a total only moves."""
    if not shown or not is_terminal(sys.stderr):
        yield lambda done, rows: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), TextColumn("{task.fields[rows]:,}"), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
    task = bar.add_task("", total=total, rows=0)
    looked = monotonic()

    def advance(done: int, rows: int) -> None:
        nonlocal looked
        if monotonic() - looked >= EVERY:
            looked = monotonic()
            bar.update(task, completed=done, rows=rows, refresh=True)

    with bar:
        yield advance
