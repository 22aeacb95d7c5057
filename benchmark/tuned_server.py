"""A PostgreSQL of the benchmark's own, with the settings that compose.yaml ships."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.conf import settings
from django.db import connection
from django.test.utils import override_settings

from benchmark.compose_file import postgresql_settings
from benchmark.stored_archive import map_in_processes
from local_postgres.server import EmbeddedServer


@contextmanager
def benchmark_server(*, keep: bool) -> Iterator[None]:
    """A tuned server beside the project's embedded one, gone afterwards unless it is to be kept.

    Where DATABASE_URL names a server, that one is measured as it is.
    """
    if not settings.DATABASE_IS_EMBEDDED:
        yield
        return
    own: EmbeddedServer = settings.EMBEDDED_SERVER
    server = replace(
        own, directory=own.directory.with_name(f"{own.directory.name}-benchmark"), tuning=postgresql_settings()
    )
    before = {name: connection.settings_dict[name] for name in server.address}
    connection.close()
    connection.settings_dict.update(server.address)
    try:
        with override_settings(EMBEDDED_SERVER=server):
            yield
    finally:
        connection.close()
        connection.settings_dict.update(before)
        server.stop_if_last()
        if not keep:
            shutil.rmtree(server.directory, ignore_errors=True)


def run_in_database_processes(work: Callable[[range], None], blocks: Iterable[range], processes: int) -> None:
    """Do the work on every block. With more processes than one, each has a connection of its own."""
    if processes > 1:
        connection.close()  # or the processes would share it
    for _ in map_in_processes(work, blocks, processes):
        pass
