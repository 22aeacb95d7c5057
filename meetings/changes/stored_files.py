"""Files that are stored while a transaction runs, and go again if it fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import TracebackType
from typing import IO, TYPE_CHECKING, cast

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.db.models.fields.files import FieldFile
from django.utils.text import get_valid_filename

if TYPE_CHECKING:
    _BytesFile = File[bytes]
else:
    _BytesFile = File

# How the names of files begin that are not written yet.
_UNFINISHED = ".ufaerdig-"


class StoredFiles:
    """A context manager around a transaction: when the block fails, the files that were stored in it are deleted.

    The database forgets by itself what a failed transaction wrote; the storage does not. Use it outside of
    `transaction.atomic()`, so that a commit that fails counts as a failure too.
    """

    def __init__(self) -> None:
        self._files: list[FieldFile] = []

    def __enter__(self) -> "StoredFiles":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            for file in self._files:
                file.storage.delete(str(file.name))

    def store(self, file: FieldFile, name: str, content: bytes) -> None:
        """Store the content as the file of a model's field, under `name` or a like one; the record is not saved."""
        with _written_whole(content, Path(file.storage.path(""))) as written:
            file.save(_valid_name(name), written, save=False)
        self._files.append(file)


class _WrittenFile(_BytesFile):
    """A file that lies on the storage's disk already: it is only moved to its name."""

    def __init__(self, opened: IO[bytes], path: Path) -> None:
        super().__init__(opened, path.name)
        self._path = path

    def temporary_file_path(self) -> str:
        return str(self._path)


@contextmanager
def _written_whole(content: bytes, folder: Path) -> Iterator[_WrittenFile]:
    """The content as a file in the storage's folder, which goes again where it is not moved.

    A disk that is full leaves half a file: no record's name ever stands for that.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder, prefix=_UNFINISHED, delete=False) as opened:
        path = Path(opened.name)
        try:
            opened.write(content)
            opened.flush()
            opened.seek(0)
            yield _WrittenFile(cast(IO[bytes], opened), path)
        finally:
            path.unlink(missing_ok=True)


def _valid_name(name: str) -> str:
    """The name as the storage takes it; "dokument" for one of signs alone ("€€€"), which has no valid part."""
    try:
        return get_valid_filename(name)
    except SuspiciousFileOperation:
        return "dokument"
