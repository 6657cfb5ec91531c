"""Workers: chunks of a batch on several cores, their results in the order of the chunks."""

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait

from crmtimeline.bulk.chunks import Chunk, Done, Estimator, keep_memory

WORTH_SHARING = 6
"""Chunks from which processes of their own are worth their start."""

AHEAD = 4
"""Chunks per process that are under way at once: more take memory, fewer let it wait."""

_own: list[Estimator] = []
"""In a process of its own: what it estimates with."""


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def estimated(
    chunks: Iterable[Chunk], estimator: Estimator, jobs: int
) -> Generator[Done, None, None]:
    """Yield what becomes of each chunk, in their order, on so many cores."""
    left = iter(chunks)
    first = list(islice(left, max(WORTH_SHARING, jobs)))
    if jobs == 1 or len(first) < WORTH_SHARING:
        keep_memory()
        yield from map(estimator, chain(first, left))
        return
    # A copy of this process begins at once; where copies are not safe it begins from nothing.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    processes = min(jobs, len(first))
    pool = ProcessPoolExecutor(processes, context, _begin, (estimator,))
    under_way: deque[Future[Done]] = deque()
    try:
        for chunk in chain(first, left):
            under_way.append(pool.submit(_work, chunk))
            if len(under_way) == AHEAD * processes:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    except BaseException:  # nobody waits for what they are at
        for process in active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _begin(estimator: Estimator) -> None:
    """Make ready a process that ends with the one that it works for, and on no sign but that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    keep_memory()
    _own[:] = [estimator]


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _work(chunk: Chunk) -> Done:
    return _own[0](chunk)
