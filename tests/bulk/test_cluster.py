"""On several machines: the step of a batch runs unchanged on a Dask cluster, Parquet in and out."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dask.dataframe as dd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from distributed import Client, LocalCluster
from typer.testing import CliRunner

from crmtimeline import estimate_table
from crmtimeline.cli.run import app

pytestmark = pytest.mark.filterwarnings("ignore")  # what Dask does to pandas

SETTINGS: dict[str, Any] = {"trials": 100, "keep": ["deal"]}
DEALS = pa.table(
    {
        "deal": range(40),
        "company.employees": [20 * number + 1 if number % 3 else None for number in range(40)],
        "data.quality": ["pour" if number == 33 else "poor" for number in range(40)],
    }
)


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(**options) as cluster, Client(cluster) as connected:
        yield connected


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Return the rows that the command line makes of the same deals."""
    file = tmp_path_factory.mktemp("deals") / "deals.jsonl"
    file.write_text("".join(json.dumps(deal) + "\n" for deal in DEALS.to_pylist()))
    result = CliRunner().invoke(app, ["batch", str(file), "--trials", "100", "--keep", "deal"])
    return [comparable(json.loads(line)) for line in result.stdout.splitlines()]


def comparable(row: dict[str, Any]) -> dict[str, Any]:
    """Return what a row says but for its place."""
    told = {key: row[key] for key in ("deal", "p10", "p50", "p80", "p90", "p95")}
    return {
        **told,
        "critical": list(row["critical"]),
        "error": row["error"] and row["error"]["code"],
    }


def estimate_file(source: str, target: str) -> int:
    """Turn one Parquet file into another, and return the process that did."""
    pq.write_table(estimate_table(pq.read_table(source), **SETTINGS), target)
    return os.getpid()


def test_two_processes_turn_parquet_into_parquet(
    client: Client, expected: list[dict[str, Any]], tmp_path: Path
) -> None:
    workers = list(client.scheduler_info()["workers"])
    started = []
    for number, worker in enumerate(workers):
        source, target = tmp_path / f"deals-{number}.parquet", tmp_path / f"weeks-{number}.parquet"
        pq.write_table(DEALS.slice(20 * number, 20), source)
        started.append(client.submit(estimate_file, str(source), str(target), workers=[worker]))
    processes = set(client.gather(started))
    assert len(processes - {os.getpid()}) == 2
    found = pq.read_table([tmp_path / "weeks-0.parquet", tmp_path / "weeks-1.parquet"])
    assert [comparable(row) for row in found.to_pylist()] == expected


def estimate_part(part: pd.DataFrame) -> pd.DataFrame:
    """Return the estimates of a part of a data frame, as README.md shows it."""
    table = pa.Table.from_pandas(part, preserve_index=False)
    return estimate_table(table, **SETTINGS).to_pandas(types_mapper=pd.ArrowDtype)


def test_the_partitions_of_a_data_frame_are_mapped(
    client: Client, expected: list[dict[str, Any]], tmp_path: Path
) -> None:
    dd.from_pandas(DEALS.to_pandas(), npartitions=4).to_parquet(tmp_path / "deals")
    deals = dd.read_parquet(tmp_path / "deals")
    mapped = deals.map_partitions(estimate_part, meta=estimate_part(deals.head(0)))
    mapped.to_parquet(tmp_path / "weeks", write_index=False)
    found = pq.read_table(tmp_path / "weeks")
    assert [comparable(row) for row in found.to_pylist()] == expected
    assert found.schema.remove_metadata().equals(estimate_table(DEALS, **SETTINGS).schema)
