"""`manage.py import_meetings`: agendas and minutes into the archive, from files, folders or the archive itself."""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from tqdm import tqdm

from meetings.changes.change_pass import run_pass
from meetings.changes.database_retry import DATABASE_ERRORS
from meetings.importing.batch import FileResult, import_sources, outdated_sources, sources_below
from meetings.importing.files import ReadFile
from meetings.importing.folder_watch import watch_folder
from meetings.importing.holding import finding_rows, held_findings
from meetings.importing.machine_faults import sentence_of_fault
from meetings.importing.match_meeting import MeetingChoice, meeting_at
from meetings.importing.reading_ahead import FEWEST_FILES, default_jobs
from meetings.importing.service_loop import StopSignal, interval_seconds
from meetings.importing.stated_facts import NOTHING_STATED, StatedFacts, stated_day
from meetings.models.choices import DocumentKind
from meetings.parsing import document as minutes
from meetings.parsing.document import as_json
from meetings.parsing.lines.exports.schema import MEETING_SCHEMA

# The command's exit statuses. Held files count as refused.
ALL_READ, SOME_REFUSED, WRONG_OPTIONS = 0, 1, 2

# The report's columns, by what is counted in them: the files' outcomes, and all their warnings. That of files which a
# folder holds besides documents is only there where there are any.
_COLUMNS = {
    "created": "oprettet",
    "updated": "opdateret",
    "unchanged": "uændret",
    "skipped": "udeladt",
    "refused": "afvist",
    "held": "tilbageholdt",
    "warnings": "advarsler",
}


class Command(BaseCommand):
    help = (
        "Indlæs dagsordener og referater (PDF, Word, HTML, tekst, eksporter, scanninger) fra filer og mapper. "
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
        parser.add_argument(
            "--schema",
            action="store_true",
            help="skriv JSON-skemaet for den form, som enhver kan skrive et møde i, og slut",
        )
        parser.add_argument("--json", action="store_true", help="med --dry-run: et JSON-objekt pr. dokument og linje")
        parser.add_argument(
            "--replace", action="store_true", help="lad et nyt dokument gælde, hvor det modsiger et tidligere"
        )
        parser.add_argument(
            "--overwrite-edits",
            action="store_true",
            help="lad dokumentet gælde for alt, også det, som redaktionen har rettet eller slettet",
        )
        parser.add_argument(
            "--restore",
            action="store_true",
            help="hent det igen, som redaktionen har slettet; rettelser bliver stående",
        )
        parser.add_argument(
            "--into",
            metavar="MEETING",
            help="dokumentet er fra dette møde, som dets adresse siger: kkr-nordjylland/2027-03-05/ekstraordinaert",
        )
        parser.add_argument(
            "--new-meeting", action="store_true", help="dokumentet er fra et andet møde end dem, arkivet har den dag"
        )

        parser.add_argument(
            "--jobs",
            type=int,
            default=default_jobs(),
            metavar="N",
            help="så mange processer: én skriver, de øvrige læser filer forud (standard: antallet af processorer). "
            "Resultatet er det samme",
        )
        parser.add_argument("--council", default="", help="rådet, når filen ikke selv siger det (kun med én fil)")
        parser.add_argument("--date", default="", help="mødets dato, når filen ikke selv siger den (kun med én fil)")
        parser.add_argument(
            "--kind",
            choices=[kind.value for kind in DocumentKind],
            help="agenda eller minutes, når filen ikke selv siger det (kun med én fil)",
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
        restore: bool,
        into: str | None,
        new_meeting: bool,
        council: str,
        date: str,
        kind: minutes.DocumentKind | None,
        jobs: int,
        verbosity: int,
        schema: bool = False,
        **options: Any,
    ) -> None:
        if schema:
            self._write_schema()
            return
        if [bool(paths), again, watch is not None].count(True) != 1:
            self._end_for_options("Angiv filer og mapper, --again eller --watch, og kun ét af dem.")
        if json and not dry_run:
            self._end_for_options("--json kræver --dry-run.")
        if jobs < 1:
            self._end_for_options("--jobs skal være mindst 1.")
        choice = self._choice(into, new_meeting=new_meeting)
        stated = self._stated_facts(paths, council.strip(), date.strip(), kind)
        if watch:
            if dry_run or overwrite_edits or restore or choice:
                self._end_for_options(
                    "--watch kan ikke bruges sammen med --dry-run, --overwrite-edits, --restore, --into eller "
                    "--new-meeting."
                )
            self._watch(watch, interval=interval, replace=replace)
            return
        sources, others = outdated_sources() if again else sources_below(paths, stated)
        if again and not sources and verbosity:
            self.stdout.write("Alle dokumenter er læst med den nyeste version.")
            return
        bar = tqdm(sources, unit="dokument", disable=not sys.stderr.isatty() or verbosity == 0, leave=False)
        results = [
            *others,
            *import_sources(
                bar,
                replace=replace,
                overwrite_edits=overwrite_edits,
                dry_run=dry_run,
                inspect=self._write_json if json else None,
                restore=restore,
                choice=choice,
                jobs=jobs if len(sources) >= FEWEST_FILES else 1,
            ),
        ]
        if not dry_run:
            self._run_pass()
        if json:
            for result in results:
                self.stderr.write(f"{result.path}: {result.sentence}")
        elif verbosity:
            self._report(results, dry_run=dry_run, verbosity=verbosity)
        if any(result.outcome in {"refused", "held"} for result in results):
            sys.exit(SOME_REFUSED)

    def _run_pass(self) -> None:
        """What follows from the import; where the database is gone, the next import or the site does it."""
        try:
            run_pass()
        except DATABASE_ERRORS as error:
            self.stderr.write(sentence_of_fault(error))

    def _choice(self, into: str | None, *, new_meeting: bool) -> MeetingChoice | None:
        """Which meeting the documents are of, where that was said."""
        if into and new_meeting:
            self._end_for_options("Angiv --into eller --new-meeting, ikke begge.")
        if into is None:
            return MeetingChoice(None) if new_meeting else None
        meeting = meeting_at(into)
        if meeting is None:
            self._end_for_options(f"--into: Arkivet har intet møde på adressen {into}.")
        return MeetingChoice(meeting.pk)

    def _stated_facts(
        self, paths: Sequence[Path], council: str, date: str, kind: minutes.DocumentKind | None
    ) -> StatedFacts:
        """What is said of the one file; ends the command where it is no day, or there is not one file."""
        stated = StatedFacts(council, stated_day(date) if date else None, kind)
        if date and stated.day is None:
            self._end_for_options(f"--date: »{date}« er ikke en dato, der findes. Skriv den som 2025-05-02.")
        if stated != NOTHING_STATED and (len(paths) != 1 or paths[0].is_dir()):
            self._end_for_options("--council, --date og --kind gælder én fil. Angiv den alene.")
        return stated

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
            watch_folder(folder, say, stop, interval=interval, replace=replace)

    def _write_schema(self) -> None:
        self.stdout.write(json.dumps(MEETING_SCHEMA, ensure_ascii=False, indent=2))

    def _write_json(self, file: ReadFile) -> None:
        self.stdout.write(
            json.dumps(
                {**as_json(file.document, file.source.name), "held": finding_rows(held_findings(file))},
                ensure_ascii=False,
            )
        )

    def _report(self, results: Sequence[FileResult], *, dry_run: bool, verbosity: int) -> None:
        """Write every refusal, warning and kept edit, then the table of counts."""
        for result in results:
            for sentence in _sentences(result, verbosity):
                self.stdout.write(f"{result.path}: {sentence}")
        counts = Counter[str](result.outcome for result in results)
        counts["warnings"] = sum(len(result.warnings) for result in results)
        if dry_run:
            self.stdout.write("Prøvekørsel: intet er skrevet.")
        columns = [column for column in _COLUMNS if column != "skipped" or counts[column]]
        self.stdout.write("  ".join(f"{_COLUMNS[column]:>12}" for column in columns))
        self.stdout.write("  ".join(f"{counts[column]:>12}" for column in columns))


def _sentences(result: FileResult, verbosity: int) -> Iterator[str]:
    if result.sentence:
        yield result.sentence
    if result.outcome != "unchanged" or verbosity > 1:
        yield from (f"Advarsel, {warning}" for warning in result.warnings)
    yield from (f"Advarsel: {remark}" for remark in result.remarks)
    yield from (f"Rettelse bevaret, {kept}" for kept in result.kept_edits)
