"""Handover: an estimate as a document in one of many formats, printed or written to a file."""

from typing import TYPE_CHECKING

from crmtimeline.cli.screen import show_bytes, show_text
from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.render import FORMATS, rendered

if TYPE_CHECKING:
    from crmtimeline.cli.loading import Loaded
    from crmtimeline.model.brand import BrandShown
    from crmtimeline.model.checklist import ProjectChecklist
    from crmtimeline.model.estimate import Estimate
    from crmtimeline.model.handover import Handover

BYTE_ORDER_MARK = "\ufeff"


def show_document(
    loaded: "Loaded",
    result: "Estimate",
    name: str,
    output: str | None,
    brand: "BrandShown | None" = None,
    *,
    bom: bool = False,
    embed: bool = False,
) -> None:
    """Print an estimate in a format, or write it to a file; pages show the brand.

    `bom` puts a mark before a text, `embed` the rules into the estimate. Raises InputError P140 for
    a format of dates and an estimate without a start, F108 for bytes that would go to a terminal,
    or F109 where the library of a format is not installed.
    """
    format_ = FORMATS[name]
    if format_.dated and result.calendar is None:
        place, needed = loaded.profile.spot("start"), Message("P140", {"format": name})
        raise InputError([Issue(needed, place, Message("hint_start"))])
    if embed:
        from crmtimeline.files.embedded import with_rules

        result = with_rules(result, loaded.pack, loaded.calendar)
    subject = handover_of(loaded, result, brand) if format_.whole else result
    try:
        document = rendered(name, subject)
    except ModuleNotFoundError as error:
        if not format_.extra or error.name != format_.extra:
            raise
        values = {"format": name, "extra": format_.extra}
        raise InputError([Issue(Message("F109", values), Place(output or "--format"))]) from None
    if isinstance(document, bytes):
        show_bytes(document, output)
    else:
        show_text(BYTE_ORDER_MARK * bom + document, output)


def handover_of(
    loaded: "Loaded", result: "Estimate", brand: "BrandShown | None" = None
) -> "Handover":
    """Return an estimate of what was loaded with its checklist and its sources."""
    from crmtimeline.files.sources import load_sources, publications, row_texts
    from crmtimeline.model.handover import Handover

    book = load_sources(loaded.pack)[0]
    return Handover(
        estimate=result,
        checklist=checklist_for(loaded, result),
        rows=row_texts(book, result.language),
        publications=publications(book, result.language),
        brand=brand,
    )


def checklist_for(loaded: "Loaded", result: "Estimate") -> "ProjectChecklist":
    """Return the checklist of what was loaded. Raises InputError for conditions that do not fit."""
    from crmtimeline.engine.checklist import checklist_of
    from crmtimeline.files.sources import check_conditions, load_checklist

    items, tree = load_checklist(loaded.pack)
    if issues := list(check_conditions(items, tree, loaded.pack)):
        raise InputError(issues)
    return checklist_of(loaded.pack.rules.pack, loaded.profile, result, items)
