"""The values that a field may take, with the words that the reader sees."""

from django.db import models


class DocumentKind(models.TextChoices):
    AGENDA = "agenda", "Dagsorden"
    MINUTES = "minutes", "Referat"


class PlaceUnit(models.TextChoices):
    """What a place in a document is counted in."""

    PAGE = "page", "Side"
    PARAGRAPH = "paragraph", "Afsnit"


class DocumentEdition(models.TextChoices):
    """What a document is beside others of its kind; '' for one that is whole and says nothing of others."""

    SUPPLEMENT = "supplement", "Tillæg"
    REVISED = "revised", "Revideret"
    EXTRACT = "extract", "Uddrag"


class MeetingStatus(models.TextChoices):
    """What became of a meeting that was to be held; '' for one that is planned or was held."""

    CANCELLED = "cancelled", "Aflyst"
    MOVED = "moved", "Flyttet"


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


OUTCOME_NUMBERS: dict[str, int] = {
    Outcome.CANCELLED: 1,
    Outcome.POSTPONED: 2,
    Outcome.REJECTED: 3,
    Outcome.APPOINTED: 4,
    Outcome.DECIDED: 5,
    Outcome.APPROVED: 6,
    Outcome.RECOMMENDED: 7,
    Outcome.DISCUSSED: 8,
    Outcome.NOTED: 9,
    Outcome.NONE: 10,
}
# How the search index writes them. They stand in stored rows, so none is ever given to another.
CASE_TYPE_NUMBERS: dict[str, int] = {
    CaseType.FORMALITY: 1,
    CaseType.BRIEFING: 2,
    CaseType.DISCUSSION: 3,
    CaseType.THEME: 4,
    CaseType.DECISION: 5,
    CaseType.APPOINTMENT: 6,
}


class VoteSide(models.TextChoices):
    FOR = "for", "For"
    AGAINST = "against", "Imod"
    ABSTAINED = "abstained", "Hverken for eller imod"


class Status(models.TextChoices):
    PRESENT = "present", "Til stede"
    ABSENT = "absent", "Afbud"
    # On a list that does not say who of it came, as that of an agenda.
    UNKNOWN = "unknown", "Ikke oplyst"


class FieldName(models.TextChoices):
    """The texts of an item, in the order in which documents and pages have them."""

    BACKGROUND = "background", "Baggrund"
    RECOMMENDATION = "recommendation", "Indstilling"
    PRESENTATION = "presentation", "Sagsfremstilling"
    DECISION = "decision", "Beslutning"


# The texts that stand in an item's own row; the decision's text stands in the row of the decision.
ITEM_TEXT_FIELDS = (FieldName.BACKGROUND, FieldName.RECOMMENDATION, FieldName.PRESENTATION)


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
    SPLIT = "split", "Delt"


class IdentityCheck(models.TextChoices):
    """Whether what the archive has as one person is one, where it may be several of one name."""

    ASKED = "asked", "Én eller flere personer?"
    ONE = "one", "Én person"


class SynonymStatus(models.TextChoices):
    """Whether search may use a word's meaning: an editor decides."""

    SUGGESTED = "suggested", "Foreslået"
    APPROVED = "approved", "Godkendt"
    DISMISSED = "dismissed", "Afvist"


class SynonymOrigin(models.TextChoices):
    SEED = "seed", "Fra begyndelsen"
    DOCUMENT = "document", "Læst i et dokument"
    EDITOR = "editor", "Skrevet af en redaktør"


class UploadState(models.TextChoices):
    """How far an uploaded file has come on its way into the archive."""

    WAITING = "waiting", "Venter på at blive læst"
    ASKS = "asks", "Spørger om mødet"
    PLANNED = "planned", "Klar til indlæsning"
    ACCEPTED = "accepted", "Venter på at blive indlæst"
    APPLIED = "applied", "Indlæst"
    UNCHANGED = "unchanged", "Uændret"
    REFUSED = "refused", "Afvist"
    HELD = "held", "Tilbageholdt"
    WITHDRAWN = "withdrawn", "Kasseret"
    UNDONE = "undone", "Fortrudt"


class ClearingReason(models.TextChoices):
    """Why a document is not held for something that looks like a CPR number."""

    NOT_PERSONAL = "not_personal", "Ikke et CPR-nummer"
    PUBLISHED = "published", "Offentliggjort alligevel"


class RedactionScope(models.TextChoices):
    """Where redacted words stand no more."""

    ARCHIVE = "archive", "Hele arkivet"
    MEETING = "meeting", "Mødet"
    DOCUMENT = "document", "Dokumentet"


class ThreadState(models.TextChoices):
    """What became of a case thread."""

    PROPOSED = "proposed", "Foreslået"
    CONFIRMED = "confirmed", "Bekræftet"
    DISMISSED = "dismissed", "Afvist"


class ThreadPlace(models.TextChoices):
    """How an item stands in a case thread; those in LIVE_PLACES are in it."""

    PROPOSED = "proposed", "Foreslået"
    CONFIRMED = "confirmed", "Bekræftet"
    REMOVED = "removed", "Taget ud"
    DISMISSED = "dismissed", "Afvist med forløbet"


LIVE_PLACES = (ThreadPlace.PROPOSED, ThreadPlace.CONFIRMED)
