"""The Jinja environment of the pages: escaping on, translations, and the few words every page may use."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined

from zhangtu.desk.frame.words import moment, moment_of, titled
from zhangtu.desk.plan_room import words


def environment(**options: Any) -> Environment:
    """Make the environment Django renders pages with.

    Args:
        **options: What Django hands on: loader, escaping, reloading.

    Returns:
        The environment; a name a page does not know is an error, not a blank.
    """
    made = Environment(
        loader=options["loader"],
        auto_reload=options.get("auto_reload", False),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]  # added by the extension
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext
    )
    made.globals.update(
        url=lambda name, *parts: reverse(name, args=parts),
        static=lambda path: f"{settings.STATIC_URL}{path}",
        language=translation.get_language,
        languages=settings.LANGUAGES,
        words=words,
        moment=moment,
        moment_of=moment_of,
        titled=titled,
    )
    return made
