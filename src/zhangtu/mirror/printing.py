"""Questions as DuckDB's SQL: names are made by ``columns`` only, every value is bound.

Every function takes the ledger, what is asked, and the entries of imports under way.
"""

from collections.abc import Sequence

from zhangtu.kernel.expressions import Kind
from zhangtu.ledgers.compiled import InForce
from zhangtu.mirror import paging, predicates, sql
from zhangtu.mirror.columns import table
from zhangtu.mirror.fronts import Front
from zhangtu.mirror.predicates import CannotError, Sql
from zhangtu.mirror.questions import Counting, Distinct, Grouping, Listing, Overlap, Search


def front(force: InForce, asked: Listing, hidden: Sequence[int], first: Front, mark: int) -> Sql:
    """The rows of a page and one more, as many of them as are among the first by a column."""
    sorts, _ = paging.sorted_by(force, asked.orders)
    bound = paging.until(sorts[0], first.value, first.row)
    if len(sorts) > 1:
        # of the rows that are like the last only some are there, and not those the next column puts first
        bound = paging.before(sorts[0], first.value)
    if first.mark == mark:
        among = f"(SELECT * FROM fronts.{first.table} WHERE {bound.text})"  # noqa: S608  # our own names
        return _page(force, asked, hidden, Sql(among, bound.values))
    since = sql.front_since(first.table, table(force), bound.text)
    values = (*bound.values, first.mark, first.mark, *bound.values)
    return _page(force, asked, hidden, Sql(since, values))


def page(force: InForce, asked: Listing, hidden: Sequence[int]) -> Sql:
    """The rows of a page and one more: number, then the columns the list is sorted by."""
    return _page(force, asked, hidden, Sql(table(force)))


def _page(force: InForce, asked: Listing, hidden: Sequence[int], place: Sql) -> Sql:
    sorts, last = paging.sorted_by(force, asked.orders)
    where = predicates.meant(force, asked.which, hidden)
    if asked.after is not None:
        where = predicates.both(where, paging.behind(sorts, asked.after, last=last))
    chosen = ", ".join(["_row", *(one.text for one in sorts)])
    return Sql(
        f"SELECT {chosen} FROM {place.text} WHERE {where.text}"  # noqa: S608  # our own names
        f" ORDER BY {paging.sorting(sorts, last=last)} LIMIT ?",
        (*place.values, *where.values, asked.limit + 1),
    )


def hits(force: InForce, asked: Listing, hidden: Sequence[int]) -> Sql:
    """The same of a list no longer than is counted; behind the columns, how many rows the whole list has.

    Of a longer one the rows are any, and only the count says something.
    """
    sorts, last = paging.sorted_by(force, asked.orders)
    where = predicates.meant(force, asked.which, hidden)
    named = [one._replace(text=f"k{at}") for at, one in enumerate(sorts)]
    kept = ", ".join(["_row", *(f"{one.text} AS k{at}" for at, one in enumerate(sorts))])
    chosen = ", ".join(["_row", *(one.text for one in named)])
    return Sql(
        f"WITH found AS MATERIALIZED (SELECT {kept} FROM {table(force)} WHERE {where.text} LIMIT ?)"  # noqa: S608  # our own names
        f" SELECT {chosen}, (SELECT count(*) FROM found) FROM found"
        f" ORDER BY {paging.sorting(named, last=last)} LIMIT ?",
        (*where.values, asked.counted + 1, asked.limit + 1),
    )


def count(force: InForce, asked: Listing, hidden: Sequence[int]) -> Sql:
    """How many rows a list has, counted up to one more than was asked for."""
    where = predicates.meant(force, asked.which, hidden)
    return Sql(
        f"SELECT count(*) FROM (SELECT 1 FROM {table(force)} WHERE {where.text} LIMIT ?)",  # noqa: S608  # our own names
        (*where.values, asked.counted + 1),
    )


def counts(forces: Sequence[InForce], asked: Counting, hidden: Sequence[int]) -> Sql:
    """How many rows of each ledger are meant: a line for each, in the order they were asked in."""
    meant = [predicates.meant(force, which, hidden) for force, which in zip(forces, asked.each, strict=True)]
    parts = [
        f"SELECT {at:d} AS place, count(*) AS rows FROM {table(force)} WHERE {where.text}"  # noqa: S608  # our own names
        for at, (force, where) in enumerate(zip(forces, meant, strict=True))
    ]
    return Sql(
        f"SELECT rows FROM ({' UNION ALL '.join(parts)}) ORDER BY place",  # noqa: S608  # our own names
        tuple(value for where in meant for value in where.values),
    )


def lines(force: InForce, asked: Grouping | Distinct | Overlap, hidden: Sequence[int]) -> Sql:
    """Groups, values or shares."""
    if isinstance(asked, Grouping):
        return _groups(force, asked, hidden)
    return _distinct(force, asked, hidden) if isinstance(asked, Distinct) else _overlap(force, asked, hidden)


def _groups(force: InForce, asked: Grouping, hidden: Sequence[int]) -> Sql:
    """Groups with subtotals and the total: level, count, keys, sums; a subtotal before its parts."""
    keys = [_key(force, name) for name in asked.by]
    where = predicates.meant(force, asked.which, hidden)
    sums = [f"sum({_number(force, name)})" for name in asked.sums]
    named = [f"{key} AS k{at}" for at, key in enumerate(keys)]
    marks = ", ".join(f"k{at}" for at in range(len(keys)))
    level = f"{2 ** len(keys) - 1} - grouping_id({marks})" if keys else "0"
    inner = ", ".join([*named, *(f"{_number(force, name)} AS s{at}" for at, name in enumerate(asked.sums))])
    sums = [f"sum(s{at})" for at in range(len(asked.sums))]
    chosen = ", ".join([level, "count(*)", *(f"k{at}" for at in range(len(keys))), *sums])
    order = ", ".join(f"grouping(k{at}) DESC, k{at} ASC NULLS LAST" for at in range(len(keys)))
    return Sql(
        f"SELECT {chosen} FROM (SELECT {inner or '1'} FROM {table(force)} WHERE {where.text})"  # noqa: S608  # our own names
        + (f" GROUP BY ROLLUP ({marks}) ORDER BY {order}" if keys else "")
        + " LIMIT ?",
        (*where.values, asked.limit + 1),
    )


def _key(force: InForce, name: str) -> str:
    """What rows are grouped by."""
    text, kind, _ = predicates.column_of(force, name)
    return f"array_to_string({text}, ',')" if kind is Kind.SET else text


def _number(force: InForce, name: str) -> str:
    text, kind, _ = predicates.column_of(force, name)
    if kind is not Kind.NUMBER:
        raise CannotError(name)
    return text


def _distinct(force: InForce, asked: Distinct, hidden: Sequence[int]) -> Sql:
    """Values that begin so and how many rows have each, the most frequent first."""
    text, kind, column = predicates.column_of(force, asked.name)
    where = predicates.meant(force, asked.which, hidden)
    if asked.prefix:
        if column is None or kind in (Kind.ROW, Kind.NUMBER, Kind.YES_NO, None):
            raise CannotError(asked.name)
        begins = Sql(f"starts_with({predicates.folded(column)}, ?)", (asked.prefix,))
        where = predicates.both(where, begins)
    value = f"unnest({text})" if kind is Kind.SET else text
    return Sql(
        f"SELECT v, count(*) FROM (SELECT {value} AS v FROM {table(force)} WHERE {where.text})"  # noqa: S608  # our own names
        " WHERE v IS NOT NULL GROUP BY v ORDER BY count(*) DESC, v LIMIT ?",
        (*where.values, asked.limit),
    )


def _overlap(force: InForce, asked: Overlap, hidden: Sequence[int]) -> Sql:
    """How many of some texts stand in each of some columns: one line, a number a column."""
    where = predicates.meant(force, asked.which, hidden)
    chosen, values = [], []
    for name in asked.names:
        _, _, column = predicates.column_of(force, name)
        if column is None:
            raise CannotError(name)
        text = predicates.folded(column)
        chosen.append(
            f"count(DISTINCT CASE WHEN {text} IN (SELECT unnest(cast(? AS varchar[]))) THEN {text} END)"
        )
        values.append(list(asked.texts))
    return Sql(
        f"SELECT {', '.join(chosen)} FROM {table(force)} WHERE {where.text}",  # noqa: S608  # our own names
        (*values, *where.values),
    )


def search(force: InForce, asked: Search, hidden: Sequence[int]) -> Sql:
    """The best rows: the whole text is what was typed, or begins so, before the rest; the newest first."""
    where = predicates.meant(force, asked.which, hidden)
    typed = " ".join(predicates.words_of(asked.which.words))
    places = predicates.searched(force)
    if not places:
        raise CannotError("nothing is searched")
    exact = " OR ".join(f"{place} = ?" for place in places)
    begins = " OR ".join(f"starts_with({place}, ?)" for place in places)
    return Sql(
        f"SELECT _row FROM {table(force)} WHERE {where.text}"  # noqa: S608  # our own names
        f" ORDER BY CASE WHEN {exact} THEN 0 WHEN {begins} THEN 1 ELSE 2 END, _row DESC LIMIT ?",
        (*where.values, *([typed] * (2 * len(places))), asked.limit),
    )
