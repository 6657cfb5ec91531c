"""Basis: what an estimate rests on, as a person reads it."""

from collections.abc import Iterator

from crmtimeline.model.estimate import Estimate
from crmtimeline.render.layout import Line, paragraph
from crmtimeline.render.words import aside, value_shown, word

INDENT = "  "


def basis_lines(estimate: Estimate, width: int) -> list[Line]:
    """Return what is given, the figures that no source reports, and what the range relies on."""
    language = estimate.language
    lines = paragraph(word("basis", language), width, "strong", INDENT)
    for head, entries in (
        ("given", list(given_texts(estimate))),
        ("unreported", figure_texts(estimate)),
    ):
        if entries:
            text = word(head, language) + word("semicolon", language).join(entries)
            lines += paragraph(text, width, "", INDENT)
    for each in estimate.assumptions:
        lines += paragraph(f"- {each.title}", width, "", INDENT)
    return lines


def given_texts(estimate: Estimate) -> Iterator[str]:
    """Yield each input that is given, with its value."""
    colon = word("colon", estimate.language)
    for each in estimate.given:
        title = word("size", estimate.language) if each.title == each.input else each.title
        yield f"{title}{colon}{value_shown(each.shown, estimate.language)}"


def figure_texts(estimate: Estimate) -> list[str]:
    """Return what the figures are called; one that is fitted says so."""
    language = estimate.language
    titles = [(each.title or word(each.id, language), each.basis) for each in estimate.figures]
    fitted = word("basis_fitted", language)
    return [
        aside(title, fitted, language) if basis == "fitted" else title for title, basis in titles
    ]
