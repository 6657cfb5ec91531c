"""Estimate: from a profile and rules to the one frozen result that every output shows."""

from dataclasses import replace

import numpy as np

from crmtimeline.engine.basis import basis
from crmtimeline.engine.calendar_shown import calendar_shown
from crmtimeline.engine.causes import drivers, unknowns, variance_by_kind
from crmtimeline.engine.dating import Dating, dating
from crmtimeline.engine.milestones import milestones
from crmtimeline.engine.outlook import Outlook, Project
from crmtimeline.engine.results import Spreads, curve, phases, total
from crmtimeline.engine.risks import risks_shown
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.warnings import warnings
from crmtimeline.errors import InputError, Issue, Message
from crmtimeline.model.calendar import Calendar
from crmtimeline.model.dated import CalendarShown, DeadlineShown, ProgressShown
from crmtimeline.model.estimate import Driver, Estimate, Total
from crmtimeline.model.origin import Origin, PackShown, ProfileShown, Simulation, Tool
from crmtimeline.model.pack import Pack, RulePack
from crmtimeline.model.plan import Common
from crmtimeline.model.profile import Profile
from crmtimeline.model.strict import Language, text_in


def estimate(
    rules: RulePack, profile: Profile, settings: Settings, calendar: Calendar | None = None
) -> Estimate:
    """Return the estimate of a profile by a rule pack; dates follow the calendar, if there is one.

    Raises InputError where nothing is in scope, or the profile's progress cannot have happened.
    """
    project = Project(rules, profile, settings, common_causes(rules.pack))
    dated = dating_of(rules.pack, profile, calendar)
    plan = project.plan(dated)
    now, progress = as_it_stands(project, plan, dated)
    spreads = Spreads(settings.trials)
    found = _found(project, plan, now, progress, dated, spreads)
    return found if dated is None else _with_work_plan(found, now, dated, spreads)


def _found(
    project: Project,
    plan: Outlook,
    now: Outlook,
    progress: ProgressShown | None,
    dated: Dating | None,
    spreads: Spreads,
) -> Estimate:
    """Return all that is found of a project, but for its work plan."""
    rules, profile, settings = project.rules, project.profile, project.settings
    pack, language = rules.pack, settings.language
    whole = total(spreads, now.simulated, now.scenario, dated)
    causes, shown = _causes(project, plan, now), _calendar(dated, whole, now, language)
    rests_on = basis(pack, profile, plan.inputs, plan.activities, language)
    return Estimate(
        schema="crmtimeline/estimate/1",
        tool=Tool(settings.version),
        language=language,
        profile=profile_shown(pack, profile, language),
        pack=pack_shown(rules, language),
        simulation=simulation_shown(project),
        total=whole,
        curve=curve(spreads, now.simulated, dated),
        phases=phases(spreads, now.activities, now.simulated, now.scenario, dated),
        excluded=plan.scoped.excluded,
        unknowns=unknowns(plan.inputs.unknown, causes, language),
        risks=risks_shown(now.activities, now.simulated.absent, now.happened),
        drivers=causes,
        variance_shares=variance_by_kind(causes),
        milestones=milestones(plan.scoped.expected, spreads, now.simulated, settings.seed, dated),
        given=rests_on.given,
        figures=rests_on.figures,
        assumptions=rests_on.assumptions,
        calendar=shown,
        work_plan=None,
        deadline=_deadline(profile, settings, dated, now, spreads),
        progress=progress,
        warnings=warnings(rules, profile, plan.scoped.excluded, shown, progress, language),
        origin=_origin(rules, profile, settings),
    )


def _with_work_plan(found: Estimate, now: Outlook, dated: Dating, spreads: Spreads) -> Estimate:
    from crmtimeline.engine.work_plan import work_plan

    return replace(found, work_plan=work_plan(found, now.simulated, dated, spreads))


def common_causes(pack: Pack) -> Common:
    """Return the pack's correlation and project spread; 0 where it is silent."""
    correlation, spread = pack.uncertainty.correlation, pack.uncertainty.project_spread
    return Common(correlation.value if correlation else 0.0, spread.value if spread else 0.0)


def dating_of(pack: Pack, profile: Profile, calendar: Calendar | None) -> Dating | None:
    """Return the dating with the closures and freezes of both; None without a start.

    Raises InputError P128 where they leave no day to work, or to start on.
    """
    keys = profile.keys
    if keys.start is None:
        return None
    freezes = [
        (each, tuple(each.phases or [pack.go_live])) for each in (*pack.freezes, *keys.freezes)
    ]
    found = dating(keys.start, calendar, (*pack.closures, *keys.closures), freezes)
    if found.days.ended:
        raise InputError([Issue(Message("P128", {"key": "closures"}), profile.spot("closures"))])
    if any(days[found.days.origin :].all() for days in found.frozen.values()):
        raise InputError([Issue(Message("P128", {"key": "freezes"}), profile.spot("freezes"))])
    return found


def as_it_stands(
    project: Project, plan: Outlook, dated: Dating | None
) -> tuple[Outlook, ProgressShown | None]:
    """Return the plan, or what progress makes of it."""
    if not project.profile.keys.progress:
        return plan, None
    from crmtimeline.engine.forecast import forecast
    from crmtimeline.engine.progress import check_dates
    from crmtimeline.engine.progress_shown import progress_shown

    check_dates(project.profile, project.settings.today)
    assert dated is not None, "progress without a start is refused"
    now = forecast(project, plan, dated)
    keys, language = project.profile.keys, project.settings.language
    return now, progress_shown(keys, plan, now, dated, language)


def _causes(project: Project, plan: Outlook, now: Outlook) -> tuple[Driver, ...]:
    begun = now.simulated.held.actuals
    still_open = [
        activity
        for at, activity in enumerate(now.activities)
        if at not in begun or begun[at].finished is None
    ]
    end = np.broadcast_to(now.simulated.schedule.end, project.settings.trials)
    unknown, language = plan.inputs.unknown, project.settings.language
    return drivers(still_open, unknown, project.common, end, now.order_of, language)


def _calendar(
    dated: Dating | None, whole: Total, now: Outlook, language: Language
) -> CalendarShown | None:
    if dated is None or whole.finish_date is None:
        return None
    names = frozenset(now.simulated.positions)
    return calendar_shown(dated, whole.finish_date.p95, names, language)


def _deadline(
    profile: Profile,
    settings: Settings,
    dated: Dating | None,
    now: Outlook,
    spreads: Spreads,
) -> DeadlineShown | None:
    day = profile.keys.deadline
    if day is None or dated is None:
        return None
    from crmtimeline.engine.deadline import deadline

    return deadline(day, settings.today, dated, now.simulated, spreads)


def pack_shown(rules: RulePack, language: Language) -> PackShown:
    """Return what is said of a pack."""
    pack = rules.pack
    return PackShown(pack.id, pack.version, rules.digest, text_in(pack.title, language, pack.id))


def simulation_shown(project: Project) -> Simulation:
    """Return how the trials of a project are made."""
    settings, common = project.settings, project.common
    return Simulation(settings.trials, settings.seed, common.correlation, common.project_spread)


def profile_shown(pack: Pack, profile: Profile, language: Language) -> ProfileShown:
    """Return what is said of a profile."""
    scope_id = profile.keys.scope
    title = text_in(pack.scopes[scope_id].title, language, scope_id) if scope_id else None
    return ProfileShown(profile.keys.name, profile.digest, profile.given, scope_id, title)


def _origin(rules: RulePack, profile: Profile, settings: Settings) -> Origin:
    keys = profile.keys
    return Origin(
        file=profile.file,
        settings=profile.settings,
        places={key: str(place) for key, place in profile.places.items()},
        today=settings.today if keys.deadline or keys.progress else None,
        extends=rules.parents,
    )
