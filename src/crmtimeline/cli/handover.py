"""Handover: an estimate as a document in one of many formats, printed or written to a file."""

from typing import TYPE_CHECKING

from crmtimeline.cli.screen import show_bytes, show_text
from crmtimeline.errors import InputError, Issue, Message
from crmtimeline.render import FORMATS, rendered

if TYPE_CHECKING:
    from crmtimeline.cli.loading import Loaded
    from crmtimeline.model.checklist import ProjectChecklist
    from crmtimeline.model.estimate import Estimate
    from crmtimeline.model.handover import Handover


def show_document(loaded: "Loaded", result: "Estimate", name: str, output: str | None) -> None:
    """Print an estimate in a format, or write it to a file.

    Raises InputError P140 for a format of dates and an estimate without a start, or F108 for bytes
    that would go to a terminal.
    """
    format_ = FORMATS[name]
    if format_.dated and result.calendar is None:
        raise InputError([Issue(Message("P140", {"format": name}), loaded.profile.spot("start"))])
    document = rendered(name, handover_of(loaded, result) if format_.whole else result)
    if isinstance(document, bytes):
        show_bytes(document, output)
    else:
        show_text(document, output)


def handover_of(loaded: "Loaded", result: "Estimate") -> "Handover":
    """Return an estimate of what was loaded with its checklist and its sources."""
    from crmtimeline.files.sources import load_sources, publications, row_texts
    from crmtimeline.model.handover import Handover

    book = load_sources(loaded.pack)[0]
    return Handover(
        estimate=result,
        checklist=checklist_for(loaded, result),
        rows=row_texts(book, result.language),
        publications=publications(book, result.language),
    )


def checklist_for(loaded: "Loaded", result: "Estimate") -> "ProjectChecklist":
    """Return the checklist of what was loaded. Raises InputError for conditions that do not fit."""
    from crmtimeline.engine.checklist import checklist_of
    from crmtimeline.files.sources import check_conditions, load_checklist

    items, tree = load_checklist(loaded.pack)
    if issues := list(check_conditions(items, tree, loaded.pack)):
        raise InputError(issues)
    return checklist_of(loaded.pack.rules.pack, loaded.profile, result, items)
