"""A database backend for Django: a PostgreSQL server of the project's own, started when it is needed."""

from django.core.exceptions import ImproperlyConfigured


class DatabaseUnavailable(ImproperlyConfigured):
    """The embedded server cannot run on this machine as it is. The message is one sentence."""
