"""What ``zhangtu serve`` runs in its worker: the pages, and beside them the runner in threads of its own."""

import atexit

from django.conf import settings

from zhangtu.project.wsgi import application

# The application is made first: it loads the rooms whose work the runner does.
from zhangtu.project.wiring import errands  # isort: skip
from zhangtu.runner.running import Runner  # isort: skip

__all__ = ["application"]

# In the worker and not in the process that watches it: that one forks, and a lock held by a thread at that
# moment would be held for ever in the new process.
_runner = Runner(settings.ZHANGTU_HOME, errands())
_runner.start()
atexit.register(_runner.stop)
