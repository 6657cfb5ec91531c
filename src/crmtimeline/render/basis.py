"""Basis: what an answer rests on, as a person reads it."""

from collections.abc import Iterator, Sequence

from crmtimeline.errors import Message
from crmtimeline.model.basis import Basis, FigureShown, GivenShown, UsualShown
from crmtimeline.model.strict import Language
from crmtimeline.render.layout import Line, paragraph
from crmtimeline.render.words import aside, say, value_shown, word

INDENT = "  "


def basis_lines(basis: Basis, width: int, language: Language) -> list[Line]:
    """Return what is given, the figures that no source reports, and what the range relies on."""
    lines = paragraph(word("basis", language), width, "strong", INDENT)
    figures = [figure_title(each, language) for each in basis.figures]
    for head, entries in (("given", values(basis.given, language)), ("unreported", figures)):
        if entries:
            text = word(head, language) + word("semicolon", language).join(entries)
            lines += paragraph(text, width, "", INDENT)
    for each in basis.assumptions:
        lines += paragraph(f"- {each.title}", width, "", INDENT)
    return lines


def counts_sentence(basis: Basis, language: Language) -> str:
    """Return how much of it is given, usual, assumed and relied on, and where it is named."""
    return say(Message("basis_counts", dict(counts(basis))), language)


def counts(basis: Basis) -> Iterator[tuple[str, int]]:
    """Yield how many entries each part of it has."""
    for name, entries in vars(basis).items():
        yield name, len(entries)


def values(entries: Sequence[GivenShown | UsualShown], language: Language) -> list[str]:
    """Return inputs with their values."""
    texts = []
    for each in entries:
        title = word("size", language) if each.title == each.input else each.title
        texts.append(f"{title}{word('colon', language)}{value_shown(each.shown, language)}")
    return texts


def figure_title(figure: FigureShown, language: Language) -> str:
    """Return what a figure is called; one that is fitted says so."""
    title = figure.title or word(figure.id, language)
    return aside(title, word("basis_fitted", language), language) if _fitted(figure) else title


def _fitted(figure: FigureShown) -> bool:
    return figure.basis == "fitted"
