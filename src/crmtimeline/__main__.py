"""The program's entry: answers `--version` at once, and starts the commands for all else."""

import gc
import os
import sys
from contextlib import suppress

from crmtimeline import __version__


def _write_version() -> None:
    try:
        os.write(sys.stdout.fileno(), f"crmtimeline {__version__}\n".encode())
    except BrokenPipeError:
        raise
    except (OSError, AttributeError):
        sys.exit(3)


def main() -> None:
    """Run the program on the command line's arguments and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        # Unbuffered: nothing is left to fail at exit where the pipe's reader is gone.
        with suppress(BrokenPipeError):
            _write_version()
        return
    # A short process gains nothing by collecting garbage; doing so takes a fifth of its time.
    gc.disable()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from crmtimeline.cli.run import run

    try:
        run()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
