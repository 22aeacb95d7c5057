"""What waits for somebody, and what records name that is not there."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.timesince import timesince

from meetings.backups.writing import names_of_files
from meetings.danish.plurals import counted
from meetings.installation.finding import Finding
from meetings.models import Change, Objection, Upload
from meetings.models.choices import UploadState
from meetings.models.objections import ObjectionState
from meetings.models.uploads import QUEUED_STATES

# What follows from a change is written within seconds, and an upload planned within minutes.
_SLOWEST_PASS, _SLOWEST_UPLOAD = timedelta(minutes=1), timedelta(minutes=10)
# The law: without undue delay, and within a month (GDPR, article 12).
_LATEST_ANSWER = timedelta(days=30)
_LONGEST_HELD = timedelta(days=7)


def waiting_findings() -> Iterator[Finding]:
    """What has waited for longer than it should, in an archive whose database is of this version."""
    now = timezone.now()
    waiting = Change.objects.waiting()
    oldest = waiting.order_by("pk").values_list("at", flat=True).first()
    if oldest and now - oldest > _SLOWEST_PASS:
        changes = counted(waiting.count(), "ændring", "ændringer")
        sentence = f"{changes} har ventet i {timesince(oldest, depth=1)} på at komme i søgningen."
        remedy = "Kører webserveren? Ellers kør manage.py search_index --pending."
        yield Finding("Log", sentence, remedy, is_serious=True)
    queued = Upload.objects.filter(state__in=QUEUED_STATES, changed_at__lt=now - _SLOWEST_UPLOAD).count()
    if queued:
        files = counted(queued, "fil, der er lagt op,", "filer, der er lagt op,")
        remedy = "Kør manage.py work_uploads, eller lad UPLOAD_WORKER være 1."
        yield Finding("Indlæsninger", f"{files} er ikke læst.", remedy, is_serious=True)
    held = Upload.objects.filter(state=UploadState.HELD, changed_at__lt=now - _LONGEST_HELD).count()
    if held:
        documents = counted(held, "dokument", "dokumenter")
        sentence = f"{documents} har været tilbageholdt i over en uge."
        yield Finding("Indlæsninger", sentence, "En redaktør skal tage stilling under »Indlæsninger«.")
    late = Objection.objects.exclude(state=ObjectionState.DONE).filter(made_at__lt=now - _LATEST_ANSWER).count()
    if late:
        objections = counted(late, "indsigelse", "indsigelser")
        sentence = f"{objections} har ventet i over en måned."
        yield Finding("Indsigelser", sentence, "Loven giver en måned: svar, og afslut dem.", is_serious=True)
    root = Path(settings.MEDIA_ROOT)
    if gone := sorted(name for name in names_of_files() if not (root / name).is_file()):
        files = counted(len(gone), "fil", "filer")
        sentence = f"{files}, som arkivet nævner, mangler på disken, den første er {gone[0]}."
        yield Finding("Filer", sentence, "Hent dem fra en sikkerhedskopi.", is_serious=True)
