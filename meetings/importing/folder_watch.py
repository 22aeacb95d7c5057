"""A folder whose documents are imported as they appear (`import_meetings --watch FOLDER`)."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from meetings.changes.database_retry import DatabaseRetry
from meetings.danish.plurals import counted
from meetings.importing.apply import import_file
from meetings.importing.export_sources import separate_meetings
from meetings.importing.files import read
from meetings.importing.folders import find_files
from meetings.importing.holding import Held, hold_file
from meetings.importing.machine_faults import MACHINE_FAULTS, sentence_of_fault
from meetings.importing.outdated import is_read_as_now
from meetings.importing.planned_changes import Action
from meetings.importing.refusals import Refused
from meetings.importing.service_loop import StopSignal
from meetings.importing.source_files import SourceFile, load

logger = logging.getLogger(__name__)

# What is reported of a file, by the action of its plan.
_ACTION_WORDS: dict[Action, str] = {"created": "oprettet", "updated": "opdateret", "unchanged": "uændret"}


@dataclass(frozen=True)
class FileState:
    """What `stat` tells of a file: any change of its content or of its permissions changes one of these."""

    # In bytes.
    size: int
    # When content and metadata were last changed, in nanoseconds.
    modified: int
    changed: int


@dataclass
class WatchedFolder:
    """The files of a folder and its subfolders: which are completely written, and which are dealt with already.

    The folder is polled, as network shares send no events.
    """

    folder: Path
    _previous: dict[Path, FileState] = field(default_factory=dict)
    _handled: dict[Path, FileState] = field(default_factory=dict)

    def ready_files(self) -> tuple[Path, ...]:
        """The files whose state is the same as at the call before, and was not handled yet.

        A file that is still being copied differs between two calls. Raises Refused where the folder is gone or
        cannot be read.
        """
        states = self._current_states()
        ready = [path for path, state in states.items() if self._previous.get(path) == state != self._handled.get(path)]
        self._previous = states
        self._handled = {path: state for path, state in self._handled.items() if path in states}
        return tuple(ready)

    def mark_handled(self, path: Path) -> None:
        """Give the file, in the state of the last call of `ready_files`, no more; it is ready again when it changes."""
        self._handled[path] = self._previous[path]

    def _current_states(self) -> dict[Path, FileState]:
        try:
            if self.folder.is_dir():
                return dict(_file_states(find_files(self.folder)))
        except Refused:  # it is empty
            return {}
        except OSError as error:
            raise Refused("Mappen kan ikke læses.", f"the folder can't be read: {error.strerror}") from error
        raise Refused("Mappen kan ikke ses.", "no such folder")


def watch_folder(
    folder: Path, say: Callable[[str], object], stop: StopSignal, *, interval: float, replace: bool
) -> None:
    """Import what is in the folder and what appears there, until a stop signal is received.

    Looks every `interval` seconds. `say` gets a line for each file, and one when the folder or the database is gone
    or back. A file at which the database went away, or the archive's disk was full, is tried again at the next look.
    `replace` as in `plan_import`.
    """
    watched, database, is_gone = WatchedFolder(folder), DatabaseRetry(say), False
    told = ""  # what was said of the archive's disk, so that it is said once
    while not stop.received:
        try:
            ready = watched.ready_files()
        except Refused as refusal:
            ready = ()
            if not is_gone:
                say(f"{folder}: {refusal.sentence} Der ses efter den igen.")
            is_gone = True
        else:
            is_gone = False
        for path in ready:
            if stop.received:
                return
            with database.attempt():
                try:
                    sentence = import_path(path, replace=replace)
                except OSError as fault:
                    if (fault_told := sentence_of_fault(fault)) != told:
                        say(f"{path}: {fault_told} Der prøves igen.")
                    told = fault_told
                    continue
                watched.mark_handled(path)
                told = ""
                if sentence:
                    say(f"{path}: {sentence}")
            if database.is_down:
                break
        stop.wait(interval)


def import_path(path: Path, *, replace: bool) -> str:
    """Import the file. Returns what became of it in Danish ("oprettet, 2 advarsler."), '' for one that is gone.

    Raises one of DATABASE_ERRORS where the database cannot be reached, OSError where the archive's disk takes nothing,
    and nothing else.
    """
    try:
        source = load(path, settings.IMPORT_MAX_BYTES)
        if is_read_as_now(source.sha256):
            return f"{_ACTION_WORDS['unchanged']}."  # without reading it: at every start this is most of the folder
        meetings = separate_meetings(source)
    except Refused as refusal:
        return "" if _is_gone(path) else f"Afvist. {refusal.sentence}"
    except OSError:
        return "Afvist. Filen kan ikke åbnes."
    if len(meetings) == 1:
        return _import_meeting(path, meetings[0], replace=replace)
    return " ".join(f"{each.name}: {_import_if_new(path, each, replace=replace)}" for each in meetings)


def _import_if_new(path: Path, source: SourceFile, *, replace: bool) -> str:
    if is_read_as_now(source.sha256):
        return f"{_ACTION_WORDS['unchanged']}."
    return _import_meeting(path, source, replace=replace)


def _import_meeting(path: Path, source: SourceFile, *, replace: bool) -> str:
    """As `import_path`, of one of the file's meetings."""
    try:
        file = read(source)
        imported = import_file(file, replace=replace)
    except Held as held:
        hold_file(file.source, held)
        return held.sentence
    except Refused as refusal:
        return "" if _is_gone(path) else f"Afvist. {refusal.sentence}"
    except MACHINE_FAULTS:
        raise
    except Exception:  # one file that breaks must not end the watch; the log has the traceback
        logger.exception("%s could not be imported", path)
        return "Afvist. Noget gik galt, mens filen blev læst. Intet er skrevet."
    count = len(file.document.warnings)
    warnings = f", {counted(count, 'advarsel', 'advarsler')}" if count else ""
    kept = imported.kept_edits
    edits = f", {counted(kept, 'rettelse', 'rettelser')} bevaret" if kept else ""
    return f"{_ACTION_WORDS[imported.action]}{warnings}{edits}."


def _file_states(files: tuple[Path, ...]) -> Iterator[tuple[Path, FileState]]:
    for path in files:
        try:
            found = path.stat()
        except OSError:  # gone since the folder was read
            continue
        yield path, FileState(found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _is_gone(path: Path) -> bool:
    try:
        path.lstat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False
