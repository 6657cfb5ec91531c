"""Basis: what is given, and which figures of the pack that act here no source reports."""

from collections.abc import Iterator, Sequence

from crmtimeline.engine.inputs import Inputs
from crmtimeline.engine.lengths import PROJECT_SPREAD
from crmtimeline.model.basis import FigureShown, GivenShown
from crmtimeline.model.cite import CiteShown, cite_shown
from crmtimeline.model.pack import SIZE, Pack
from crmtimeline.model.plan import Activity
from crmtimeline.model.profile import Profile
from crmtimeline.model.strict import Language, text_in

CORRELATION = "correlation"


def given(pack: Pack, profile: Profile, inputs: Inputs, language: Language) -> Iterator[GivenShown]:
    """Yield the inputs that a profile gives, in the pack's order; the size comes first."""
    if SIZE in profile.inputs:
        size = str(profile.inputs[SIZE])
        yield GivenShown(SIZE, SIZE, size, text_in(pack.presets[size].title, language, size))
    for name in pack.inputs:
        if name in profile.inputs:
            settled = inputs[name]
            shown = settled.shown(language)
            yield GivenShown(name, settled.title(language), settled.value, shown)


def unreported(
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
