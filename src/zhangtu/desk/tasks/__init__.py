"""Tasks (任务): what lies with me and why, one task with all that belongs to it, the office's board.

Who opens it. A village clerk who must say by Friday what was done; the town's office that gave forty tasks
and is asked who is late; a chief who reads two lines and strikes off.

What they want. To see what is theirs, the late ones first, and do the next thing at once; to see why a button
is grey; to send the words that remind a village where people read them, which is a chat.

What goes wrong.

1. *A light somebody coloured.* No state is typed here: every button is an act, every light is worked out.
2. *Two at once.* An act looks at the task under the writer's lock; who was late is told how it stands now.
3. *What was typed is lost.* A refused answer comes back with its words and its files.

Where things are: ``mine`` (my list), ``page`` (one task), ``acting`` (its buttons), ``sending`` (reminders
and orders), ``parting`` (splitting), ``instructing`` (papers that came in and what leaders wrote on them),
``board`` (the office's view), ``showing`` (words and lights).
"""
