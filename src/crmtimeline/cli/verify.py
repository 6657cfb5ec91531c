"""The command `verify`: whether a saved estimate still comes out as it was saved."""

import sys
from typing import Annotated, Optional

import typer

from crmtimeline.cli.options import (
    LangOption,
    OutputOption,
    PackOption,
    ReportFormat,
    ReportFormatOption,
    WidthOption,
    report_format_for,
)

FileArgument = Annotated[
    str,
    typer.Argument(
        metavar="ESTIMATE", help="An estimate saved with -f json; - reads standard input."
    ),
]
AgainstOption = Annotated[
    Optional[str],  # noqa: UP045 # typer reads it at run time in all versions
    typer.Option(
        "--profile",
        metavar="PROFILE",
        help="The profile to compare with; else the file of its name beside the estimate.",
    ),
]


def verify(
    file: FileArgument,
    profile: AgainstOption = None,
    pack: PackOption = None,
    lang: LangOption = None,
    output_format: ReportFormatOption = None,
    output: OutputOption = None,
    width: WidthOption = None,
) -> None:
    """Make a saved estimate again: exit code 0 where it is identical, 4 where anything differs.

    What it was made from is compared too: profile, pack, calendar and version.
    """
    from crmtimeline.cli.language import choose_language
    from crmtimeline.cli.report import show_report
    from crmtimeline.cli.screen import columns, speaking
    from crmtimeline.cli.verifying import verified
    from crmtimeline.errors import Exit
    from crmtimeline.render.pages.verification import verification_page
    from crmtimeline.render.verification import verification_lines
    from crmtimeline.render.verification_markdown import verification_markdown

    if file == profile == "-":
        raise typer.BadParameter("only one can be standard input")
    chosen = report_format_for(output_format, output)
    shown_on = sys.stdout if chosen is ReportFormat.TERMINAL and output is None else None
    with speaking(choose_language(lang, None, sys.stderr)) as speech:
        result = verified(file, profile, pack, lang, speech, shown_on)
        show_report(
            result,
            result.language,
            chosen,
            output,
            lambda: verification_markdown(result),
            lambda: verification_lines(result, columns(width, output)),
            lambda: verification_page(result),
        )
    if not result.identical:
        raise typer.Exit(Exit.GATE)
