"""Claim in Markdown: the answer to a claim for a mail or a pull request."""

from crmtimeline.model.claim import ClaimAnswer
from crmtimeline.render.basis_markdown import basis_markdown
from crmtimeline.render.claim import (
    input_cells,
    needed_inputs,
    needed_phases,
    phase_cells,
    sentences,
)
from crmtimeline.render.markdown import bullets, escaped, heading, table, to_text
from crmtimeline.render.terminal import made_by, title_of
from crmtimeline.render.words import say, word


def claim_markdown(answer: ClaimAnswer) -> str:
    """Return what to say, phases and inputs that it would need, and what the answer rests on."""
    lines = [
        *heading(title_of(answer.profile, answer.pack, answer.language), 2),
        *bullets(sentences(answer)),
    ]
    lines += [*_phases(answer), *_inputs(answer)]
    lines += basis_markdown(answer.basis, answer.language, 3)
    return to_text([*lines, escaped(_made_by(answer))])


def _phases(answer: ClaimAnswer) -> list[str]:
    rows = [phase_cells(each) for each in needed_phases(answer.claim)]
    if not rows:
        return []
    keys = ("claim_table", "claim_typical", "claim_needed", "claim_share")
    head = [word(key, answer.language) for key in keys]
    return table(head, rows, ["left", "right", "right", "right"])


def _inputs(answer: ClaimAnswer) -> list[str]:
    language = answer.language
    rows = [input_cells(each, language) for each in needed_inputs(answer.claim)]
    if not rows:
        return []
    head = [word(key, language) for key in ("claim_unknown", "claim_of", "claim_all")]
    head.append(word("claim_among", language))
    return table(head, rows, ["left", "left", "right", "right"])


def _made_by(answer: ClaimAnswer) -> str:
    made = made_by(answer.pack, answer.tool.version, answer.simulation)
    return say(made, answer.language)
