"""Laws are checked on the same examples in every run, and on few enough to stay quick."""

import gc

from hypothesis import HealthCheck, settings

settings.register_profile(
    "quick",
    derandomize=True,
    deadline=None,
    max_examples=30,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("quick")

gc.set_threshold(100_000, 50, 100)  # what the tests hold is not searched again and again
