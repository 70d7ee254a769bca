"""The plan room (方案解读).

Who opens it. A clerk in an office that has just been sent a plan, or has just drafted one; at a shared
computer, with Word open beside it, between two telephone calls. Their chief, later, on a phone, to look.

What they want. To know what this paper asks of whom by when without reading twelve pages twice; to catch the
30 February before the plan goes out under the seal; to hand each unit its own list in Excel and Word today.

What goes wrong.

1. *The reader is wrong somewhere, and the clerk no longer trusts any of it.* So the document stands on the
   left exactly as written, every task shows its own words at a touch, what was inherited or guessed says so,
   and anything can be corrected where it stands, in one step, and undone.
2. *Half an hour of corrections is gone*: the tab was closed, the draft came back from the chief as a new
   version, a colleague corrected the same task. So every correction is saved at once with who and when,
   half-typed words wait in the browser, a new version takes the corrections along, and what no longer fits is
   shown with both values instead of being dropped or forced.
3. *The file will not open*: a scan, an old .doc, 80 MB of pictures, a broken download. So nothing is ever a
   stack trace; the sentence says what is wrong with the file and what to do now.

Where things are: ``documents`` (the first page), ``plan`` (one document), ``correcting`` (every correction),
``papers`` (files to take away). ``blocks`` and ``segments`` give the left pane its shape, ``cards`` and
``history`` the right.
"""
