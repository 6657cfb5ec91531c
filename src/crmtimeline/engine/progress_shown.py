"""Progress shown: what has happened against the plan, phase by phase and as a whole."""

from collections.abc import Iterator, Mapping

from crmtimeline.engine.dating import Dating
from crmtimeline.engine.forecast import Forecast
from crmtimeline.engine.learned import learned
from crmtimeline.engine.outlook import Outlook
from crmtimeline.engine.precedence import waits_to_finish
from crmtimeline.engine.reforecast import LEAST_EFFECTIVE
from crmtimeline.engine.results import TOTAL_SHARES, Spreads, passed_in_silence, rounded_weeks
from crmtimeline.engine.statistics import percentiles
from crmtimeline.model.dated import Gap, PhaseProgressShown, ProgressShown
from crmtimeline.model.figures import TotalSpread
from crmtimeline.model.profile import PhaseProgress, ProfileKeys
from crmtimeline.model.strict import Language


def progress_shown(
    keys: ProfileKeys,
    plan: Outlook,
    forecast: Forecast,
    dated: Dating,
    language: Language,
) -> ProgressShown:
    """Return what has happened against the plan."""
    assert keys.as_of is not None, "progress without it is refused"
    before, after = (Spreads(len(forecast.found.taken)) for _ in range(2))
    planned = percentiles(before.sorted(plan.simulated.schedule.end), TOTAL_SHARES)
    expected = percentiles(after.sorted(forecast.simulated.schedule.end), TOTAL_SHARES)
    shown = tuple(_phases(keys.progress, plan, forecast, dated, before))
    later = [rounded_weeks(new - old) for new, old in zip(expected, planned, strict=True)]
    return ProgressShown(
        as_of=keys.as_of,
        trials=forecast.found.drawn,
        effective_trials=forecast.found.effective,
        rough=forecast.found.effective < LEAST_EFFECTIVE,
        finished=all(phase.status == "done" for phase in shown),
        pace=_pace(plan, forecast, before),
        plan_weeks=TotalSpread(*map(rounded_weeks, planned)),
        plan_finish_date=dated.ends(planned),
        later_weeks=Gap(*later[1:4]),
        phases=shown,
        learned=learned(plan.inputs.unknown, forecast.inputs, forecast.found.taken, language),
    )


def _pace(plan: Outlook, forecast: Forecast, spreads: Spreads) -> float | None:
    """Return the weeks that finished phases took over the P50 that was planned for them."""
    taken = planned = 0.0
    held = forecast.simulated.held
    for at, actual in held.actuals.items():
        own = not waits_to_finish(plan.activities[at], actual, held.actuals)
        if actual.finished is not None and own:
            taken += actual.spent
            planned += spreads.exact(plan.simulated.weeks[at], plan.simulated.absent[at])[1]
    return round(taken / planned, 3) if planned else None


def _phases(
    progress: Mapping[str, PhaseProgress],
    plan: Outlook,
    forecast: Forecast,
    dated: Dating,
    spreads: Spreads,
) -> Iterator[PhaseProgressShown]:
    trials, held = plan.simulated, forecast.simulated.held
    for at, activity in enumerate(plan.activities):
        seen, actual = progress.get(activity.id), held.actuals.get(at)
        absent, schedule = trials.absent[at], trials.schedule
        running = actual is not None and actual.finished is None
        passed = passed_in_silence(at, forecast.simulated)
        yield PhaseProgressShown(
            id=activity.id,
            status="running" if running else "done" if actual or passed else "to_come",
            started=seen.started if seen else None,
            finished=seen.finished if seen else None,
            spent_weeks=rounded_weeks(actual.spent) if actual else 0.0,
            plan_duration=spreads.of(trials.weeks[at], absent),
            plan_start_date=dated.first_days(spreads.exact(schedule.start[at], absent)),
            plan_finish_date=dated.last_days(spreads.exact(schedule.finish[at], absent)),
        )
