"""The Jinja environment of the pages: escaping on, translations, and the few words every page may use."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

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
        _=_say,
        url=_url,
        static=lambda path: f"{settings.STATIC_URL}{path}",
        language=translation.get_language,
        languages=settings.LANGUAGES,
        words=words,
        moment=moment,
        moment_of=moment_of,
        titled=titled,
    )
    return made


def _say(message: str, /, **given: object) -> Markup:
    """A sentence in the language of the answer; what is put into it is escaped."""
    if given:
        return Markup(translation.gettext(message)) % given  # noqa: S704  # our own words
    return _said(translation.get_language(), message)


@lru_cache(maxsize=10_000)
def _said(language: str | None, message: str) -> Markup:
    """A sentence nothing is put into, looked up once: a page says a hundred."""
    del language  # the one that is on
    return Markup(translation.gettext(message)) % {}  # noqa: S704  # our own words


def _url(name: str, *parts: object) -> str:
    """The address of a page."""
    return _address(get_urlconf(), get_script_prefix(), name, *parts)


@lru_cache(maxsize=10_000, typed=True)
def _address(room: str | None, prefix: str, name: str, *parts: object) -> str:
    """The address of a page, worked out once: the frame alone has twenty."""
    del room, prefix  # those of this answer
    return reverse(name, args=parts)
