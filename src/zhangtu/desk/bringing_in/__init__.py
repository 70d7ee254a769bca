"""导入: bringing a file into a ledger: what would become of it, putting it in force, taking it back.

Who opens it. A clerk with the villages' lists as they came; the same clerk an hour later, looking whether it
is done; the chief who finds that it was last year's file.

What they want. To drop the file as it is; to see at once which column is what and which cells are wrong,
where they stand; to mend those in the file they know and drop it again; to leave and find it done.

What goes wrong.

1. *A column is taken for the wrong field.* So each is shown with its values, why it was taken so, and can be
   changed; what was put in force is remembered for the next file.
2. *Twelve cells of four thousand are wrong.* So the good ones can go in, the file comes back with the twelve
   coloured, and dropped once more it finds the rows by their key and changes nothing twice.
3. *The page is closed, the server stops.* So the work is a job, its state lies on the disk, and what was left
   half done is offered to be continued or given up.

Where things are: ``taking`` (a file is dropped), ``looking`` (its preview), ``standing`` (how imports stand).
"""
