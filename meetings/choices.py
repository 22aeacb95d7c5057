"""The values that a field may take, with the words that the reader sees."""

from django.db import models


class DocumentKind(models.TextChoices):
    AGENDA = "agenda", "Dagsorden"
    MINUTES = "minutes", "Referat"


class Outcome(models.TextChoices):
    """What became of an item, in the order in which the main outcome of a decision is chosen."""

    CANCELLED = "cancelled", "Aflyst"
    POSTPONED = "postponed", "Udsat"
    REJECTED = "rejected", "Afvist"
    APPOINTED = "appointed", "Udpeget"
    DECIDED = "decided", "Besluttet"
    APPROVED = "approved", "Godkendt"
    RECOMMENDED = "recommended", "Anbefalet"
    DISCUSSED = "discussed", "Drøftet"
    NOTED = "noted", "Taget til efterretning"
    NONE = "none", "Ingen beslutning"


class Ruling(models.TextChoices):
    """How a decision stands to what was recommended."""

    AS_RECOMMENDED = "as_recommended", "Som indstillet"
    AMENDED = "amended", "Ændret eller med tilføjelse"
    POSTPONED = "postponed", "Udsat"
    CANCELLED = "cancelled", "Aflyst"
    REJECTED = "rejected", "Afvist"
    NOTED = "noted", "Taget til efterretning"


class CaseType(models.TextChoices):
    FORMALITY = "formality", "Formalia"
    BRIEFING = "briefing", "Orientering"
    DISCUSSION = "discussion", "Drøftelse"
    THEME = "theme", "Temadrøftelse"
    DECISION = "decision", "Beslutningssag"
    APPOINTMENT = "appointment", "Udpegning"


class VoteSide(models.TextChoices):
    FOR = "for", "For"
    AGAINST = "against", "Imod"
    ABSTAINED = "abstained", "Hverken for eller imod"


class Status(models.TextChoices):
    PRESENT = "present", "Til stede"
    ABSENT = "absent", "Afbud"


class FieldName(models.TextChoices):
    BACKGROUND = "background", "Baggrund"
    RECOMMENDATION = "recommendation", "Indstilling"
    PRESENTATION = "presentation", "Sagsfremstilling"
    DECISION = "decision", "Beslutning"


class RecordKind(models.TextChoices):
    """The kinds of record that an import writes."""

    MEETING = "meeting", "Møde"
    SECTION = "section", "Afsnit"
    ITEM = "item", "Punkt"
    DECISION = "decision", "Beslutning"
    TABLE = "table", "Tabel"
    ATTACHMENT = "attachment", "Bilag"
    PARTICIPANT = "participant", "Deltager"
    APPOINTMENT = "appointment", "Udpegning"


class MergeState(models.TextChoices):
    """What became of a guess that two names are one person's."""

    SUGGESTED = "suggested", "Foreslået"
    MERGED = "merged", "Slået sammen"
    REFUSED = "refused", "To personer"
    UNDONE = "undone", "Fortrudt"


class UploadState(models.TextChoices):
    """How far an uploaded file has come on its way into the archive."""

    WAITING = "waiting", "Venter på at blive læst"
    PLANNED = "planned", "Klar til indlæsning"
    ACCEPTED = "accepted", "Venter på at blive indlæst"
    APPLIED = "applied", "Indlæst"
    UNCHANGED = "unchanged", "Uændret"
    REFUSED = "refused", "Afvist"
    WITHDRAWN = "withdrawn", "Kasseret"
