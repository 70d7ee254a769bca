"""One row (详情): what it says, what it is linked with, what became of it; entering and amending it.

Who opens it. A clerk who looks something up or puts it right; an inspector in a shop with a phone; somebody
who has to show, years later, what was known on a day and who entered it.

What they want. To see at once what the row says and what is to be done about it; to change a field and be
told at the field what is wrong; to add the photo taken a minute ago; to print or hand on what is there; to
prove it.

What goes wrong.

1. *Two people amend one row.* Different fields both succeed; the same field shows both values, loses neither.
2. *The page is closed, the network gone, the sign-in over.* What was typed stays in the browser until saved.
3. *A value about a person is seen by whoever passes.* It is masked; to see it a reason is given and kept.
4. *The past is taken for the present.* A page about a past day says so, and nothing can be amended there.

Where things are: ``detail`` (the page), ``facts`` (values as they are shown), ``standing`` (whose it is, its
limits, what may be done), ``past`` (history, any past day, differences), ``controls`` (the form made from the
definition), ``saving`` (what was typed), ``substituting`` (entering for somebody else), ``choosing`` (rows,
units and people looked up as one types), ``deeds`` (withdraw, restore, show, prove),
``papers`` (the row as a PDF, plain or to be stamped).
"""
