"""What ``zhangtu serve`` runs in its worker: the pages, and beside them runner and mirror in threads."""

from collections.abc import Callable
from multiprocessing.util import Finalize

from django.conf import settings

from zhangtu.project.wsgi import application

# The application is made first: it loads the rooms whose work the runner does.
from zhangtu.project.wiring import errands  # isort: skip
from zhangtu.project import leaving  # isort: skip
from zhangtu.runner.running import Runner  # isort: skip
from zhangtu.mirror import client  # isort: skip
from zhangtu.mirror.file import Allowed  # isort: skip
from zhangtu.mirror.owning import Owner  # isort: skip

__all__ = ["application"]

# In the worker and not in the process that watches it: that one forks, and a lock held by a thread at that
# moment would be held for ever in the new process.
_runner = Runner(settings.ZHANGTU_HOME, errands())
_held: list[Callable[[], None]] = [_runner.stop]
# Of several workers one comes to own the mirror; the others ask it.
if settings.ZHANGTU_MIRROR:
    _owner = Owner(settings.ZHANGTU_HOME, Allowed(*settings.ZHANGTU_MIRROR))
    client.settle(_owner)
    _held.insert(0, _owner.stop)
    _owner.start()
_runner.start()
# What ``atexit`` knows is not called in a process that ``multiprocessing`` forked; this is.
Finalize(None, leaving.once(_held), exitpriority=1)
leaving.watch(_held)
