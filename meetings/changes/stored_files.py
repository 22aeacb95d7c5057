"""Files that are stored while a transaction runs, and go again if it fails."""

from types import TracebackType

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile
from django.utils.text import get_valid_filename


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
        file.save(_valid_name(name), ContentFile(content), save=False)
        self._files.append(file)


def _valid_name(name: str) -> str:
    """The name as the storage takes it; "dokument" for one of signs alone ("€€€"), which has no valid part."""
    try:
        return get_valid_filename(name)
    except SuspiciousFileOperation:
        return "dokument"
