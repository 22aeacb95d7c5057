"""A database backend for Django: PostgreSQL, from a server of the project's own that starts when it is needed."""

from django.core.exceptions import ImproperlyConfigured


class DatabaseUnavailable(ImproperlyConfigured):
    """The embedded server cannot run on this machine as it is. The message is one sentence."""
