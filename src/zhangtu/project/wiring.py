"""Where the pieces are put together: what serves, what is done again and again, who answers which hook."""

import os

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from zhangtu.runner.running import Errand

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhangtu.project.settings")
application = get_wsgi_application()


def errands() -> list[Errand]:
    """What the runner does again and again.

    Returns:
        The errands, in the order in which they are done when several are due.
    """
    return [Errand("clear sessions that ended", 24 * 3600, lambda: call_command("clearsessions"))]
