"""Run: starts the right command and turns every way it can end into an exit code."""

import os
import sys
import traceback
from typing import Annotated

import typer

from crmtimeline import __version__
from crmtimeline.cli.advise import advise
from crmtimeline.cli.batch import batch
from crmtimeline.cli.check import check
from crmtimeline.cli.checklist import checklist
from crmtimeline.cli.compare import compare
from crmtimeline.cli.estimate import estimate
from crmtimeline.cli.explain import explain
from crmtimeline.cli.init import init
from crmtimeline.cli.rules import rules
from crmtimeline.cli.schema import schema
from crmtimeline.cli.verify import verify
from crmtimeline.errors import Exit

app = typer.Typer(
    name="crmtimeline",
    help="How long a CRM project takes: a defended range of weeks from open rules.",
    epilog="Example: crmtimeline estimate --set company.employees=300",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command(epilog="Example: crmtimeline estimate profile.yaml --lang zh-CN")(estimate)
app.command(epilog="Example: crmtimeline explain profile.yaml migration")(explain)
app.command(epilog="Example: crmtimeline advise profile.yaml --target 20w --confidence 80")(advise)
app.command(epilog="Example: crmtimeline checklist profile.yaml -o checklist.md")(checklist)
app.command(epilog="Example: crmtimeline compare before.yaml after.yaml -f markdown")(compare)
app.command(epilog="Example: crmtimeline check deals/*.yaml --policy policy.yaml")(check)
app.command(epilog="Example: crmtimeline batch deals.csv -o weeks.csv")(batch)
app.command(epilog="Example: crmtimeline verify quote.json")(verify)
app.command(epilog="Example: crmtimeline init -o profile.yaml")(init)
app.command(epilog="Example: crmtimeline schema profile -o profile.schema.json")(schema)
app.add_typer(rules, name="rules")

DEBUG = "--debug"


def _version(wanted: bool) -> None:
    from crmtimeline.cli.screen import show_text

    if wanted:
        show_text(f"crmtimeline {__version__}\n")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_version, help="Print the version."),
    ] = False,
    debug: Annotated[bool, typer.Option(DEBUG, help="Show where a bug struck.")] = False,
) -> None:
    """Take the options that every command shares; both are acted on elsewhere."""


def run() -> None:
    """Run the command that the arguments name; leaves by SystemExit."""
    debug = DEBUG in sys.argv
    arguments = [each for each in sys.argv[1:] if each != DEBUG]
    _prepare_streams()
    try:
        app(arguments, prog_name="crmtimeline")
    except Exception as error:
        if debug:
            traceback.print_exc()
        _report_bug(error)
        sys.exit(Exit.BUG)


def _prepare_streams() -> None:
    """Make output the same everywhere: UTF-8 into pipes, substitutes where a console lacks one."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty() or "PYTHONIOENCODING" in os.environ:
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="replace", newline="\n")


def _report_bug(error: Exception) -> None:
    from crmtimeline.cli.language import choose_language
    from crmtimeline.cli.screen import show_problem
    from crmtimeline.errors import Message

    language = choose_language(None, None, sys.stderr)
    show_problem(Message("bug", {"error": f"{type(error).__name__}: {error}"}), language)
    show_problem(Message("bug_hint"), language)
