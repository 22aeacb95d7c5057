"""A folder whose documents are imported as they appear."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from meetings.danish.plurals import counted
from meetings.importing.apply import import_file
from meetings.importing.files import Refused, find_files, load, read
from meetings.importing.planned_changes import Action
from meetings.importing.service_loop import DATABASE_ERRORS, DatabaseRetry, StopSignal
from meetings.models import Document
from meetings.parsing.parser import PARSER_VERSION

logger = logging.getLogger(__name__)

_ACTION_WORDS: dict[Action, str] = {"created": "oprettet", "updated": "opdateret", "unchanged": "uændret"}


@dataclass(frozen=True)
class FileState:
    """What a look at a file tells without opening it; any change of content or of access changes it."""

    size: int
    modified: int
    changed: int


@dataclass
class WatchedFolder:
    """The files of a folder: which have come to rest since the look before, and which were seen to already.

    Polls, as network shares tell nobody of their changes.
    """

    folder: Path
    _last: dict[Path, FileState] = field(default_factory=dict)
    _done: dict[Path, FileState] = field(default_factory=dict)

    def settled(self) -> tuple[Path, ...]:
        """The files that are the same at two looks, and are not done as they are. Raises Refused without the folder."""
        looks = self._looks()
        settled = [path for path, look in looks.items() if self._last.get(path) == look != self._done.get(path)]
        self._last = looks
        self._done = {path: look for path, look in self._done.items() if path in looks}
        return tuple(settled)

    def done(self, path: Path) -> None:
        """The file as it was at the last look was seen to: it comes again only when it changes."""
        self._done[path] = self._last[path]

    def _looks(self) -> dict[Path, FileState]:
        try:
            if self.folder.is_dir():
                return dict(_file_states(find_files(self.folder)))
        except Refused:  # it is empty
            return {}
        except OSError as error:
            raise Refused("Mappen kan ikke læses.", f"the folder can't be read: {error.strerror}") from error
        raise Refused("Mappen kan ikke ses.", "no such folder")


def watch_folder(
    folder: Path, say: Callable[[str], object], ending: StopSignal, *, interval: float, replace: bool
) -> None:
    """Import what is in the folder and what appears there, until told to end. Says a line a file."""
    watched, patience, is_gone = WatchedFolder(folder), DatabaseRetry(say), False
    while not ending.told:
        try:
            settled = watched.settled()
        except Refused as refusal:
            settled = ()
            if not is_gone:
                say(f"{folder}: {refusal.sentence} Der ses efter den igen.")
            is_gone = True
        else:
            is_gone = False
        for path in settled:
            if ending.told:
                return
            with patience.borne():
                sentence = import_path(path, replace=replace)
                watched.done(path)
                if sentence:
                    say(f"{path}: {sentence}")
            if patience.is_lost:
                break
        ending.wait(interval)


def import_path(path: Path, *, replace: bool) -> str:
    """Import the file; what became of it in words, nothing for one that is gone meanwhile.

    Raises one of DATABASE_ERRORS where the database does not answer.
    """
    try:
        source = load(path, settings.IMPORT_MAX_BYTES)
        if Document.objects.filter(sha256=source.sha256, parser_version=PARSER_VERSION).exists():
            return f"{_ACTION_WORDS['unchanged']}."  # without reading it: at every start this is most of the folder
        file = read(source)
        imported = import_file(file, replace=replace)
    except Refused as refusal:
        return "" if _is_gone(path) else f"Afvist. {refusal.sentence}"
    except OSError:
        return "Afvist. Filen kan ikke åbnes."
    except DATABASE_ERRORS:
        raise
    except Exception:  # one file that breaks must not end the watch; the log has the traceback
        logger.exception("%s could not be imported", path)
        return "Afvist. Noget gik galt, mens filen blev læst. Intet er skrevet."
    count = len(file.document.warnings)
    warnings = f", {counted(count, 'advarsel', 'advarsler')}" if count else ""
    kept = sum(len(change.kept) for change in imported.changes)
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
