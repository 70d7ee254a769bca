"""台账设计: making a ledger from a sheet, from a ready one or field by field, and changing one in force.

Who opens it. A clerk with a sheet kept for years, who wants the town to keep it together; the officer who
owes forty villages one more column by Monday; a chief who asks what exactly would change.

What they want. To drop the sheet and see the form it becomes, with their own rows in it; to correct a wrong
guess where it stands; to know that nothing holds before they say so, and what will change when they do.

What goes wrong.

1. *A guess nobody looked at.* So every field says why it is what it is, how many cells fit, and those that
   don't are coloured in the grid beside it.
2. *Half an hour's work lost.* So every change is kept at once, in a design of one's own; closing the tab
   costs nothing, and one step back is always there.
3. *A change that breaks a figure, or opens what was masked.* So what is used can't be taken away, its users
   are named, and the difference is read before a reason is written.

Where things are: ``beginning`` (where designs are begun and gone on with, ready ledgers), ``drawing`` (the
page of one design), ``asked`` (what its forms ask), ``shown`` (what it shows), ``going_live`` (the
difference).
"""
