"""Options: what several commands take, each declared once."""

from datetime import date
from enum import StrEnum
from pathlib import PurePath
from typing import Annotated, Optional

import typer

from crmtimeline.render import FORMATS, format_of


class Lang(StrEnum):
    """The languages of the output."""

    EN = "en"
    ZH_CN = "zh-CN"
    ZH_TW = "zh-TW"


class Format(StrEnum):
    """The formats of an estimate."""

    TERMINAL = "terminal"
    CSV = "csv"
    DOCX = "docx"
    JSON = "json"
    MARKDOWN = "markdown"
    XLSX = "xlsx"
    HTML = "html"
    SVG = "svg"
    MSPDI = "mspdi"
    ICS = "ics"
    MERMAID = "mermaid"


TEXT_ENDINGS = ("", ".txt", ".log")
"""Endings of files that get what a terminal would show."""


def _day(value: str | None) -> str | None:
    """Let nothing pass but a date such as 2027-01-04."""
    if value is not None:
        try:
            if len(value) != len("2027-01-04"):
                raise ValueError
            date.fromisoformat(value)
        except ValueError:
            raise typer.BadParameter("expected a date such as 2027-01-04") from None
    return value


class ReportFormat(StrEnum):
    """The formats of what is said about an estimate."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


ProfileArgument = Annotated[
    Optional[str],  # noqa: UP045 # typer reads it at run time in all versions
    typer.Argument(metavar="PROFILE", help="A profile in YAML; - reads standard input."),
]
SetOption = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--set", metavar="FIELD=VALUE", help="Add or override a field, such as data.quality=poor."
    ),
]
PackOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--pack", metavar="PACK", help="Rule pack: a shipped id, or a path to a file."),
]
LangOption = Annotated[
    Optional[Lang],  # noqa: UP045
    typer.Option("--lang", help="Language; else the profile's, else the terminal's."),
]
FormatOption = Annotated[
    Optional[Format],  # noqa: UP045
    typer.Option("--format", "-f", help="What to print; else by the ending of the output file."),
]
OutputOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--output", "-o", metavar="FILE", help="Write to a file, whole or not at all."),
]
_TRIALS = typer.Option(
    "--trials", metavar="N", min=100, max=1_000_000, help="How many trials to simulate."
)
_SEED = typer.Option("--seed", metavar="N", min=0, help="Seed of the simulation.")
TrialsOption = Annotated[int, _TRIALS]
SeedOption = Annotated[int, _SEED]
TrialsIfGivenOption = Annotated[Optional[int], _TRIALS]  # noqa: UP045
SeedIfGivenOption = Annotated[Optional[int], _SEED]  # noqa: UP045
TodayOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--today",
        metavar="DATE",
        callback=_day,
        help="The day that deadlines and progress are judged by; else the clock's.",
    ),
]
EmbedOption = Annotated[
    bool,
    typer.Option(
        "--embed-pack",
        help="With -f json: save the pack and the calendar too, for verify to make it again.",
    ),
]
BrandOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--brand", metavar="FILE", help="Name, logo and colour of an html page, from a YAML file."
    ),
]
BomOption = Annotated[
    bool, typer.Option("--bom", help="With csv: begin with a byte order mark, for Excel.")
]
AsciiOption = Annotated[
    bool, typer.Option("--ascii", help="Draw with ASCII, for fonts with two-cell blocks.")
]
WidthOption = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option(
        "--width",
        metavar="N",
        min=60,
        max=400,
        help="Columns to use; else the terminal's, 80 in a pipe.",
    ),
]


ReportFormatOption = Annotated[
    Optional[ReportFormat],  # noqa: UP045
    typer.Option("--format", "-f", help="What to print; else by the ending of the output file."),
]


def report_format_for(wanted: ReportFormat | None, output: str | None) -> ReportFormat:
    """Return the format that is asked for, else that of the output file's ending."""
    if wanted is not None:
        return wanted
    endings = {
        ".json": ReportFormat.JSON,
        ".md": ReportFormat.MARKDOWN,
        ".html": ReportFormat.HTML,
        ".htm": ReportFormat.HTML,
    }
    name = (output or "").lower()
    return next(
        (each for end, each in endings.items() if name.endswith(end)), ReportFormat.TERMINAL
    )


def format_for(wanted: Format | None, output: str | None) -> Format:
    """Return the format that is asked for, else that of the output file's ending.

    Raises BadParameter for an ending that no format has.
    """
    if wanted is not None or output is None:
        return wanted or Format.TERMINAL
    if (name := format_of(output)) is not None:
        return Format(name)
    if PurePath(output).suffix.lower() not in TEXT_ENDINGS:
        known = ", ".join(end for each in FORMATS.values() for end in each.endings)
        raise typer.BadParameter(
            f"no format has this ending; use one of {known}, or --format", param_hint="--output"
        )
    return Format.TERMINAL
