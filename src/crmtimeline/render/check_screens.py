"""Check screens: whether packs keep their promises, and where each row of their sources is used."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crmtimeline.errors import Issue, Message
from crmtimeline.model.strict import Language
from crmtimeline.render.layout import Column, Line, Span, paragraph, table
from crmtimeline.render.numbers import weeks
from crmtimeline.render.words import say, word

_TEXT = Column(flexible=True)


class CaseRow(NamedTuple):
    """One case as the table shows it; weeks are P10, P50 and P90."""

    pack: str
    case: str
    source: str
    claim: str
    weeks: tuple[float, float, float]
    failures: tuple[Issue, ...]


def case_table(rows: Sequence[CaseRow], packs: int, width: int, language: Language) -> list[Line]:
    """Return every case with its claim and what came out, failures below, and a last word."""
    heads = ("pack", "case", "source", "claim", "result", "")
    cells = [[Span(word(head, language) if head else "", "faint") for head in heads]]
    for row in rows:
        verdict = (
            Span(word("fails", language), "bad")
            if row.failures
            else Span(word("passes", language), "good")
        )
        result = " / ".join(weeks(each) for each in row.weeks)
        cells.append(
            [
                Span(row.pack),
                Span(row.case),
                Span(row.source),
                Span(row.claim),
                Span(result),
                verdict,
            ]
        )
    lines = table(cells, [_TEXT, _TEXT, Column(), Column(), Column(), Column()], width)
    failed = sum(1 for row in rows if row.failures)
    values = {"packs": packs, "cases": len(rows), "failed": failed}
    code = "check_failed" if failed else "check_done"
    return [*lines, [], [Span(say(Message(code, values), language), "bad" if failed else "good")]]


def source_table(
    used: Mapping[str, Sequence[str]], texts: Mapping[str, str], width: int, language: Language
) -> list[Line]:
    """Return each row with its fact and the entries that cite it."""
    if not used:
        return paragraph(word("no_sources", language), width)
    lines: list[Line] = []
    for row, entries in used.items():
        lines += table([[Span(row, "strong"), Span(texts.get(row, ""))]], [Column(), _TEXT], width)
        for entry in entries:
            lines += paragraph(entry, width, "faint", "      ")
        if not entries:
            lines += paragraph(word("unused", language), width, "bad", "      ")
    values = {"used": sum(1 for each in used.values() if each), "rows": len(used)}
    return [*lines, [], *paragraph(say(Message("rows_used", values), language), width, "strong")]
