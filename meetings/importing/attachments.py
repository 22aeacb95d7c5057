"""The files of an export's attachments: stored beside the items that they belong to, if they are public."""

from pathlib import Path, PurePosixPath

from meetings.changes.stored_files import StoredFiles
from meetings.importing.files import ReadFile
from meetings.importing.records import ArchivedRecords
from meetings.importing.refusals import Refused
from meetings.models import Attachment
from meetings.privacy.redacted_files import UnreadFile, redact_foreign_file

# In bytes: a larger file is no attachment of a meeting.
_MOST_BYTES = 200_000_000


def store_attachments(
    file: ReadFile, numbers: dict[str, str], records: ArchivedRecords, stored_files: StoredFiles
) -> None:
    """Store the files that the document's attachments name, of those that have none in the archive.

    `numbers` has the key of each item by its number. A file that the export lacks is left out. Raises Refused for one
    that words cannot be taken out of.
    """
    for item in file.document.items:
        for place, attachment in enumerate(item.attachments):
            record = records.get(("attachment", f"{numbers.get(item.number, '')}/{place}"))
            if attachment.path and isinstance(record, Attachment) and not record.file:
                _store(record, attachment.path, file, stored_files)


def _store(record: Attachment, path: str, file: ReadFile, stored_files: StoredFiles) -> None:
    content = file.source.files.read(path, _MOST_BYTES)
    if not content:
        return
    name = PurePosixPath(path.replace("\\", "/")).name
    try:
        redacted = redact_foreign_file(content, Path(name).suffix, file.redacted_words)
    except UnreadFile as error:
        raise Refused(
            f"Bilaget »{name}« kan ikke læses igennem for ord, som er udeladt af arkivet.",
            "an attachment cannot be looked through",
        ) from error
    stored_files.store(record.file, file.redacted_words.redacted(name), content if redacted is None else redacted)
    Attachment._base_manager.filter(pk=record.pk).update(file=record.file.name)
