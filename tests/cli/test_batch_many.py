"""Batches of many rows: bad ones at their places, good ones as alone, and the same on any cores."""

import csv
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from crmtimeline import estimate
from crmtimeline.errors import Exit

ROWS, BAD, SAMPLE = 10_000, 100, 50
TRIALS = 100
PROGRAM = [sys.executable, "-m", "crmtimeline", "batch"]

Deal = dict[str, str]

CHOICES = {
    "company.employees": [str(each) for each in (8, 40, 120, 300, 2_000, 15_000)],
    "customization": ["none", "light", "moderate", "deep"],
    "data.records": ["0", "5000", "1e6"],
    "data.quality": ["clean", "mixed", "poor"],
    "integrations.count": ["0", "1", "4"],
    "readiness.cooperation": ["high", "medium", "low"],
    "readiness.reorganisation": ["true", "FALSE"],
}
MISTAKES = {
    "company.employees": ("1,200", "P102"),
    "customization": ("light?", "P104"),
    "data.records": ("-1", "P103"),
    "start": ("2027-02-30", "P102"),
    "scope": ("everything", "P106"),
}


def deals() -> Iterator[tuple[Deal, str | None]]:
    """Yield deals with a third of their inputs unknown, and the code and column of a mistake."""
    chance = random.Random(1)
    bad = set(chance.sample(range(ROWS), BAD))
    for number in range(ROWS):
        known = {
            name: chance.choice(some) for name, some in CHOICES.items() if chance.random() > 1 / 3
        }
        mistake = None
        if number in bad:
            column = chance.choice(list(MISTAKES))
            known[column], code = MISTAKES[column]
            mistake = f"{column} {code}"
        yield {"name": f"客户 {number}", **known}, mistake


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of all deals in CSV, and of their rows."""
    folder = tmp_path_factory.mktemp("many")
    with (folder / "deals.csv").open("w", newline="", encoding="utf-8-sig") as file:
        table = csv.DictWriter(file, ["name", *CHOICES, "start", "scope"])
        table.writeheader()
        table.writerows(deal for deal, _ in deals())
    ended = run(folder, "-o", "weeks.jsonl", "--trials", str(TRIALS), "--jobs", "2")
    assert ended.returncode == Exit.INPUT
    assert f"with errors: {BAD}" in ended.stderr.replace(",", "")
    return folder


@pytest.fixture(scope="module")
def rows(written: Path) -> list[dict[str, Any]]:
    lines = (written / "weeks.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def run(folder: Path, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Return how a batch of the deals in a folder ended."""
    return subprocess.run(
        [*PROGRAM, "deals.csv", *options],
        cwd=folder,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, **variables},
    )


def profile_of(deal: Mapping[str, str]) -> dict[str, Any]:
    """Return the profile that a deal is, put together by hand."""
    profile: dict[str, Any] = {}
    for column, text in deal.items():
        group, _, field = column.partition(".")
        value: Any = (
            text if column == "name" else json.loads(text.lower()) if _plain(text) else text
        )
        if field:
            profile.setdefault(group, {})[field] = value
        else:
            profile[group] = value
    return profile


def _plain(text: str) -> bool:
    return text.lower() in ("true", "false") or re.fullmatch(r"[0-9.e]+", text) is not None


def test_every_row_is_there_in_its_order(rows: list[dict[str, Any]]) -> None:
    assert [row["row"] for row in rows] == list(range(1, ROWS + 1))
    assert [row["name"] for row in rows] == [deal["name"] for deal, _ in deals()]


def test_every_bad_row_is_reported_at_its_place_and_no_other(rows: list[dict[str, Any]]) -> None:
    expected = [
        f"deals.csv:{number}:{mistake}"
        for number, (_, mistake) in enumerate(deals(), 2)
        if mistake is not None
    ]
    assert len(expected) == BAD
    errors = [row["error"] for row in rows if row["error"] is not None]
    assert [f"{each['place']} {each['code']}" for each in errors] == expected
    assert all(row["p80"] is not None for row in rows if row["error"] is None)


def test_good_rows_equal_single_runs_to_the_digit(rows: list[dict[str, Any]]) -> None:
    good = [(deal, row) for (deal, mistake), row in zip(deals(), rows, strict=True) if not mistake]
    for deal, row in random.Random(2).sample(good, SAMPLE):
        alone = estimate(profile_of(deal), trials=TRIALS)
        weeks = alone.total.weeks
        assert vars(weeks) == {key: row[key] for key in vars(weeks)}
        most = [phase.id for phase in alone.phases if phase.criticality_index >= 0.5]
        assert row["critical"] == most


def test_any_number_of_cores_writes_the_same_bytes(written: Path) -> None:
    lines = (written / "deals.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    few = written / "few"
    few.mkdir()
    (few / "deals.csv").write_text("".join(lines[:701]), encoding="utf-8")
    found = set()
    for jobs in ("1", "2", "3"):
        options = ["-f", "csv", "--trials", "100", "--jobs", jobs, "--columns", "total"]
        ended = run(few, *options, PYTHONHASHSEED=jobs, LC_ALL="C", OPENBLAS_NUM_THREADS=jobs)
        found.add((ended.stdout, ended.stderr, ended.returncode))
    assert len(found) == 1


def test_processes_may_begin_from_nothing(written: Path) -> None:
    code = (
        "import sys, crmtimeline.cli.workers as workers\n"
        "workers.sys = type('elsewhere', (), {'platform': 'win32'})\n"
        "from crmtimeline.cli.run import run\n"
        "if __name__ == '__main__':\n"
        "    run()\n"
    )
    few = written / "few"
    (few / "spawned.py").write_text(code)
    options = ["batch", "deals.csv", "--trials", "100", "--jobs", "2", "-o", "spawned.jsonl"]
    ended = subprocess.run(
        [sys.executable, "spawned.py", *options], cwd=few, check=False, capture_output=True
    )
    run(few, "--trials", "100", "--jobs", "1", "-o", "alone.jsonl")
    assert ended.returncode in (Exit.DONE, Exit.INPUT), ended.stderr
    assert (few / "spawned.jsonl").read_bytes() == (few / "alone.jsonl").read_bytes()
