"""The module that Django looks for in a database backend."""

from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base
from psycopg import OperationalError

from local_postgres.server import EmbeddedServer


class DatabaseWrapper(base.DatabaseWrapper):
    """Starts the project's server before the process's first connection, and again should it be killed."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        server: EmbeddedServer = settings.EMBEDDED_SERVER
        if not server.is_claimed:
            server.start()
        try:
            return super().get_new_connection(conn_params)
        except OperationalError:
            server.start()
            return super().get_new_connection(conn_params)
