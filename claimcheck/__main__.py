"""The command's front door: answers `--version` before anything else is imported."""

from __future__ import annotations

import gc
import os
import sys
import warnings

from claimcheck import __version__

RARELY = 200_000  # objects between two searches for cycles: a story makes fewer, and its values form none


def main() -> int:
    """Run the command line; returns the exit code."""
    try:
        _open_streams()
        if sys.argv[1:] in (["--version"], ["-V"]):
            print(f"claimcheck {__version__}", flush=True)
            return 0
        gc.set_threshold(RARELY)
        if not sys.warnoptions:
            warnings.simplefilter("ignore")  # those of libraries, which speak to programmers
        from claimcheck.cli import run

        return run(sys.argv[1:])
    except OSError as error:
        from claimcheck.cli import unwritten

        return unwritten(error)
    except KeyboardInterrupt:
        return 130


def _open_streams() -> None:
    """Where standard output or error is closed, what is written is lost, and no file that is opened takes its place."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115


if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]  # the folder one stands in, which is not to lend `python -m` its modules
    sys.exit(main())
