"""Designing ledgers: from a sheet, from a ready ledger or field by field.

Who opens it. A clerk who keeps a list in Excel and wants it counted, asked for and handed on with everybody
else's; the officer who runs a form for forty villages and needs one more column before Monday.

What they want. To drop the sheet they have and see the form it becomes; to correct three guesses; to know
what changes for whom before it holds; to go on tomorrow with what was half done today.

What goes wrong.

1. *A guess nobody looked at.* So every guess says why, and how many of the cells it fits.
2. *A column is taken away that a figure rests on.* So removal is refused while anything uses it, and the
   users are named; what rows hold stays.
3. *A type is changed under the values of years.* So a type never changes: a new field stands beside the old
   one, which is kept closed.
4. *Two people at one ledger.* Who comes second is shown what became of it meanwhile, and what both changed.

Where things are: ``opening`` (a file → a proposal), ``editing`` and ``choosing`` (one change of a ledger),
``keeping`` (drafts on the disk), ``judging`` (what is wrong, what would change, what uses a field),
``actions`` (begin, change, put in force), ``gallery`` (ready ledgers).
"""
