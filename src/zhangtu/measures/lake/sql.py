"""Every statement the lake is written and read by; names are ours, paths and values are quoted here."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

#: What every version in the lake says besides its fields. When it ended follows from the next one of its row,
#: so that a file that was written need not be written again.
OWN: Final = ("_row", "_uid", "_from", "_at", "_unit", "_post", "_state", "_withdrawn")
#: What a relation of figures has besides and the lake does not tell.
_ELSE: Final = "0::bigint AS _person, NULL::bigint AS _due, 0::bigint AS _pending"


def write(table: str, columns: Iterable[str], folder: Path, hidden: Sequence[int], first: int) -> str:
    """Write a ledger's versions, a folder for each year of their entries.

    Args:
        table: Its table.
        columns: The columns of its open fields.
        folder: Where.
        hidden: The entries of imports under way, whose rows are left out.
        first: The first year written.

    Returns:
        The statement.
    """
    chosen = ", ".join([*OWN, *columns])
    year = (
        "cast(year(make_timestamp(_at + 28800000000)) AS integer)"  # the office's time is eight hours ahead
    )
    where = [f"{year} >= {first:d}"]
    if hidden:
        where.append(f"_pending NOT IN ({', '.join(f'{one:d}' for one in hidden)})")
    told = " AND ".join(where)
    return (
        f"COPY (SELECT {chosen}, {year} AS year FROM {table} WHERE {told} ORDER BY year, _from)"  # noqa: S608  # our own names
        f" TO {quoted(folder)} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (year), OVERWRITE_OR_IGNORE)"
    )


def read(table: str, columns: Iterable[str], folder: Path, *, empty: Iterable[str] = ()) -> str:
    """A relation like the mirror's of a ledger's files.

    Args:
        table: What it is called.
        columns: The columns of its open fields.
        folder: Where the files are.
        empty: Name and type of all columns, where there are no files.

    Returns:
        The statement.
    """
    chosen = ", ".join([*OWN, *columns])
    window = "OVER (PARTITION BY _row ORDER BY _from)"
    ends = f"lead(_from) {window} AS _to, lead(_at) {window} AS _until"
    files = (
        f"read_parquet({quoted(folder / '*' / '*.parquet')}, hive_partitioning = true, union_by_name = true)"
    )
    if not any(folder.glob("*/*.parquet")):
        nothing = ", ".join(empty)
        files = f"(SELECT {nothing} WHERE false)"  # our own names
    return f"CREATE TABLE {table} AS SELECT {chosen}, {ends}, {_ELSE} FROM {files}"  # noqa: S608  # our own names


def quoted(path: Path) -> str:
    """A path as a text of SQL."""
    return "'" + str(path).replace("'", "''") + "'"
