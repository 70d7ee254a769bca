"""Runs the benchmarks, one JSON line a figure: ``python bench/run.py [NAME]``."""

import sys
from importlib import import_module
from pathlib import Path


def names() -> list[str]:
    """The benchmarks there are, by the second half of their files' names."""
    return sorted(path.stem.removeprefix("measure_") for path in Path(__file__).parent.glob("measure_*.py"))


def main(wanted: list[str]) -> int:
    """Run them.

    Args:
        wanted: Names of the benchmarks to run; all if empty.

    Returns:
        0; 2 when there is no benchmark of that name. A goal that is missed is printed, not an error.
    """
    unknown = set(wanted) - set(names())
    if unknown:
        print(
            f"There is no benchmark {', '.join(sorted(unknown))}; there are: {', '.join(names())}",
            file=sys.stderr,
        )
        return 2
    for name in wanted or names():
        for figure in import_module(f"measure_{name}").measure():
            print(figure.line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
