"""Batching: a batch from its sources to its rows, whole or not at all where they go to a file."""

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType

from crmtimeline.bulk.chunks import Estimator, Form, chunks_of
from crmtimeline.bulk.columns import Column, check_kept, columns_named
from crmtimeline.bulk.request import Request
from crmtimeline.bulk.rows import usual_pack
from crmtimeline.bulk.tally import Tally
from crmtimeline.cli.batch_sources import Meter, Source, sources_of
from crmtimeline.cli.handover import BYTE_ORDER_MARK
from crmtimeline.cli.progress_bar import progress_bar
from crmtimeline.cli.screen import is_terminal, open_stream, writing
from crmtimeline.cli.workers import estimated
from crmtimeline.errors import InputError, Issue, Place
from crmtimeline.files.disk import drafted
from crmtimeline.files.packs import LoadedPack, load_pack, shipped_ids
from crmtimeline.model.batch import BatchSummary
from crmtimeline.model.strict import Language
from crmtimeline.render.batch_rows import csv_head

TO_END = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""Signals that end a process without a word; not every system has both."""


@dataclass(frozen=True)
class Order:
    """What to estimate, the form of its rows, where they go, and on how many cores.

    `bom` puts a byte order mark before CSV.
    """

    sources: Sequence[str]
    columns: Sequence[str]
    form: Form
    output: str | None
    bom: bool
    jobs: int


def run_batch(order: Order, request: Request, language: Language) -> BatchSummary:
    """Write the rows of an order, and return their summary in a language.

    Raises InputError where nothing can be estimated, ColumnError for columns that cannot be.
    """
    usual = usual_pack(request)
    request = replace(request, columns=_columns(order, request, usual))
    check_kept(request.keep, request.columns, usual.rules.pack)
    meter = Meter()
    sources = sources_of(order.sources, meter)
    _check(sources, request, usual)
    estimator = Estimator(request, usual, order.form, language)
    chunks = chunks_of(row for source in sources for row in source.rows())
    tally = Tally(language)
    shown = order.output is not None or not is_terminal(sys.stdout)
    with (
        _ending_in_order(),
        _written(order.output) as write,
        progress_bar(shown, meter.total) as advance,
        closing(estimated(chunks, estimator, order.jobs)) as parts,
    ):
        write(_head(order, request))
        for done in parts:
            write(done.text)
            tally.merge(done.tally)
            advance(meter.done, tally.rows)
    return tally.summary()


def _columns(order: Order, request: Request, usual: LoadedPack) -> tuple[Column, ...]:
    if not order.columns:
        return ()
    others = (
        [] if request.pack else [load_pack(each, Path(), Place(each)) for each in shipped_ids()]
    )
    return columns_named(order.columns, usual.rules.pack, [each.rules.pack for each in others])


def _check(sources: Sequence[Source], request: Request, usual: LoadedPack) -> None:
    """Raise InputError with all that is wrong before any row."""
    issues: list[Issue] = []
    for source in sources:
        try:
            issues += source.check(usual.rules.pack, request.keep)
        except InputError as error:
            issues += error.issues
    if issues:
        raise InputError(issues)


def _head(order: Order, request: Request) -> str:
    """Return what comes before the first row."""
    if order.form != "csv":
        return ""
    head = csv_head(request.keep, (column.name for column in request.columns))
    return BYTE_ORDER_MARK * order.bom + head


@contextmanager
def _written(output: str | None) -> Iterator[Callable[[str], None]]:
    """Yield what writes to a file, whole or not at all, or to standard output as it comes."""
    if output is not None:
        with drafted(Path(output)) as write:
            yield lambda text: write(text.encode(errors="replace"))
        return
    stream = open_stream(sys.stdout, "<stdout>")

    def show(text: str) -> None:
        stream.write(text)
        stream.flush()

    with writing(stream):
        yield show


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Let a signal to end clean up first: no draft stays behind."""

    def end(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)  # as a shell tells it

    heeded = [each for each in TO_END if signal.getsignal(each) is not signal.SIG_IGN]
    before = {each: signal.signal(each, end) for each in heeded}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
