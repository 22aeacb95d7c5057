"""Importing several files one after another: which they are, and what became of each."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import partial
from pathlib import Path
from typing import Literal

from django.conf import settings

from meetings.caching.made_ahead import made_ahead
from meetings.danish.source_places import short_place_and_line
from meetings.importing.apply import import_file
from meetings.importing.export_sources import separate_meetings
from meetings.importing.files import ReadFile, outdated_documents, read, stored_source
from meetings.importing.folders import SkippedFile, find_files
from meetings.importing.holding import Held, hold_file, refuse_held
from meetings.importing.machine_faults import MACHINE_FAULTS, NOT_TRIED, database_answers, sentence_of_fault
from meetings.importing.match_meeting import MeetingChoice
from meetings.importing.plan import plan_import
from meetings.importing.plan_report import held_back_sentence
from meetings.importing.planned_changes import Action, ImportPlan
from meetings.importing.reading_ahead import Source, reading_ahead
from meetings.importing.refusals import Refused
from meetings.importing.source_files import SourceFile, load
from meetings.importing.stated_facts import NOTHING_STATED, StatedFacts
from meetings.search.analyzed_words import keeping_analyzed_words

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class FileResult:
    """What became of one file, or of a path that stands for no file."""

    path: Path
    outcome: Action | Literal["refused", "held", "skipped"]
    # Why it was refused, held or skipped, in Danish; else ''.
    sentence: str = ""
    # The parser's warnings: "s. 4, linje 112: …".
    warnings: tuple[str, ...] = ()
    # The edited fields that stay though the document says something else: "punkt 3.6: overskrift".
    kept_edits: tuple[str, ...] = ()
    # What else there is to know: that another meeting has the same items, that the text is known, what is held back.
    remarks: tuple[str, ...] = ()


def sources_below(paths: Iterable[Path], stated: StatedFacts = NOTHING_STATED) -> tuple[list[Source], list[FileResult]]:
    """The files that the paths stand for, each once, and what is to be said of what is none of them.

    That is a refusal for each path that stands for no file, and what the folders hold that is no document. `stated` is
    what the user says of the files.
    """
    files: dict[Path, None] = {}
    others: list[FileResult] = []
    for path in paths:
        skipped: list[SkippedFile] = []
        try:
            files |= dict.fromkeys(find_files(path, skipped))
        except Refused as refusal:
            others.append(_refused(path, refusal))
        others += [FileResult(one.path, "skipped", one.sentence) for one in skipped]
    return [(path, partial(load, path, settings.IMPORT_MAX_BYTES, stated)) for path in files], others


def outdated_sources() -> tuple[list[Source], list[FileResult]]:
    """The documents of the archive that an older parser read, in the form of `sources_below`."""
    documents = outdated_documents()
    return [(Path(document.source_name), partial(stored_source, document)) for document in documents], []


def import_sources(
    sources: Iterable[Source],
    *,
    replace: bool = False,
    overwrite_edits: bool = False,
    dry_run: bool = False,
    inspect: Callable[[ReadFile], None] | None = None,
    restore: bool = False,
    choice: MeetingChoice | None = None,
    jobs: int = 1,
) -> Iterator[FileResult]:
    """Import the files one by one, each in a transaction of its own; gives what became of each.

    With `dry_run` nothing is written. With `inspect` each file is only read, and given to that function; then there
    are results for those that are refused alone. With more `jobs` than one others read files ahead, and what becomes of
    the files is the same. The other options are those of `plan_import`.
    """
    batch = _Batch(
        replace=replace,
        overwrite_edits=overwrite_edits,
        dry_run=dry_run,
        inspect=inspect,
        restore=restore,
        choice=choice,
    )
    is_written = not dry_run and inspect is None
    with keeping_analyzed_words(of_later_imports=is_written), reading_ahead(sources, jobs) as read_sources:
        yield from _import_each(batch, read_sources)


def _import_each(batch: _Batch, sources: Iterable[Source]) -> Iterator[FileResult]:
    is_down = False
    for path, content in sources:
        if is_down and not database_answers():
            yield FileResult(path, "refused", NOT_TRIED)
            continue
        is_down = False
        try:
            yield from batch.import_meetings(path, content)
        except MACHINE_FAULTS as error:
            logger.exception("%s: a fault of the machine", path)
            is_down = not isinstance(error, OSError)
            yield FileResult(path, "refused", f"Afvist. {sentence_of_fault(error)}")


@dataclass(frozen=True)
class _Cover:
    """What the cover of a file tells of the meeting: what a dry run counts by."""

    council: str
    date: date
    is_extraordinary: bool
    start_time: time | None

    @classmethod
    def of(cls, file: ReadFile) -> _Cover:
        document = file.document
        return cls(document.council, file.date, document.is_extraordinary, document.start_time)

    def may_be_of_one_meeting_with(self, other: _Cover) -> bool:
        """Whether two files are of one meeting as far as their covers tell."""
        own, others = replace(self, start_time=None), replace(other, start_time=None)
        return own == others and len({self.start_time, other.start_time} - {None}) < 2


@dataclass
class _Batch:
    """How the files of a batch are imported, and those that were."""

    replace: bool
    overwrite_edits: bool
    dry_run: bool
    inspect: Callable[[ReadFile], None] | None
    restore: bool
    choice: MeetingChoice | None
    earlier: set[_Cover] = field(default_factory=set)

    def import_meetings(self, path: Path, content: Callable[[], SourceFile]) -> Iterator[FileResult]:
        """What became of a file, or of each meeting of one that has several. Raises one of MACHINE_FAULTS."""
        try:
            sources = separate_meetings(content())
        except Refused as refusal:
            yield _refused(path, refusal)
            return
        for source in sources:
            with made_ahead(source.ahead.made if source.ahead else {}):
                result = self._import_one(path if len(sources) == 1 else path / source.name, source)
            if result:
                yield result

    def _import_one(self, path: Path, source: SourceFile) -> FileResult | None:
        """What became of a meeting's file; None for one that was only read."""
        try:
            file = read(source)
            if self.inspect is not None:
                self.inspect(file)
                refuse_held(file)
                return None
            if self.dry_run:
                refuse_held(file)
            importer = plan_import if self.dry_run else import_file
            planned = importer(
                file,
                replace=self.replace,
                overwrite_edits=self.overwrite_edits,
                restore=self.restore,
                choice=self.choice,
            )
        except Held as held:
            if not self.dry_run:
                hold_file(file.source, held)
            logger.info("%s: %s", path, held.log)
            return FileResult(path, "held", held.sentence)
        except Refused as refusal:
            return _refused(path, refusal)
        cover = _Cover.of(file)
        is_new = not any(cover.may_be_of_one_meeting_with(other) for other in self.earlier)
        self.earlier.add(cover)
        return _imported(path, file, planned, is_new=is_new)


def _refused(path: Path, refusal: Refused) -> FileResult:
    logger.info("%s refused: %s", path, refusal.log)
    return FileResult(path, "refused", f"Afvist. {refusal.sentence}{_option(refusal)}")


def _option(refusal: Refused) -> str:
    """How the command imports the file all the same, for whoever gave it."""
    return f" Det gør {refusal.option}." if refusal.option else ""


def _imported(path: Path, file: ReadFile, planned: ImportPlan, *, is_new: bool) -> FileResult:
    """`is_new`: no file before it is about the same meeting. In a dry run the plan cannot know that."""
    warnings = tuple(
        f"{short_place_and_line(warning.page, warning.line, file.document.place_unit)}: {warning.message}"
        for warning in file.document.warnings
    )
    kept_edits = tuple(
        f"{change.title}: {change.field_title(field)}" for change in planned.changes for field in change.conflicting
    )
    outcome = "updated" if planned.action == "created" and not is_new else planned.action
    remarks = (planned.same_text, *planned.remarks, held_back_sentence(planned))
    return FileResult(path, outcome, warnings=warnings, kept_edits=kept_edits, remarks=tuple(filter(None, remarks)))
