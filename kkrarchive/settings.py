"""Settings of KKR-arkivet. What differs between machines comes from the environment.

Without DEBUG the archive is in production: then a value that is missing stops the process with one sentence.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from kkrarchive.environment import (
    development_hosts,
    env_choices,
    env_flag,
    env_list,
    env_number,
    env_path,
    env_text,
    load_env_file,
)

BASE_DIR = Path(__file__).resolve().parent.parent

load_env_file(BASE_DIR / ".env")

DEBUG = env_flag("DEBUG")
# In development and tests a lock taken out of order is an error, in production a line in the log (models/locks.py).
LOCK_ORDER_IS_ENFORCED = DEBUG
SECRET_KEY = env_text("SECRET_KEY", "of no secret: development only" if DEBUG else None)


# Database

# PostgreSQL's process for a connection remembers every table it has read; a new one begins with little memory.
SECONDS_TO_KEEP_CONNECTION = 600
# How soon a host that has gone silent is given up, in libpq's words: seconds, and milliseconds for the last.
UNANSWERED_CONNECTION = {
    "connect_timeout": 2,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}


def database_settings(url: str) -> dict[str, Any]:
    """The entry of DATABASES for an address `postgres://…`; in production each thread keeps its connection.

    Raises ImproperlyConfigured where it is not PostgreSQL's.
    """
    try:
        entry: dict[str, Any] = {**dj_database_url.parse(url, conn_health_checks=True)}
    except ValueError:
        entry = {}
    if entry.get("ENGINE") != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL is not of the form postgres://user:password@host:port/name.")
    if not DEBUG:
        # A lost connection is found out by the check at the next request, which opens another at once. A pool's waits
        # for one that is opened beside, after pauses that grow while the database is away.
        entry["CONN_MAX_AGE"] = SECONDS_TO_KEEP_CONNECTION
        entry["OPTIONS"] = {**UNANSWERED_CONNECTION, **entry.get("OPTIONS", {})}
    return entry


DATABASE_URL = env_text("DATABASE_URL", "" if DEBUG else None)
DATABASE_IS_EMBEDDED = not DATABASE_URL
if DATABASE_IS_EMBEDDED:
    try:
        from local_postgres.server import embedded_server  # needs packages that production does without
    except ModuleNotFoundError as missing:
        raise ImproperlyConfigured(
            f"DATABASE_URL is not set, and the PostgreSQL of development lacks {missing.name}: run `make setup`."
        ) from None

    EMBEDDED_SERVER = embedded_server(BASE_DIR)
    DATABASES = {
        "default": {
            "ENGINE": "local_postgres",
            **EMBEDDED_SERVER.address,
            "TEST": {"NAME": EMBEDDED_SERVER.test_database},
        }
    }
else:
    DATABASES = {"default": database_settings(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


# Application

INSTALLED_APPS = [
    "meetings.apps.EditorsAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "meetings.apps.MeetingsConfig",
    # The commands that measure, for developers. The image is without them, whatever its DEBUG says.
    *(["benchmark"] if DEBUG and (BASE_DIR / "benchmark").is_dir() else []),
]

MIDDLEWARE = [
    "kkrarchive.logs.request_ids",
    "kkrarchive.health.health_check",
    "kkrarchive.body_limits.BodyLimits",
    "kkrarchive.security.content_security_policy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kkrarchive.compression.compress_public_pages",
    "kkrarchive.database_faults.database_faults",
    "kkrarchive.private_pages.private_pages",
    "kkrarchive.private_pages.pages_for_the_front",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "meetings.views.redacted_addresses.redacted_addresses",
    "meetings.caching.conditional_get.ConditionalGetMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "meetings.context_processors.editor",
            ],
        },
    },
]

ROOT_URLCONF = "kkrarchive.urls"
# The path that the archive lies under, where it does not have a host to itself: /arkiv.
URL_PREFIX = env_path("URL_PREFIX")
FORCE_SCRIPT_NAME = URL_PREFIX or None
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = f"{URL_PREFIX}/"
WSGI_APPLICATION = "kkrarchive.wsgi.application"
IMPORT_MAX_BYTES = env_number("IMPORT_MAX_BYTES", 50_000_000)
# What an editor may send at a time, all files together.
UPLOAD_MAX_BYTES = env_number("UPLOAD_MAX_BYTES", 500_000_000, least=1_000_000)
# Contact details for which a document is held, beside CPR numbers; others are warnings.
HELD_CONTACT_DETAILS = env_choices("HELD_CONTACT_DETAILS", ("email", "telephone", "account", "home_address"))
# The key of the digests by which the archive knows what was redacted or cleared, without keeping the words.
REDACTION_KEY = env_text("REDACTION_KEY", SECRET_KEY)
UPLOAD_WORKER = env_flag("UPLOAD_WORKER", default=True)  # 0 where `manage.py work_uploads` runs beside the web process
# For so many days a reader of the log of changes may stay away and be told of each (models/changes.py).
CHANGES_DAYS = env_number("CHANGES_DAYS", 90, least=1)
# For so many days the archive keeps what records said before; 0 for ever.
HISTORY_DAYS = env_number("HISTORY_DAYS", 0)

# For so many days an objection is kept, where it is done.
OBJECTION_DAYS = env_number("OBJECTION_DAYS", 365, least=1)

# Who answers for the archive, as »Om arkivet«, »Privatliv« and »Tilgængelighed« say it; each may be empty.
CONTACT = {
    "publisher": env_text("PUBLISHER", ""),
    "email": env_text("CONTACT_EMAIL", ""),
    # Whom those who are named in the archive write to, where that is somebody else.
    "privacy_email": env_text("PRIVACY_EMAIL", ""),
    "phone": env_text("CONTACT_PHONE", ""),
    "address": env_text("CONTACT_ADDRESS", ""),
    "statement": env_text("ACCESSIBILITY_STATEMENT", ""),
}


# Language and time

LANGUAGE_CODE = "da"
TIME_ZONE = "Europe/Copenhagen"
USE_I18N = True
USE_TZ = True


# Files

STATIC_URL = f"{URL_PREFIX}/static/"
STATIC_ROOT = Path(env_text("STATIC_ROOT", str(BASE_DIR / ".static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env_text("MEDIA_ROOT", str(BASE_DIR / ".media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000  # more than may be uploaded at a time, so that the form can say how many
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # a meeting of a hundred items in the admin
FILE_UPLOAD_PERMISSIONS = 0o640


# Security

HTTPS = env_flag("HTTPS", default=not DEBUG)
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", development_hosts(env_text("HOST", "127.0.0.1")) if DEBUG else None)
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS", "")  # only where a proxy changes the Host header
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env_number("HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env_flag("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# How many proxies, one behind the other, the archive stands behind; each adds to X-Forwarded-For. 0 trusts none.
TRUSTED_PROXIES = env_number("TRUSTED_PROXIES", 0)

AUTHENTICATION_BACKENDS = [
    "kkrarchive.login_limits.LimitedLoginBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL, LOGIN_REDIRECT_URL = "admin:login", "admin:index"
# A day's work; whoever comes back the next day logs in again.
SESSION_COOKIE_AGE = 12 * 60 * 60
# Five wrong tries for one name from one address lock both together for a quarter of an hour (login_limits.py).
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "kkrarchive.client_address.client_address"
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
# Only what is needed to lock is kept of visitors, and no longer than it takes.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "credential", "csrfmiddlewaretoken"]

# Whether editors need a second factor. Whoever has set one up is asked for it in any case (second_factor/).
SECOND_FACTOR = env_flag("SECOND_FACTOR", default=not DEBUG)
ACCOUNT_ADAPTER = "kkrarchive.second_factor.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_METHODS = ["password"]
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # django-axes counts
MFA_ADAPTER = "kkrarchive.second_factor.adapters.FactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # e-mail plays no part
MFA_FORMS = {
    "authenticate": "kkrarchive.second_factor.forms.CodeForm",
    "authenticate_webauthn": "kkrarchive.second_factor.forms.PasskeyForm",
    "activate_totp": "kkrarchive.second_factor.forms.SetUpAppForm",
    "add_webauthn": "kkrarchive.second_factor.forms.AddPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "KKR-arkivet"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]


# Logging

# A JSON object a line in place of text, of the log and of gunicorn's log of requests.
LOG_JSON = env_flag("LOG_JSON")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"expected": {"()": "kkrarchive.logs.ExpectedErrors"}},
    "formatters": {"told": {"()": f"kkrarchive.logs.{'Objects' if LOG_JSON else 'Lines'}"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "told", "filters": ["expected"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING" if DEBUG else "INFO"},
    # Django's own handlers would write a second line of each server error, and mail nobody.
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
