"""Check options: what only the command `check` takes."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from crmtimeline.cli.options import TEXT_ENDINGS


class CheckFormat(StrEnum):
    """The formats of what comes of a check."""

    TERMINAL = "terminal"
    JSON = "json"
    MARKDOWN = "markdown"
    GITHUB = "github"
    JUNIT = "junit"


_ENDINGS = {".json": CheckFormat.JSON, ".md": CheckFormat.MARKDOWN, ".xml": CheckFormat.JUNIT}

FilesArgument = Annotated[
    list[str],
    typer.Argument(metavar="PROFILE", help="Profiles in YAML; - reads standard input."),
]
PolicyOption = Annotated[
    Optional[str],  # noqa: UP045 # typer reads it at run time in all versions
    typer.Option("--policy", metavar="FILE", help="The rules, in YAML."),
]
MaxOption = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option("--max", metavar="26w@80", help="The most weeks (or months, 6m) at a percentile."),
]
ByOption = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option("--by", metavar="DATE@80", help="The last day, such as 2027-06-30@80."),
]
MaxChangeOption = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option("--max-change", metavar="+2w@80", help="The most weeks beyond the baseline."),
]
AgainstOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--against",
        metavar="BASE",
        help="The baseline: an estimate saved with -f json, a profile, or a folder with either at "
        "the path of each profile.",
    ),
]
CheckFormatOption = Annotated[
    Optional[CheckFormat],  # noqa: UP045
    typer.Option("--format", "-f", help="What to print; else by the ending of the output file."),
]
AlsoOption = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--also", metavar="FILE", help="Write a file too: .md, .json, .xml (JUnit), else text."
    ),
]
ReportOnlyOption = Annotated[
    bool,
    typer.Option("--report-only", help="End with 0 whatever is found, wrong input included."),
]


def reports_for(
    wanted: CheckFormat | None, output: str | None, also: list[str] | None
) -> dict[str | None, CheckFormat]:
    """Return the format of each file to write, None being standard output.

    It is the format that is asked for, else that of the file's ending. Raises BadParameter for an
    ending that no format has.
    """
    reports = {output: wanted or _of_ending(output or "", "--output")}
    for file in also or []:
        reports.setdefault(file, _of_ending(file, "--also"))
    return reports


def _of_ending(file: str, option: str) -> CheckFormat:
    ending = Path(file).suffix.lower()
    if ending in TEXT_ENDINGS:
        return CheckFormat.TERMINAL
    if ending not in _ENDINGS:
        known = ", ".join(_ENDINGS)
        raise typer.BadParameter(
            f"no format has this ending; use one of {known}, or .txt", param_hint=option
        )
    return _ENDINGS[ending]


def check_usage(
    files: list[str], rules_given: bool, max_change: list[str] | None, against: str | None
) -> None:
    """Let nothing pass that no input can make right: no rules, or baselines that fit no profile."""
    if not rules_given:
        raise typer.BadParameter("give --policy, --max, --by or --max-change")
    if max_change and against is None:
        raise typer.BadParameter("--max-change needs --against")
    if against == "":  # as of a variable that is not set; it would name the current folder
        raise typer.BadParameter("--against is empty")
    if against == "-" in files:
        raise typer.BadParameter("only one can be standard input")
    if against is not None and len(set(files)) > 1 and _is_single(against):
        raise typer.BadParameter("--against has to be a folder for several profiles")


def _is_single(against: str) -> bool:
    """Whether it can be read, and perhaps only once, as standard input and pipes can."""
    path = Path(against)
    return against == "-" or (path.exists() and not path.is_dir())
