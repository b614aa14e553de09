"""`okrdesk` and `python -m okrdesk`: the one door from below to above."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command; the exit code is the command line's, 130 when Ctrl+C ended it."""
    try:
        from ui.cli import main as run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
