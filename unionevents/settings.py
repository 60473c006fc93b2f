"""All settings, read once from the environment; `docs/operations.md` lists the variables."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from unionevents.lib import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("UNIONEVENTS_VAR") or BASE_DIR / "var")

DEBUG = env.flag("UNIONEVENTS_DEBUG", default=False)
HTTPS = env.flag("UNIONEVENTS_HTTPS", default=True)
SECRET_KEY = env.secret("UNIONEVENTS_SECRET_KEY", kept_in=VAR_DIR / "secret-key")
SECRET_KEY_FALLBACKS = env.names("UNIONEVENTS_OLD_SECRET_KEYS")
ALLOWED_HOSTS = env.names("UNIONEVENTS_HOSTS", "127.0.0.1,localhost,[::1]")
SITE_ADDRESS = env.text("UNIONEVENTS_ADDRESS").rstrip("/")  # how others reach a site that is called localhost here
CSRF_TRUSTED_ORIGINS = env.names("UNIONEVENTS_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "unionevents",
    "accounts",
    "events",
    "registration",
    "scoring",
]

MIDDLEWARE = [
    "scoring.views.crowd.CrowdLast",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "unionevents.lib.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "unionevents.lib.log_in.LogInUnlessPublic",
    "unionevents.lib.storable.StorableOnly",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "unionevents.urls"
WSGI_APPLICATION = "unionevents.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "unionevents.lib.tags",
            ],
        },
    }
]

DATABASES = {"default": env.database("DATABASE_URL", default_sqlite=VAR_DIR / "db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# Scrypt is as hard to guess as PBKDF2's default and ten times cheaper: two hundred contacts log in on the last evening.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:login"

# A hall shares one address: what is locked is a name at an address, never the address (docs/decisions/0003).
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_VERBOSE = False

# The first encrypts ID numbers, every one opens them: a new key goes in front (docs/operations.md).
ID_NUMBER_KEYS = env.encryption_keys("UNIONEVENTS_ID_KEYS", kept_in=VAR_DIR / "id-number-key")

# Nothing is sent where no mail server is set up; the outbox says so.
_MAIL = env.mail("UNIONEVENTS_MAIL")
EMAIL_HOST, EMAIL_PORT = _MAIL["host"], _MAIL["port"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL["user"], _MAIL["password"]
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL["starttls"], _MAIL["ssl"]
DEFAULT_FROM_EMAIL = _MAIL["sender"]
EMAIL_TIMEOUT = 20

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
# Photos of stamped rosters: personal data, so no address serves this folder; pages hand them out one by one.
SCANS_DIR = VAR_DIR / "scans"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_SSL_REDIRECT = HTTPS
# Only behind a proxy that sets this header itself: anybody else could claim https with it.
if env.flag("UNIONEVENTS_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
HSTS = env.flag("UNIONEVENTS_HSTS", default=HTTPS)
SECURE_HSTS_SECONDS = 31_536_000 if HSTS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HSTS
SECURE_HSTS_PRELOAD = HSTS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60
X_FRAME_OPTIONS = "DENY"

DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a matrix of 60 people x 20 contests is one form
