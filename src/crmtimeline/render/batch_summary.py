"""Batch summary on a screen: how many were estimated, weeks to quote, and what was not known."""

from collections.abc import Iterator

from crmtimeline.errors import Message
from crmtimeline.model.batch import BatchSummary
from crmtimeline.model.strict import Language
from crmtimeline.render.block import Block, block_lines
from crmtimeline.render.layout import Line, Span, paragraph
from crmtimeline.render.numbers import number
from crmtimeline.render.words import aside, say, word


def summary_lines(summary: BatchSummary, width: int, language: Language) -> list[Line]:
    """Return the first errors, a sentence with all by code, and tables of packs and of inputs."""
    style = "bad" if summary.failed else "good"
    lines = [*_errors(summary, language), *paragraph(_counted(summary, language), width, style)]
    for block in _blocks(summary, language):
        lines += [[], *block_lines(block, width)]
    return lines


def _errors(summary: BatchSummary, language: Language) -> Iterator[Line]:
    for each in summary.first:
        yield [
            Span(f"{each.place}: "),
            Span(f"{word('error', language)} {each.code}", "error"),
            Span(f": {each.message}"),
        ]


def _counted(summary: BatchSummary, language: Language) -> str:
    values = {
        "rows": summary.rows,
        "estimated": summary.rows - summary.failed,
        "failed": summary.failed,
    }
    text = say(Message("batch_done", values), language)
    colon, joint = word("colon", language), word("semicolon", language)
    codes = joint.join(f"{each.code}{colon}{number(each.rows)}" for each in summary.errors)
    return aside(text, codes, language) if codes else text


def _blocks(summary: BatchSummary, language: Language) -> Iterator[Block]:
    if summary.packs:
        yield Block(
            word("batch_quotes", language),
            [word("batch_profiles", language), "10 %", "50 %", "90 %"],
            [
                [f"{each.pack}{word('comma', language)}{share}", number(each.rows)]
                + [number(weeks) for weeks in vars(tenths).values()]
                for each in summary.packs
                for share, tenths in (("P50", each.p50), ("P80", each.p80))
            ],
        )
    if summary.unknowns:
        yield Block(
            word("batch_unknown", language),
            [word("batch_widest", language), word("batch_unknown_in", language)],
            [[each.title, number(each.widest), number(each.unknown)] for each in summary.unknowns],
        )
