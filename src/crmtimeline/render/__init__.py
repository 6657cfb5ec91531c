"""Render: from results to text and bytes; one table of the formats that an estimate comes in."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from crmtimeline.model.estimate import Estimate
    from crmtimeline.model.handover import Handover


class Renderer(NamedTuple):
    """A function from an Estimate to text or bytes, in a module that is imported when needed."""

    module: str
    function: str
    endings: tuple[str, ...]
    """Endings of the files that are of this format."""
    whole: bool = False
    """Whether it shows the checklist and the sources too: then it takes a Handover."""
    dated: bool = False
    """Whether it needs a start, because it shows nothing but dates."""
    binary: bool = False
    """Whether it is bytes, not text."""
    extra: str = ""
    """The extra that brings the library it needs, which is called the same."""


FORMATS: Mapping[str, Renderer] = {
    "csv": Renderer("csv_table", "csv_table", (".csv",)),
    "docx": Renderer(
        "office.text", "estimate_docx", (".docx",), whole=True, binary=True, extra="docx"
    ),
    "json": Renderer("json_document", "estimate_json", (".json",)),
    "html": Renderer("pages.estimate", "estimate_page", (".html", ".htm"), whole=True),
    "svg": Renderer("svg", "estimate_svg", (".svg",)),
    "markdown": Renderer("estimate_markdown", "estimate_markdown", (".md",), whole=True),
    "xlsx": Renderer("office.workbook", "estimate_xlsx", (".xlsx",), whole=True, binary=True),
    "mspdi": Renderer("mspdi", "mspdi", (".xml",), dated=True),
    "ics": Renderer("ics", "ics", (".ics",), dated=True),
    "mermaid": Renderer("mermaid", "mermaid", (".mmd", ".mermaid"), dated=True),
}
"""The formats of an estimate besides the terminal, by name."""


def rendered(name: str, subject: "Estimate | Handover") -> str | bytes:
    """Return an estimate, or the whole handover, in a format, by the format's name."""
    chosen = FORMATS[name]
    function = getattr(import_module(f"{__name__}.{chosen.module}"), chosen.function)
    return cast("str | bytes", function(subject))


def format_of(file: str) -> str | None:
    """Return the name of the format that a file's ending stands for, None where none does."""
    return next(
        (name for name, each in FORMATS.items() if file.lower().endswith(each.endings)), None
    )
