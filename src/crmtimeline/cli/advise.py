"""The command `advise`: what would shorten the project, or firm up its range."""

import sys
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from crmtimeline.cli.options import (
    LangOption,
    OutputOption,
    PackOption,
    ProfileArgument,
    ReportFormat,
    ReportFormatOption,
    SeedOption,
    SetOption,
    TrialsOption,
    WidthOption,
    report_format_for,
)

if TYPE_CHECKING:
    from crmtimeline.model.advice import Advice

TargetOption = Annotated[
    Optional[str],  # noqa: UP045 # typer reads it at run time in all versions
    typer.Option("--target", metavar="TARGET", help="What to reach: 12w, 3m, or 2027-06-30."),
]
ConfidenceOption = Annotated[
    int,
    typer.Option(
        "--confidence", metavar="P", min=1, max=99, help="The percentile that has to reach it."
    ),
]


def advise(
    profile: ProfileArgument = None,
    settings: SetOption = None,
    pack: PackOption = None,
    lang: LangOption = None,
    target: TargetOption = None,
    confidence: ConfidenceOption = 80,
    output_format: ReportFormatOption = None,
    output: OutputOption = None,
    trials: TrialsOption = 10_000,
    seed: SeedOption = 1,
    width: WidthOption = None,
) -> None:
    """Say what would shorten the project or firm up its range, best first, and who must act."""
    from crmtimeline.cli.claiming import read_claim
    from crmtimeline.cli.language import choose_language
    from crmtimeline.cli.loading import load, settings_of
    from crmtimeline.cli.screen import speaking
    from crmtimeline.engine.advise import Adviser

    chosen = report_format_for(output_format, output)
    shown_on = sys.stdout if chosen is ReportFormat.TERMINAL and output is None else None
    with speaking(choose_language(lang, None, sys.stderr)) as speech:
        loaded = load(profile, settings or [], pack, lang, speech, shown_on)
        made_with = settings_of(loaded, trials, seed)
        adviser = Adviser(loaded.pack.rules, loaded.profile, made_with, loaded.calendar)
        wanted = None if target is None else read_claim(target, "--target")
        advice = adviser.advice(None if wanted is None else adviser.target(wanted, confidence))
        _show(advice, chosen, width, output)


def _show(advice: "Advice", chosen: ReportFormat, width: int | None, output: str | None) -> None:
    """Print the advice, or write it to a file."""
    from crmtimeline.cli.report import show_report
    from crmtimeline.cli.screen import columns
    from crmtimeline.render.advice import advice_lines
    from crmtimeline.render.advice_markdown import advice_markdown
    from crmtimeline.render.pages.advice import advice_page

    show_report(
        advice,
        advice.language,
        chosen,
        output,
        lambda: advice_markdown(advice),
        lambda: advice_lines(advice, columns(width, output)),
        lambda: advice_page(advice),
    )
