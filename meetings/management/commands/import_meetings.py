"""`manage.py import_meetings`: agendas and minutes into the archive, from files, folders or the archive itself."""

import json
import logging
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand
from tqdm import tqdm

from meetings.importing import folder_watch
from meetings.importing.apply import import_file
from meetings.importing.files import (
    ReadFile,
    Refused,
    SourceFile,
    find_files,
    load,
    outdated_documents,
    read,
    stored_source,
)
from meetings.importing.plan import plan_import
from meetings.importing.planned_changes import ImportPlan
from meetings.importing.service_loop import StopSignal, interval_seconds
from meetings.parsing.document import as_json

logger = logging.getLogger(__name__)

ALL_READ, SOME_REFUSED, WRONG_OPTIONS = 0, 1, 2

# What is to be read: its name for people, and what gives its content or raises Refused.
Source = tuple[Path, Callable[[], SourceFile]]

_COLUMNS = {
    "created": "oprettet",
    "updated": "opdateret",
    "unchanged": "uændret",
    "refused": "afvist",
    "warnings": "advarsler",
}


@dataclass(frozen=True)
class Result:
    """What became of one path: `action` is one of _COLUMNS without warnings."""

    path: Path
    action: str
    sentence: str = ""
    warnings: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


class Command(BaseCommand):
    help = (
        "Indlæs dagsordener og referater (PDF eller tekst) fra filer og mapper. "
        "Slutter med 0, når alt blev læst, og med 1, når noget blev afvist."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="filer eller mapper")
        parser.add_argument(
            "--again", action="store_true", help="læs de dokumenter i arkivet igen, som en ældre version har læst"
        )
        parser.add_argument(
            "--watch",
            type=Path,
            metavar="FOLDER",
            help="indlæs, hvad der er i mappen og dukker op i den; Ctrl-C slutter",
        )
        parser.add_argument(
            "--interval", type=interval_seconds, default=5.0, help="med --watch: sekunder mellem to kig"
        )
        parser.add_argument("--dry-run", action="store_true", help="vis, hvad der ville ske; skriv intet")
        parser.add_argument("--json", action="store_true", help="med --dry-run: et JSON-objekt pr. dokument og linje")
        parser.add_argument(
            "--replace", action="store_true", help="lad et nyt dokument gælde, hvor det modsiger et tidligere"
        )
        parser.add_argument(
            "--overwrite-edits",
            action="store_true",
            help="lad dokumentet gælde for alt, også det, som redaktionen har rettet eller slettet",
        )

    def handle(
        self,
        *,
        paths: Sequence[Path],
        again: bool,
        watch: Path | None,
        interval: float,
        dry_run: bool,
        json: bool,
        replace: bool,
        overwrite_edits: bool,
        verbosity: int,
        **options: Any,
    ) -> None:
        if [bool(paths), again, watch is not None].count(True) != 1:
            self._end_for_options("Angiv filer og mapper, --again eller --watch, og kun ét af dem.")
        if json and not dry_run:
            self._end_for_options("--json kræver --dry-run.")
        if watch:
            if dry_run or overwrite_edits:
                self._end_for_options("--watch kan ikke bruges sammen med --dry-run eller --overwrite-edits.")
            self._watch(watch, interval=interval, replace=replace)
            return
        sources, results = _stored_sources() if again else _file_sources(paths)
        if again and not sources and verbosity:
            self.stdout.write("Alle dokumenter er læst med den nyeste version.")
            return
        meetings: set[tuple[str, date]] = set()
        bar = tqdm(sources, unit="dokument", disable=not sys.stderr.isatty() or verbosity == 0, leave=False)
        for path, content in bar:
            try:
                file = read(content())
                if json:
                    self._write_json(file)
                    continue
                importer = plan_import if dry_run else import_file
                planned = importer(file, replace=replace, overwrite_edits=overwrite_edits)
            except Refused as refusal:
                results.append(_refused(path, refusal))
            else:
                meeting = (file.document.council, file.date)
                results.append(_done(path, file, planned, is_new=meeting not in meetings))
                meetings.add(meeting)
        if json:
            for result in results:
                self.stderr.write(f"{result.path}: {result.sentence}")
        elif verbosity:
            self._report(results, dry_run=dry_run, verbosity=verbosity)
        if any(result.action == "refused" for result in results):
            sys.exit(SOME_REFUSED)

    def _end_for_options(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(WRONG_OPTIONS)

    def _watch(self, folder: Path, *, interval: float, replace: bool) -> None:
        if not folder.is_dir():
            self._end_for_options(f"{folder}: Mappen findes ikke.")

        def say(line: str) -> None:
            self.stdout.write(line)
            self.stdout.flush()

        with StopSignal() as stop:
            say(f"{folder}: Nye dokumenter indlæses, efterhånden som de dukker op. Ctrl-C slutter.")
            folder_watch.watch_folder(folder, say, stop, interval=interval, replace=replace)

    def _write_json(self, file: ReadFile) -> None:
        self.stdout.write(json.dumps(as_json(file.document, file.source.name), ensure_ascii=False))

    def _report(self, results: Iterable[Result], *, dry_run: bool, verbosity: int) -> None:
        """Every refusal, warning and kept edit, then the table."""
        results = list(results)
        for result in results:
            for sentence in _sentences(result, verbosity):
                self.stdout.write(f"{result.path}: {sentence}")
        counts = Counter(result.action for result in results)
        counts["warnings"] = sum(len(result.warnings) for result in results)
        if dry_run:
            self.stdout.write("Prøvekørsel: intet er skrevet.")
        self.stdout.write("  ".join(f"{title:>9}" for title in _COLUMNS.values()))
        self.stdout.write("  ".join(f"{counts[column]:>9}" for column in _COLUMNS))


def _file_sources(paths: Iterable[Path]) -> tuple[list[Source], list[Result]]:
    """The files that the paths stand for, each once, and the paths that stand for nothing."""
    files: dict[Path, None] = {}
    refused: list[Result] = []
    for path in paths:
        try:
            files |= dict.fromkeys(find_files(path))
        except Refused as refusal:
            refused.append(_refused(path, refusal))
    return [(path, partial(load, path, settings.IMPORT_MAX_BYTES)) for path in files], refused


def _stored_sources() -> tuple[list[Source], list[Result]]:
    """The documents of the archive that an older parser read."""
    documents = outdated_documents()
    return [(Path(document.source_name), partial(stored_source, document)) for document in documents], []


def _refused(path: Path, refusal: Refused) -> Result:
    logger.info("%s refused: %s", path, refusal.log)
    return Result(path, "refused", f"Afvist. {refusal.sentence}")


def _done(path: Path, file: ReadFile, planned: ImportPlan, *, is_new: bool) -> Result:
    """`is_new`: no other file of this call has the same meeting. In a dry run the plan can't know."""
    warnings = tuple(
        f"s. {warning.page}, linje {warning.line}: {warning.message}" for warning in file.document.warnings
    )
    kept = tuple(f"{change.title}: {change.field_title(field)}" for change in planned.changes for field in change.kept)
    action = "updated" if planned.action == "created" and not is_new else planned.action
    return Result(path, action, warnings=warnings, kept=kept)


def _sentences(result: Result, verbosity: int) -> Iterator[str]:
    if result.sentence:
        yield result.sentence
    if result.action != "unchanged" or verbosity > 1:
        yield from (f"Advarsel, {warning}" for warning in result.warnings)
    yield from (f"Rettelse bevaret, {kept}" for kept in result.kept)
