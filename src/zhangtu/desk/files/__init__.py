"""Files in the browser: brought in by a form or piece by piece, handed out to be saved, shown as copies.

Who needs it. An inspector with a photo of thirty seconds ago; a clerk with a scan of eighty pages; an office
that has to hand on the film of a visit; whoever opens, years later, what was put there.

What goes wrong.

1. *The line breaks at 90 %.* Large files go piece by piece; what has arrived stays for days.
2. *A file is not what it seems.* It is known by its bytes; pages and programs are not taken; nothing that was
   brought in is ever opened by the browser: it is saved, or shown as pixels drawn anew.
3. *Somebody knows a digest.* Rights to a file are rights to a row that has it.

Where things are: ``handing_out`` (download, picture), ``bringing_in`` (the form), ``pieces`` (large files).
"""
