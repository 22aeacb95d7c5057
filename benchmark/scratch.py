"""A database of its own for measuring: made empty, and gone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from django.conf import settings
from django.db import connection
from django.test.utils import override_settings

from meetings.importing.apply import import_file
from meetings.importing.files import read
from meetings.importing.folders import find_files
from meetings.importing.source_files import load

# The documents of an invented council, with `relevance.json`: the queries judged on them.
SAMPLES = Path(settings.BASE_DIR, "fixtures")
# Minutes of five municipalities with words of their own, judged likewise.
COUNCILS = Path(settings.BASE_DIR, "benchmark", "councils")


@contextmanager
def scratch_archive(name: str = "", *, reuse: bool = False, keep: bool = False, template: str = "") -> Iterator[None]:
    """An archive without documents, in a database and a folder of its own.

    A `name` is the database's; with `reuse` it is taken as it is if it is there already, with `keep` it stays there.
    Of a `template` it is a copy, made without opening it.
    """
    database, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    of_tests = dict(test)
    test.update(NAME=name or test["NAME"], TEMPLATE=template or None)
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=reuse)
        try:
            with TemporaryDirectory() as media, override_settings(MEDIA_ROOT=media, DEBUG=False):
                yield
        finally:
            connection.creation.destroy_test_db(database, verbosity=0, keepdb=keep)
    finally:
        test.clear()
        test.update(of_tests)


def import_folder(documents: Path) -> float:
    """Import the documents of a folder; gives the seconds that it took."""
    started = perf_counter()
    for path in find_files(documents):
        import_file(read(load(path, settings.IMPORT_MAX_BYTES)))
    return perf_counter() - started
