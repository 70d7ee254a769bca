"""The one language of computed fields, checks, conditions, filters and scores."""

from zhangtu.kernel.expressions.columnar import Columns, sql_type, to_duckdb
from zhangtu.kernel.expressions.errors import ExpressionError
from zhangtu.kernel.expressions.expression import Expression, parse, parse_stored, run, run_many, write
from zhangtu.kernel.expressions.kinds import DATE, NULL, NUMBER, TEXT, TIME, YES_NO, Kind, Type, Value
from zhangtu.kernel.expressions.shapes import (
    Context,
    FieldShape,
    LedgerShape,
    QuestionShape,
    Related,
    TableShape,
    Values,
    World,
)
from zhangtu.kernel.expressions.uses import Use, Using
from zhangtu.kernel.expressions.words import DIGITS, PLACES, RESERVED

__all__ = [
    "DATE",
    "DIGITS",
    "NULL",
    "NUMBER",
    "PLACES",
    "RESERVED",
    "TEXT",
    "TIME",
    "YES_NO",
    "Columns",
    "Context",
    "Expression",
    "ExpressionError",
    "FieldShape",
    "Kind",
    "LedgerShape",
    "QuestionShape",
    "Related",
    "TableShape",
    "Type",
    "Use",
    "Using",
    "Value",
    "Values",
    "World",
    "parse",
    "parse_stored",
    "run",
    "run_many",
    "sql_type",
    "to_duckdb",
    "write",
]
