"""The command `compare`: estimates side by side, and what makes them differ."""

import sys
from typing import Annotated

import typer

from crmtimeline.cli.options import (
    LangOption,
    OutputOption,
    PackOption,
    ReportFormat,
    ReportFormatOption,
    SeedIfGivenOption,
    TrialsIfGivenOption,
    WidthOption,
    report_format_for,
)


def _several(files: list[str]) -> list[str]:
    """Let nothing pass but two files or more, one of them standard input at most."""
    if len(files) < 2:
        raise typer.BadParameter("expected two files or more")
    if files.count("-") > 1:
        raise typer.BadParameter("only one can be standard input")
    return files


FilesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="A B ...",
        callback=_several,
        help="Profiles, or estimates saved with -f json; - reads standard input.",
    ),
]


def compare(
    files: FilesArgument,
    pack: PackOption = None,
    lang: LangOption = None,
    output_format: ReportFormatOption = None,
    output: OutputOption = None,
    trials: TrialsIfGivenOption = None,
    seed: SeedIfGivenOption = None,
    width: WidthOption = None,
) -> None:
    """Compare estimates, and show how many weeks each changed input makes.

    A saved estimate is made again with its own seed and trials; profiles take those too, unless
    the options say otherwise.
    """
    from crmtimeline import __version__
    from crmtimeline.cli.candidates import Options, candidates
    from crmtimeline.cli.language import choose_language
    from crmtimeline.cli.report import show_report
    from crmtimeline.cli.screen import columns, speaking
    from crmtimeline.engine import compare as engine
    from crmtimeline.render.compare import comparison_lines
    from crmtimeline.render.compare_markdown import comparison_markdown
    from crmtimeline.render.pages.comparison import comparison_page

    chosen = report_format_for(output_format, output)
    shown_on = sys.stdout if chosen is ReportFormat.TERMINAL and output is None else None
    with speaking(choose_language(lang, None, sys.stderr)) as speech:
        options = Options(pack, lang, trials, seed)
        found, language = candidates(files, options, speech, shown_on)
        result = engine.compare(found, language, __version__)
        show_report(
            result,
            language,
            chosen,
            output,
            lambda: comparison_markdown(result),
            lambda: comparison_lines(result, columns(width, output)),
            lambda: comparison_page(result),
        )
