"""Documents that are held because of what they say of people, and what an editor decides about them."""

import uuid
from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from meetings.danish.source_places import place_and_line
from meetings.importing.export_bundles import BUNDLE_SUFFIX, bundle_of_meeting
from meetings.importing.files import ReadFile, read, uploaded_source
from meetings.importing.refusals import Refused
from meetings.importing.source_files import SourceFile
from meetings.models import ClearedFinding, Document, Redaction, Upload
from meetings.models.choices import ClearingReason, RedactionScope, UploadState
from meetings.models.uploads import OPEN_STATES
from meetings.privacy.redacting import digest_of_finding, redact
from meetings.privacy.scan import Finding


class Held(Refused):
    """A document that is not published before an editor has decided about what was found in it."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        first = findings[0]
        more = f" og {len(findings) - 1} steder til" if len(findings) > 1 else ""
        super().__init__(
            f"Filen er tilbageholdt: {_place(first)}{more} står noget, der ligner {first.name}. Intet er "
            "offentliggjort. En redaktør skal tage stilling under »Indlæsninger«.",
            f"held for {len(findings)} finding(s)",
        )
        self.findings = findings


def refuse_held(file: ReadFile) -> None:
    """Raises Held where something in the file is to be decided about first."""
    if findings := held_findings(file):
        raise Held(findings)


def held_findings(file: ReadFile) -> tuple[Finding, ...]:
    """What the file is held for: all that was found and that no editor has cleared in this very file."""
    return uncleared((finding for finding in file.findings if finding.is_held), file.source.sha256)


def uncleared(findings: Iterable[Finding], sha256: str) -> tuple[Finding, ...]:
    """Those of a file's findings that no editor has cleared."""
    found = tuple(findings)
    if not found:
        return ()
    cleared = set(ClearedFinding.objects.filter(sha256=sha256).values_list("digest", flat=True))
    return tuple(finding for finding in found if digest_of_finding(finding.words) not in cleared)


def finding_rows(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """What was found as `Upload.findings` stores it, and the JSON of a dry run tells it: never a whole number."""
    return [
        {
            "kind": finding.kind.value,
            "page": finding.page,
            **({} if finding.unit == "page" else {"unit": finding.unit}),
            "line": finding.line,
            "place": finding.place,
            "words": finding.masked_words,
            "digest": digest_of_finding(finding.words),
        }
        for finding in findings
    ]


@transaction.atomic
def hold_file(source: SourceFile, held: Held) -> Upload:
    """An upload in the state `held`, with the file where no reader can reach it; one of the same file is used again.

    A file that the archive has as a document already is not stored a second time. Of an export its public attachments
    are stored with it.
    """
    document = Document.objects.without_text().filter(sha256=source.sha256).first()
    states = (*OPEN_STATES, UploadState.HELD)
    upload = Upload.objects.select_for_update().filter(sha256=source.sha256, state__in=states).first() or Upload(
        source_name=source.name, sha256=source.sha256, size=len(source.content), document=document
    )
    mark_held(upload, held)
    upload.recognized, upload.pages_to_recognize = list(source.recognized), len(source.recognized)
    if not upload.file and document is None:
        suffix, content = "", source.content
        if source.is_canonical:
            suffix, content = BUNDLE_SUFFIX, bundle_of_meeting(source.content, source.files)
        upload.file.save(f"{uuid.uuid4().hex}{suffix}", ContentFile(content), save=False)
    upload.save()
    return upload


def mark_held(upload: Upload, held: Held) -> None:
    """Sets what the upload is held for; it is not saved."""
    upload.state, upload.sentence = UploadState.HELD, held.sentence
    upload.findings = finding_rows(held.findings)
    upload.summary, upload.plan, upload.warnings, upload.reading = "", [], [], {}


def clear_findings(
    upload: Upload,
    digests: Iterable[str],
    verdict: ClearingReason,
    user: AbstractBaseUser | AnonymousUser | None,
    reason: str = "",
) -> bool:
    """Clears these findings of a held upload, for this file for good; gives whether it waits to be planned again.

    Raises ValueError for a publication without a reason.
    """
    if verdict == ClearingReason.PUBLISHED and not reason.strip():
        raise ValueError("a publication needs a reason")
    with transaction.atomic():
        held = Upload.objects.select_for_update().filter(pk=upload.pk, state=UploadState.HELD).first()
        if held is None:
            return False
        for digest in {*digests} & {row["digest"] for row in held.findings}:
            ClearedFinding.objects.update_or_create(
                sha256=held.sha256,
                digest=digest,
                defaults={"verdict": verdict, "reason": reason.strip(), "cleared_by_id": user.pk if user else None},
            )
        cleared = set(ClearedFinding.objects.filter(sha256=held.sha256).values_list("digest", flat=True))
        return _release(held, cleared)


def redact_findings(
    upload: Upload, digests: Collection[str], user: AbstractBaseUser | AnonymousUser | None, reason: str
) -> bool:
    """Takes what was found out of the held upload's document; gives whether it waits to be planned again.

    Raises Refused where the file cannot be read any more.
    """
    findings = read(uploaded_source(upload)).findings
    found = {finding.words for finding in findings if digest_of_finding(finding.words) in digests}
    if not found:
        return False
    redaction = Redaction(
        scope=RedactionScope.DOCUMENT, sha256=upload.sha256, reason=reason, made_by_id=user.pk if user else None
    )
    redact(redaction, sorted(found))
    with transaction.atomic():
        held = Upload.objects.select_for_update().filter(pk=upload.pk, state=UploadState.HELD).first()
        return held is not None and _release(held, digests)


def _release(held: Upload, digests: Collection[str]) -> bool:
    """Takes what was decided from what the upload, whose row is locked, is held for; whether nothing is left of it."""
    held.findings = [row for row in held.findings if row["digest"] not in digests]
    if held.findings:
        held.save(update_fields=["findings", "changed_at"])
        return False
    held.state, held.sentence, held.attempts = UploadState.WAITING, "", 0
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError:  # the same file was uploaded meanwhile, and is planned there
        Upload.objects.filter(pk=held.pk).update(state=UploadState.WITHDRAWN, sentence="")
        return False
    return True


def _place(finding: Finding) -> str:
    if not finding.page:
        return f"i {finding.place}"
    return f"{'i' if finding.unit == 'paragraph' else 'på'} {place_and_line(finding.page, finding.line, finding.unit)},"
