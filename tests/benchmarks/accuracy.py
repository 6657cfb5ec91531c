"""Scores the packaged rules on published project durations. Run by hand: python accuracy.py

A profile holds what a record states (employees, users or else the size band, business units,
customization, deployment, number of integrations); all else stays unknown. Stated as a range,
a number is taken at its geometric mean, and so is a claim's duration.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from pathlib import Path
from statistics import fmean, median
from typing import Any

import numpy as np

from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.statistics import percentiles
from crmtimeline.errors import InputError, Place
from crmtimeline.files.packs import load_pack
from crmtimeline.files.profiles import check_profile
from crmtimeline.files.yaml_tree import Tree, read_tree
from crmtimeline.model.pack import EMPLOYEES, USERS, RulePack

EVIDENCE = Path(__file__).parents[1] / "data" / "evidence.yaml"
SCOPES = {
    "whole": "whole",
    "contract_to_golive": "contract-to-go-live",
    "build_to_golive": "build-to-go-live",
}
SIZES = {
    "small": "small",
    "medium": "medium",
    "upper_mid": "upper-mid",
    "enterprise": "enterprise",
}
BASELINE = (13.0, 26.0)
"""Three to six months, which everybody says."""

Record = dict[str, Any]


@dataclass(frozen=True)
class Forecast:
    """What was said of a duration beforehand, in weeks."""

    p10: float
    p50: float
    p80: float
    p90: float


@dataclass(frozen=True)
class Scored:
    """A record with its duration and what the pack says of it."""

    record: Record
    actual: float
    forecast: Forecast

    @property
    def band(self) -> str:
        """The record's size band."""
        return str(self.record["size_band"])


def usable(record: Record) -> bool:
    """Whether a record is a packaged project of known size, scope and duration, whole."""
    return (
        record["route"] == "packaged"
        and record["test_grade"] in ("A", "B")
        and record["size_band"] in SIZES
        and record["scope"] in SCOPES
        and record.get("parent_id") is None
        and duration(record) is not None
    )


def duration(record: Record) -> float | None:
    """Return how long a project took, or the middle of what is claimed, in weeks."""
    if record["kind"] == "case":
        return None if record["weeks"] is None else float(record["weeks"])
    low, high = record["weeks_low"], record["weeks_high"]
    return None if low is None or high is None else sqrt(low * high)


def stated(number: Any) -> float | None:
    """Return a number that a record states, `200-500` as its geometric mean, words as None."""
    if isinstance(number, int | float):
        return float(number)
    low, dash, high = str(number).partition("-")
    if not (dash and low.isdigit() and high.isdigit()):
        return None
    return float(round(sqrt(int(low) * int(high))))


def profile_of(record: Record) -> dict[str, Any]:
    """Return the profile that a record's statements make; employees go before users."""
    employees, users = stated(record["employees"]), stated(record["users"])
    company: dict[str, Any] = {}
    if employees is not None:
        company[EMPLOYEES.split(".")[1]] = employees
    if users is not None and (employees is None or users <= employees):
        company[USERS.split(".")[1]] = users
    if not company:
        company["size"] = SIZES[record["size_band"]]
    if record["business_units"] is not None:
        company["business_units"] = record["business_units"]
    profile = {"scope": SCOPES[record["scope"]], "company": company}
    for key in ("customization", "deployment"):
        if record[key] is not None:
            profile[key] = record[key]
    if record.get("integrations_count") is not None:
        profile["integrations"] = {"count": record["integrations_count"]}
    return profile


def forecast(rules: RulePack, record: Record) -> Forecast:
    """Return what the pack says of a record."""
    profile, issues = check_profile(rules.pack, Tree(record["id"], profile_of(record), {}))
    if profile is None:
        raise InputError(issues)
    weeks = estimate(rules, profile, Settings("en", "0")).total.weeks
    return Forecast(weeks.p10, weeks.p50, weeks.p80, weeks.p90)


def always(_: Scored, __: Sequence[Scored]) -> Forecast:
    """Return the same range for everybody, its high end standing in for P80."""
    low, high = BASELINE
    return Forecast(low, sqrt(low * high), high, high)


def band_median(one: Scored, everyone: Sequence[Scored]) -> Forecast:
    """Return the percentiles of the other records of the band."""
    others = sorted(each.actual for each in everyone if each.band == one.band and each != one)
    p10, p80, p90 = percentiles(np.array(others), (10, 80, 90))
    return Forecast(p10, median(others), p80, p90)


def row(name: str, scored: Sequence[tuple[float, Forecast]]) -> str:
    """Return one line of the table."""
    inside = fmean(said.p10 <= actual <= said.p90 for actual, said in scored)
    kept = fmean(actual <= said.p80 for actual, said in scored)
    ratios = [actual / said.p50 for actual, said in scored]
    error = fmean(abs(log(ratio)) for ratio in ratios)
    return (
        f"{name:<34}{len(scored):>3}{inside:>10.0%}{kept:>10.0%}{median(ratios):>12.2f}"
        f"{error:>10.2f}{exp(error):>8.2f}"
    )


def table(everyone: Sequence[Scored]) -> Iterator[str]:
    """Yield the table: the pack beside its baselines, cases and claims apart and together."""
    yield (
        f"{'':<34}{'n':>3}{'in P10-90':>10}{'<= P80':>10}{'actual/P50':>12}"
        f"{'log error':>10}{'factor':>8}"
    )
    for kind in ("case", "claim", None):
        group = [each for each in everyone if kind in (None, each.record["kind"])]
        label = f"{kind}s" if kind else "all"
        yield row(f"{label}: packaged", [(each.actual, each.forecast) for each in group])
        for name, baseline in (("always 13-26 weeks", always), ("median of its band", band_median)):
            said = [(each.actual, baseline(each, everyone)) for each in group]
            yield row(f"{label}: {name}", said)
    for band in SIZES:
        group = [each for each in everyone if each.band == band]
        if group:
            said = [(each.actual, each.forecast) for each in group]
            yield row(f"band {band}: packaged", said)


def each_record(everyone: Sequence[Scored]) -> Iterator[str]:
    """Yield a line per record, by band; `<` marks a duration that is stated as `at most`."""
    yield (
        f"{'record':<36}{'kind':<6}{'scope':<20}{'actual':>8}{'P10':>7}{'P50':>7}{'P80':>7}{'P90':>7}"
    )
    for band in SIZES:
        group = [each for each in everyone if each.band == band]
        if group:
            yield f"-- {band}"
        for each in sorted(group, key=lambda one: one.actual):
            record, said = each.record, each.forecast
            most = "<" if record.get("weeks_is_upper_bound") else ""
            actual = f"{most}{each.actual:.1f}"
            weeks = "".join(f"{p:>7.1f}" for p in (said.p10, said.p50, said.p80, said.p90))
            where = SCOPES[record["scope"]]
            yield f"{record['id']:<36}{record['kind']:<6}{where:<20}{actual:>8}{weeks}"


def main() -> None:
    """Print the score, then every record."""
    rules = load_pack("packaged", Path(), Place("accuracy")).rules
    records: list[Record] = read_tree(EVIDENCE.read_bytes(), EVIDENCE.name).value["records"]
    everyone = [
        Scored(record, duration(record) or 0.0, forecast(rules, record))
        for record in records
        if usable(record)
    ]
    print(f"{rules.pack.id} {rules.pack.version}: {len(everyone)} of {len(records)} records\n")
    print(*table(everyone), "", sep="\n")
    print("always 13-26: its ends for P10 and P90, the upper one for P80, their geometric mean")
    print("for P50. median of its band: percentiles of the other records of the band.\n")
    print(*each_record(everyone), sep="\n")


if __name__ == "__main__":
    main()
