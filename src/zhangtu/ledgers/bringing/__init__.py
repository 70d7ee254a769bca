"""Imports as pages lead through them: a file handed in, looked at, put in force by a job, taken back.

Who opens it. A clerk with the list of the villages as it came by mail, title rows and totals and all; the
same clerk next month, with the next list.

What they want. To drop the file and see what becomes of each row before anything does; to mend twelve cells
and drop it again; to close the window and find it done; to take it all back when it was the wrong file.

What goes wrong.

1. *The window is closed, the power goes.* So the file, what was said of it and how far it is lie on the disk;
   the work is a job, and what a killed process left is offered to be continued or given up.
2. *The wrong column.* So every column is shown with its values and what it is taken for, and can be
   changed.
3. *A file about persons lies about.* So it is thrown away when its import is done, and after two weeks
   anyway.

Where things are: ``handed`` (files handed in), ``previewing`` (a file is read, its faults are cut out),
``carrying`` (the jobs), ``listing`` (how the imports of a ledger stand). The import itself is that of
``importing``.
"""
