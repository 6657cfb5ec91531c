"""Check screens: whether packs keep their promises, and where each row of their sources is used."""

from collections.abc import Mapping, Sequence
from itertools import groupby
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
    heads = ("case", "source", "claim", "result", "")
    cells = [[Span(word(head, language) if head else "", "faint") for head in heads]]
    for pack, of_pack in groupby(rows, key=lambda row: row.pack):
        cells.append([Span(pack, "strong"), *[Span("")] * (len(heads) - 1)])
        cells += ([*_case(row), _verdict(row, language)] for row in of_pack)
    lines = table(cells, [_TEXT, *[Column()] * (len(heads) - 1)], width)
    failed = sum(1 for row in rows if row.failures)
    values = {"packs": packs, "cases": len(rows), "failed": failed}
    code = "check_failed" if failed else "check_done"
    return [*lines, [], [Span(say(Message(code, values), language), "bad" if failed else "good")]]


def _case(row: CaseRow) -> list[Span]:
    result = " / ".join(weeks(each) for each in row.weeks)
    return [Span(f"  {row.case}"), Span(row.source), Span(row.claim), Span(result)]


def _verdict(row: CaseRow, language: Language) -> Span:
    key, style = ("fails", "bad") if row.failures else ("passes", "good")
    return Span(word(key, language), style)


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
