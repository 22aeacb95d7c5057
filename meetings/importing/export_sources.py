"""Exports among the files of an import: their meetings one by one, and the attachments that they name."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from meetings.importing.exports import CanonicalExport, canonical_exports, is_export, is_saved_page
from meetings.importing.refusals import UNREADABLE_SENTENCES, Refused
from meetings.importing.source_files import SourceFile, composed_name
from meetings.importing.stated_facts import StatedFacts
from meetings.parsing.document import Document, ParsingWarning
from meetings.parsing.lines.pages import Unreadable
from meetings.privacy.redacted_words import RedactedWords


def separate_meetings(source: SourceFile) -> tuple[SourceFile, ...]:
    """The meetings of an export, each in the canonical form, in which nothing of closed items is left.

    Other files are one as they are. A file with one meeting is known by its own digest, each of several by its
    manifest's. Raises Refused for an export that cannot be read.
    """
    if source.is_canonical or source.why or not _is_export(source):
        return (source,)
    try:
        exports = canonical_exports(source.content, source.name, source.folder)
    except Unreadable as error:
        raise Refused(*UNREADABLE_SENTENCES[error.reason]) from error
    if len(exports) == 1:
        return (_as_canonical(source, exports[0], source.name, source.sha256),)
    source = replace(source, stated=StatedFacts(source.stated.council))  # day and kind are one meeting's
    return tuple(_as_canonical(source, export, export.name, export.sha256) for export in exports)


def only_meeting(source: SourceFile) -> SourceFile:
    """The one meeting of a file, as `separate_meetings` gives it. Raises Refused too for a file with several."""
    found = separate_meetings(source)
    if len(found) > 1:
        raise Refused("Filen har flere møder. De indlæses hver for sig.", "the file has several meetings")
    if found[0].why:
        raise Refused(*UNREADABLE_SENTENCES[found[0].why])
    return found[0]


def missing_attachments(source: SourceFile, document: Document, words: RedactedWords) -> Iterator[ParsingWarning]:
    """A warning for each file that an export names and that did not come with it."""
    for item in document.items if source.files else ():
        for attachment in item.attachments:
            if attachment.path and not source.files.found(attachment.path):
                name = _file_name(attachment.path)
                title = f"»{attachment.title}« ({name})" if attachment.title not in {"", name} else f"»{name}«"
                message = f"Bilaget {title} er nævnt i eksporten, men filen er ikke kommet med."
                yield ParsingWarning(attachment.place.page, attachment.place.line, words.redacted(message))


def _is_export(source: SourceFile) -> bool:
    return is_export(source.name) or is_saved_page(source.content, source.name)


def _as_canonical(source: SourceFile, export: CanonicalExport, name: str, sha256: str) -> SourceFile:
    return replace(
        source,
        name=composed_name(name),
        content=export.content,
        original_sha256=sha256,
        files=export.files,
        is_canonical=True,
        why=export.why,
    )


def _file_name(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/")).name


def attachment_names(document: Document) -> dict[str, str]:
    """What the files of an export's attachments are called as they are kept: `{"bilag 1": "notat.pdf"}`."""
    names = [_file_name(each.path) for item in document.items for each in item.attachments if each.path]
    return {f"bilag {number}": name for number, name in enumerate(names, start=1)}
