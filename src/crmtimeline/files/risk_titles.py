"""Risk titles: each names the columns of its risk, so that no two may name the same ones."""

from collections.abc import Iterator, Sequence

from crmtimeline.model.risk import Risk


def taken_titles(risks: Sequence[Risk], others: Sequence[Risk] = ()) -> Iterator[int]:
    """Yield the position of each risk whose title is taken, by one of `others` or one before it."""
    taken = {name for risk in others for name in _names(risk)}
    for at, risk in enumerate(risks):
        if not taken.isdisjoint(_names(risk)):
            yield at
        taken |= _names(risk)


def _names(risk: Risk) -> set[str]:
    """Return what a risk's columns are called."""
    return {risk.title, f"{risk.title}.weeks"}
