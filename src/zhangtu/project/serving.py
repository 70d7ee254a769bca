"""What ``zhangtu serve`` runs in its worker: the pages, and beside them runner and mirror in threads."""

import signal
import threading
from multiprocessing.util import Finalize

from django.conf import settings

from zhangtu.project.wsgi import application

# The application is made first: it loads the rooms whose work the runner does.
from zhangtu.project.wiring import errands  # isort: skip
from zhangtu.runner.running import Runner  # isort: skip
from zhangtu.mirror import client  # isort: skip
from zhangtu.mirror.file import Allowed  # isort: skip
from zhangtu.mirror.owning import Owner  # isort: skip

__all__ = ["application"]

# Between the fork and the server's own handlers those of the process that watches are inherited, which would
# take a signal to end and not end: the office would wait for this worker for ever.
if threading.current_thread() is threading.main_thread():
    for _each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(_each, signal.SIG_DFL)
# In the worker and not in the process that watches it: that one forks, and a lock held by a thread at that
# moment would be held for ever in the new process.
_runner = Runner(settings.ZHANGTU_HOME, errands())
_runner.start()
# What ``atexit`` knows is not called in a process that ``multiprocessing`` forked; this is.
Finalize(None, _runner.stop, exitpriority=1)
# Of several workers one comes to own the mirror; the others ask it.
if settings.ZHANGTU_MIRROR:
    _owner = Owner(settings.ZHANGTU_HOME, Allowed(*settings.ZHANGTU_MIRROR))
    client.settle(_owner)
    _owner.start()
    Finalize(None, _owner.stop, exitpriority=2)
