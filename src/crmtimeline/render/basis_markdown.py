"""Basis in Markdown: what is given and usual, each figure with its reason, what is relied on."""

from crmtimeline.model.basis import Basis
from crmtimeline.model.strict import Language
from crmtimeline.render.basis import figure_title, values
from crmtimeline.render.markdown import bullets, heading, paragraph, table
from crmtimeline.render.words import word


def basis_markdown(basis: Basis, language: Language, level: int) -> list[str]:
    """Return a section on what an answer rests on, its heading of a level."""
    head = heading(word("basis", language), level)
    return [*head, *inputs_markdown(basis, language), *grounds_markdown(basis, language)]


def inputs_markdown(basis: Basis, language: Language) -> list[str]:
    """Return the inputs that are given, and those at their usual values."""
    semicolon = word("semicolon", language)
    return bullets(
        [
            word(head, language) + semicolon.join(values(entries, language))
            for head, entries in (("given", basis.given), ("usual_values", basis.usual))
            if entries
        ]
    )


def grounds_markdown(basis: Basis, language: Language) -> list[str]:
    """Return the figures that no source reports with their reasons, and what is relied on."""
    lines = []
    if basis.figures:
        head = [word("figure_unreported", language), word("why", language)]
        rows = [[figure_title(each, language), each.note or ""] for each in basis.figures]
        lines += table(head, rows, ["left", "left"])
    if basis.assumptions:
        titles = [each.title for each in basis.assumptions]
        lines += [*paragraph(word("relied_on", language)), *bullets(titles)]
    return lines
