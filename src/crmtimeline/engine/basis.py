"""Basis: what is given and what is usual, figures that no source reports, and what is relied on."""

from collections.abc import Iterator, Sequence

from crmtimeline.engine.inputs import Inputs
from crmtimeline.engine.lengths import PROJECT_SPREAD
from crmtimeline.model.basis import (
    AssumptionShown,
    Basis,
    FigureShown,
    GivenShown,
    UsualShown,
)
from crmtimeline.model.cite import CiteShown, cite_shown
from crmtimeline.model.pack import SIZE, Pack
from crmtimeline.model.plan import Activity
from crmtimeline.model.profile import Profile
from crmtimeline.model.strict import Language, text_in

CORRELATION = "correlation"


def basis(
    pack: Pack,
    profile: Profile,
    inputs: Inputs,
    activities: Sequence[Activity],
    language: Language,
) -> Basis:
    """Return what an answer on a project rests on, by its plan's inputs and activities."""
    usual = (
        UsualShown(each.name, each.title(language), each.value, each.shown(language))
        for each in inputs.unknown
    )
    return Basis(
        given=tuple(_given(pack, profile, inputs, language)),
        usual=tuple(usual),
        figures=_unreported(pack, activities, language),
        assumptions=tuple(
            AssumptionShown(
                name, text_in(each.title, language, name), cite_shown(each.cite, language)
            )
            for name, each in pack.assumptions.items()
        ),
    )


def _given(
    pack: Pack, profile: Profile, inputs: Inputs, language: Language
) -> Iterator[GivenShown]:
    """Yield the inputs that a profile gives, in the pack's order; the size comes first."""
    if SIZE in profile.inputs:
        size = str(profile.inputs[SIZE])
        yield GivenShown(SIZE, SIZE, size, text_in(pack.presets[size].title, language, size))
    for name in pack.inputs:
        if name in profile.inputs:
            settled = inputs[name]
            shown = settled.shown(language)
            yield GivenShown(name, settled.title(language), settled.value, shown)


def _unreported(
    pack: Pack, activities: Sequence[Activity], language: Language
) -> tuple[FigureShown, ...]:
    """Return the figures that are assumed or fitted, each once, in the order that they act in."""
    found: dict[str, FigureShown] = {}
    for activity in activities:
        for step in activity.trace:
            base = step.before is None
            name, title = (activity.id, activity.title) if base else (step.step, step.title)
            _note(found, name, title, step.cite)
    causes = pack.uncertainty
    for name, figure in (
        (CORRELATION, causes.correlation),
        (PROJECT_SPREAD, causes.project_spread),
    ):
        if figure is not None and figure.value:
            _note(found, name, None, cite_shown(figure.cite or causes.cite, language))
    return tuple(found.values())


def _note(
    found: dict[str, FigureShown], name: str, title: str | None, cite: CiteShown | None
) -> None:
    if cite is not None and cite.basis in ("assumed", "fitted") and name not in found:
        found[name] = FigureShown(name, title, cite.basis, cite.note)
