"""The archive as a WSGI application, for gunicorn."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from kkrarchive.url_prefix import below_prefix

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kkrarchive.settings")

GUNICORN_WORKER_BOOT_ERROR = 3  # the exit status of a worker that gunicorn does not start again

try:
    application = below_prefix(get_wsgi_application())
except ImproperlyConfigured as error:
    sys.stderr.write(f"KKR-arkivet does not start: {error}\n")
    sys.exit(GUNICORN_WORKER_BOOT_ERROR)
