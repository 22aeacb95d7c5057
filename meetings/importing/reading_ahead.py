"""Files that other processes read while this one writes those before them: one writes, in the order of the files.

The others are forked, and have nothing of the database: what they give is what this process would have read itself. It
reads by itself whatever one of them fails at, and where it would say otherwise by what the archive knows.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from django.db import connection

from meetings.danish.tokens import learn_words
from meetings.importing.exports import is_export, is_saved_page
from meetings.importing.files import SourceFile
from meetings.importing.made_of_reading import with_what_follows
from meetings.importing.plain_reading import PlainReading, plain_reading
from meetings.importing.refusals import Refused
from meetings.importing.stated_facts import StatedFacts
from meetings.models import Municipality
from meetings.parsing.lines.pages import Unreadable

logger = logging.getLogger(__name__)

# A file to be imported: its name for people, and a function that gives its content or raises Refused.
Source = tuple[Path, Callable[[], SourceFile]]
# Of fewer files none is read ahead: starting a process takes as long.
FEWEST_FILES = 4
# What a process is given: a file's content and name, what is stated of it, and the municipalities beside Denmark's.
_Task = tuple[bytes, str, StatedFacts, frozenset[str]]


def default_jobs() -> int:
    """As many processes as there are processors for this one. One where processes cannot safely be forked."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


@contextmanager
def reading_ahead(sources: Iterable[Source], jobs: int) -> Iterator[Iterator[Source]]:
    """The sources in their order, read by `jobs` - 1 other processes, which end with the block."""
    readers: list[_Reader] = []
    try:
        if jobs > 1:
            if not connection.in_atomic_block:
                connection.close()  # a process that outlives this one for a moment must not hold it open
            for _ in range(jobs - 1):
                readers.append(_Reader(readers))
        yield _read_by(readers, sources) if readers else iter(sources)
    finally:
        for reader in readers:
            reader.end()


def _read_by(readers: list[_Reader], sources: Iterable[Source]) -> Iterator[Source]:
    """Each source with what its reader made of it. The readers take turns, and are one file ahead each."""
    waiting = deque[tuple[Path, _Loaded, _Reader]]()
    free = deque(readers)
    names = Municipality.objects.names_beside_denmarks()
    for path, load in sources:
        if not free:
            yield _finished(*waiting[0])
            free.append(waiting.popleft()[2])
        loaded, reader = _Loaded(load), free.popleft()
        reader.begin(loaded.source, names)
        waiting.append((path, loaded, reader))
    while waiting:
        yield _finished(*waiting.popleft())


def _finished(path: Path, loaded: _Loaded, reader: _Reader) -> Source:
    reading = reader.finish()

    def source() -> SourceFile:
        return replace(loaded.content(), ahead=reading)

    return path, source


class _Loaded:
    """A file's content, or what was raised instead: that is for whoever asks for it in its turn."""

    def __init__(self, load: Callable[[], SourceFile]) -> None:
        self.source: SourceFile | None = None
        self._load = load
        try:
            self.source = load()
        except (Refused, OSError):
            logger.debug("a file is loaded in its turn")

    def content(self) -> SourceFile:
        """The content. Raises Refused or OSError where the file cannot be loaded."""
        return self.source or self._load()


class _Reader:
    """One of the processes that read: it is given a file when it has given what it read in the one before."""

    def __init__(self, others: Iterable[_Reader]) -> None:
        context = multiprocessing.get_context("fork")
        self._connection, its_end = context.Pipe()
        # It has this end of its own and of the others' pipes too: while it holds them open nobody sees them closed.
        inherited = [self._connection, *(other._connection for other in others)]
        self._process: BaseProcess = context.Process(target=_serve, args=(its_end, inherited), daemon=True)
        self._process.start()
        its_end.close()
        self._is_reading = False

    def begin(self, source: SourceFile | None, municipalities: frozenset[str]) -> None:
        """Have it read a file, unless only this process can."""
        if source is None or not _can_be_read_alone(source):
            return
        try:
            self._connection.send((source.content, source.stored_name, source.stated, municipalities))
            self._is_reading = True
        except OSError:
            logger.warning("a process that reads ahead has died")

    def finish(self) -> PlainReading | None:
        """What it read; None where it could not."""
        if not self._is_reading:
            return None
        self._is_reading = False
        try:
            reading: PlainReading | None = self._connection.recv()
        except (EOFError, OSError):
            logger.warning("a process that reads ahead has died")
            return None
        if reading:
            learn_words(reading.words)
        return reading

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._connection.close()
        self._process.terminate()
        self._process.join()


def _can_be_read_alone(source: SourceFile) -> bool:
    """Whether the content is all that there is to read: no export with its files, nothing that was read before."""
    is_known = bool(source.stored_pages or source.recognized or source.original_sha256 or source.is_canonical)
    return not is_known and not is_export(source.name) and not is_saved_page(source.content, source.name)


def _serve(tasks: Connection, inherited: Iterable[Connection]) -> None:
    """The process: reads files until nobody is there to give it one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that writes, which ends this one
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in inherited:
        other.close()
    try:
        while True:
            tasks.send(_read(tasks.recv()))
    except (EOFError, OSError):
        return


def _read(task: _Task) -> PlainReading | None:
    """What the file says; None where that cannot be read, or reading fails: the one that writes finds out and tells."""
    try:
        content, *_ = task
        return with_what_follows(plain_reading(*task), content)
    except Unreadable:
        return None
    except Exception:  # one file that breaks must not end the reader; the one that writes reads it anew and tells
        logger.exception("a file could not be read ahead")
        return None
