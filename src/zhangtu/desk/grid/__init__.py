"""The grid (台账): many rows as clerks know them from a spreadsheet.

Who opens it. A clerk with forty shops to keep current, who has lived in Excel for fifteen years; a chief who
wants one figure; an inspector on a phone in a market, looking one shop up.

What they want. To find the row by typing three characters, to change ten cells or paste two hundred and be
told at once what is wrong with which; to hand the list on, printed under the office's title or into a chat.

What goes wrong.

1. *A mistyped or pasted block ruins good rows.* So nothing is saved before the person says so; every cell is
   checked, faults stand in their cells, all is saved or nothing, undo works before saving, and afterwards the
   journal can bring every value back.
2. *Two people work on the same rows.* Different cells both succeed; the same cell shows both values and
   saves neither until somebody chooses.
3. *A million rows.* Pages come by key as one scrolls, the count stops where it says nothing more, and
   filters, sorting and subtotals are answered by the mirror.

Where things are: ``ledgers`` (the list of ledgers), ``listing`` (the page and its parts), ``asking`` (what
the address asks), ``columns`` and ``cells`` (what is shown), ``saving`` (what was typed).
"""
