"""The command `batch`: many profiles at once, a row of results for each."""

import sys
from enum import StrEnum
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from crmtimeline.cli.options import (
    BomOption,
    LangOption,
    OutputOption,
    PackOption,
    SeedOption,
    SetOption,
    TodayOption,
    TrialsOption,
)
from crmtimeline.errors import Exit

if TYPE_CHECKING:
    from crmtimeline.bulk.request import Request
    from crmtimeline.cli.batching import Order
    from crmtimeline.model.strict import Language


class BatchFormat(StrEnum):
    """The formats of rows."""

    JSONL = "jsonl"
    CSV = "csv"


def _once(sources: list[str]) -> list[str]:
    """Let standard input pass only once."""
    if sources.count("-") > 1:
        raise typer.BadParameter("only one can be standard input")
    return sources


SourcesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        callback=_once,
        help="Folders, globs or files of profiles, CSV or JSON Lines; - reads standard input.",
    ),
]
ColumnsOption = Annotated[
    Optional[list[str]],  # noqa: UP045 # typer reads it at run time in all versions
    typer.Option(
        "--columns",
        metavar="PATH,...",
        help="More of each estimate, by its path in the JSON of estimate, such as "
        "total.finish_date.p80; one with others beneath adds all of them, and 'all' everything.",
    ),
]
KeepOption = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--keep",
        metavar="FIELD,...",
        help="Fields that are no part of a profile, such as an id, to repeat in its row.",
    ),
]
BatchFormatOption = Annotated[
    Optional[BatchFormat],  # noqa: UP045
    typer.Option(
        "--format", "-f", help="Form of the rows; else by the ending of the output file, or jsonl."
    ),
]
JobsOption = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option("--jobs", "-j", metavar="N", min=1, help="Cores to use; else all."),
]


def batch(
    sources: SourcesArgument,
    settings: SetOption = None,
    pack: PackOption = None,
    lang: LangOption = None,
    columns: ColumnsOption = None,
    keep: KeepOption = None,
    output_format: BatchFormatOption = None,
    output: OutputOption = None,
    bom: BomOption = False,
    trials: TrialsOption = 10_000,
    seed: SeedOption = 1,
    today: TodayOption = None,
    jobs: JobsOption = None,
) -> None:
    """Estimate many projects: a row for each, in the order given, and a summary at the end.

    In CSV the columns are fields by dotted name (company.employees), and an empty cell is unknown.
    A profile with an error gets a row that says where; all others are estimated.
    """
    from datetime import date

    from crmtimeline.bulk.request import Request
    from crmtimeline.cli.batching import Order
    from crmtimeline.cli.language import choose_language
    from crmtimeline.cli.workers import cores

    chosen = _format_for(output_format, output)
    _check_output(output, sources, bom and chosen is not BatchFormat.CSV)
    day = date.fromisoformat(today) if today else date.today()  # noqa: TID251
    language = choose_language(lang, None, sys.stderr)
    spoken = None if lang is None else language
    request = Request(pack, tuple(settings or ()), spoken, trials, seed, day, keep=_split(keep))
    order = Order(sources, _split(columns), chosen.value, output, bom, jobs or cores())
    _run(order, request, language)


def _run(order: "Order", request: "Request", language: "Language") -> None:
    from crmtimeline.bulk.columns import ColumnError
    from crmtimeline.cli.batching import run_batch
    from crmtimeline.cli.screen import PIPE_WIDTH, show_beside, speaking
    from crmtimeline.render.batch_summary import summary_lines

    with speaking(language):
        try:
            summary = run_batch(order, request, language)
        except ColumnError as error:
            raise typer.BadParameter(str(error)) from None
    show_beside(summary_lines(summary, PIPE_WIDTH, language))
    if summary.failed:
        raise typer.Exit(Exit.INPUT)


def _check_output(output: str | None, sources: list[str], stray_mark: bool) -> None:
    """Raise BadParameter for a source that would be overwritten, or a mark before JSON."""
    if output is not None and Path(output).resolve() in (Path(each).resolve() for each in sources):
        raise typer.BadParameter("this is one of the sources", param_hint="--output")
    if stray_mark:
        raise typer.BadParameter("it goes with -f csv only", param_hint="--bom")


def _format_for(wanted: BatchFormat | None, output: str | None) -> BatchFormat:
    """Return the format that is asked for, else that of the output file's ending."""
    if wanted is not None or output is None:
        return wanted or BatchFormat.JSONL
    endings = {".csv": BatchFormat.CSV, ".jsonl": BatchFormat.JSONL, ".ndjson": BatchFormat.JSONL}
    found = endings.get(PurePath(output).suffix.lower())
    if found is None:
        raise typer.BadParameter(
            f"no format has this ending; use one of {', '.join(endings)}, or --format",
            param_hint="--output",
        )
    return found


def _split(names: list[str] | None) -> tuple[str, ...]:
    """Return names that are given one by one or with commas between."""
    every = (name.strip() for each in names or () for name in each.split(","))
    return tuple(dict.fromkeys(name for name in every if name))
