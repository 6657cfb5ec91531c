"""Report: an answer about estimates, shown in the format that is asked for."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from crmtimeline.cli.options import ReportFormat
from crmtimeline.cli.screen import show_lines, show_text

if TYPE_CHECKING:
    from crmtimeline.model.strict import Language, Result
    from crmtimeline.render.layout import Line


def show_report(
    result: "Result",
    language: "Language",
    chosen: ReportFormat,
    output: str | None,
    markdown: Callable[[], str],
    lines: Callable[[], "Sequence[Line]"],
    page: Callable[[], str],
) -> None:
    """Print an answer, or write it to a file; `markdown`, `lines` and `page` make its forms."""
    if chosen is ReportFormat.JSON:
        from crmtimeline.render.json_document import to_json

        show_text(to_json(result, language), output)
    elif chosen is ReportFormat.MARKDOWN:
        show_text(markdown(), output)
    elif chosen is ReportFormat.HTML:
        show_text(page(), output)
    else:
        show_lines(lines(), output)
