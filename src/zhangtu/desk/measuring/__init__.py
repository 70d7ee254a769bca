"""Measures (指标): what the rows of the ledgers come to, and how that is made up, down to each row.

Who opens it. A chief who wants to know where the town stands and which village lags; a clerk who is asked by
telephone where a figure in last month's report comes from.

What they want. One figure with what it was before; the units in order; the same by kind or by month; to point
at a figure and see the rows; to send a colleague just what they see.

What goes wrong.

1. *A figure nobody can explain.* So what is counted, of which ledger, when and for
   whom stands beside it in words.
2. *A figure that is not right yet.* So while the mirror is behind there is none, only how far it has come.
3. *Rows somebody may not see.* Figures are the same for all who may read the ledger; rows are those of the
   reader's scope, and how many more there are is said.

Where things are: ``shelf`` (the list), ``page`` (one measure), ``asking`` (what the address asks), ``sheet``
and ``shading`` (figures put in order), ``naming`` and ``explaining`` (words), ``taking`` (files), ``opening``
(rows).
"""
