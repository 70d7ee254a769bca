"""Django's settings; an office changes them by environment variables only (docs/reference/settings)."""

import os
from pathlib import Path
from typing import Any

from django.utils.functional import SimpleLazyObject

from zhangtu.project.databases import databases, office_folder
from zhangtu.project.mirroring import allowed
from zhangtu.project.outside import outside
from zhangtu.project.secret import secret_key
from zhangtu.project.statics import digest

SOURCE = Path(__file__).resolve().parent.parent
#: Everything the office keeps: database, files, key.
ZHANGTU_HOME = office_folder()
#: The sample documents offered on the first page.
ZHANGTU_SAMPLES = Path(os.environ.get("ZHANGTU_SAMPLES", SOURCE / "plans" / "samples"))
#: Where the head is written once a day, outside this folder; None for nowhere.
ZHANGTU_HEADS = Path(os.environ["ZHANGTU_HEADS"]) if os.environ.get("ZHANGTU_HEADS") else None
#: Relays of the office's own that robots of group chats may be called through: host or host:port.
ZHANGTU_ROBOT_HOSTS = frozenset(os.environ.get("ZHANGTU_ROBOT_HOSTS", "").replace(",", " ").split())
#: The office's mail server (``smtp://user:password@host:587?from=…`` or ``smtps://…``); without one no mail.
ZHANGTU_MAIL = os.environ.get("ZHANGTU_MAIL", "")
#: Megabytes and threads the columnar copy of rows may take; None for no copy.
ZHANGTU_MIRROR = allowed(os.environ)
#: The office's address, who is believed about where requests come from, and how long TLS is promised.
_OUTSIDE = outside(os.environ)
#: The address people type; empty where none is named.
ZHANGTU_ADDRESS = _OUTSIDE.origin
#: Networks of proxies; see desk/frame/proxies.
ZHANGTU_PROXIES = _OUTSIDE.proxies
#: Larger uploads are refused, in bytes.
ZHANGTU_UPLOAD_LIMIT = 50 * 1024 * 1024

DEBUG = False
SECRET_KEY: Any = SimpleLazyObject(lambda: secret_key(ZHANGTU_HOME))
ALLOWED_HOSTS = [
    host.strip() for host in os.environ.get("ZHANGTU_HOSTS", "localhost,127.0.0.1").split(",") if host.strip()
]
CSRF_TRUSTED_ORIGINS = [_OUTSIDE.origin] if _OUTSIDE.origin else []
if _OUTSIDE.host and _OUTSIDE.host not in ALLOWED_HOSTS:
    ALLOWED_HOSTS.append(_OUTSIDE.host)

INSTALLED_APPS = [
    "django.contrib.sessions",
    "zhangtu.journal.apps.JournalConfig",
    "zhangtu.runner.apps.RunnerConfig",
    "zhangtu.people.apps.PeopleConfig",
    "zhangtu.messages.apps.MessagesConfig",
    "zhangtu.ledgers.apps.LedgersConfig",
    "zhangtu.procedures.apps.ProceduresConfig",
    "zhangtu.measures.apps.MeasuresConfig",
    "zhangtu.stamping.apps.StampingConfig",
    "zhangtu.plans.apps.PlansConfig",
    "zhangtu.collections.apps.CollectionsConfig",
    "zhangtu.reports.apps.ReportsConfig",
    "zhangtu.api.apps.ApiConfig",
    "zhangtu.project.apps.ProjectConfig",
]
ROOT_URLCONF = "zhangtu.project.urls"
WSGI_APPLICATION = "zhangtu.project.wsgi.application"
MIDDLEWARE = [
    "zhangtu.desk.frame.proxies.Proxies",
    "zhangtu.desk.frame.safety.SafeHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "zhangtu.people.signing.Idle",
    "zhangtu.desk.frame.preferences.PersonLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "zhangtu.desk.frame.safety.UploadLimit",
    "zhangtu.desk.frame.wall.Wall",
    "zhangtu.desk.frame.errors.ErrorPages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted((SOURCE / "desk").glob("*/templates")),
        "OPTIONS": {"environment": "zhangtu.project.jinja.environment"},
    }
]

DATABASES: dict[str, Any] = databases(ZHANGTU_HOME)
DATABASE_ROUTERS = ["zhangtu.project.databases.Router"]
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "ephemeral_cache"},
}
AUTH_USER_MODEL = "people.Account"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
#: Every room of the desk has a catalogue of its own.
LOCALE_PATHS = [SOURCE / "desk" / "locale", *sorted((SOURCE / "desk").glob("*/locale"))]
USE_TZ = True
TIME_ZONE = os.environ.get("ZHANGTU_TIME_ZONE", "Asia/Shanghai")

STATIC_ROOT = SOURCE / "desk" / "static"
#: The digest in the address lets browsers keep files for ever and still see every change at once.
STATIC_URL = f"/static/{digest(STATIC_ROOT)}/"
WHITENOISE_MAX_AGE = 365 * 24 * 3600

FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = ZHANGTU_UPLOAD_LIMIT + 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _OUTSIDE.secure
SECURE_HSTS_SECONDS = _OUTSIDE.seconds
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "zhangtu.desk.frame.errors.forged"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "zhangtu.project.discreet.Formatter",
            "fmt": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
