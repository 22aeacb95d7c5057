"""What is withheld from the public: an item, a document, an attachment or a person, for a while or for ever."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Func, Q
from django.db.models.lookups import Exact
from django.utils import timezone

from meetings.models.documents import Document, MeetingAttachment
from meetings.models.items import AgendaItem, Attachment
from meetings.models.people import Person

# By the field that names it: the model of which a record can be withheld.
WITHHELD_MODELS: dict[str, type[models.Model]] = {
    "item": AgendaItem,
    "document": Document,
    "attachment": Attachment,
    "meeting_attachment": MeetingAttachment,
    "person": Person,
}

_IN_FORCE = "begins_at <= %(now)s AND (ends_at IS NULL OR ends_at > %(now)s)"
_NAMED = f"EXISTS (SELECT FROM meetings_withholding WHERE {{field}}_id = record.id AND {_IN_FORCE})"
# A document is withheld too where an item that stands in it is. One of which it is not known what it says is.
_STANDS_IN_IT = f"""EXISTS (
    SELECT FROM meetings_withholding JOIN meetings_agendaitem AS item ON item.id = item_id
    WHERE item.meeting_id = record.meeting_id AND with_documents AND {_IN_FORCE}
    AND (record.said = '{{{{}}}}' OR record.said ? ('item ' || item.key) OR record.id = item.document_id)
)"""
# Where a record may have to change: those that are withheld now, and those that a withholding reaches. As an array of
# keys: with alternatives PostgreSQL looks through all items, once a second.
_REACHED = """
    SELECT id FROM {table} WHERE is_withheld
    UNION SELECT {field}_id FROM meetings_withholding WHERE {field}_id IS NOT NULL"""
_REACHED_THROUGH_ITEMS = """
    UNION SELECT beside.id FROM meetings_document AS beside
    JOIN meetings_agendaitem AS item ON item.meeting_id = beside.meeting_id
    WHERE item.id IN (SELECT item_id FROM meetings_withholding WHERE with_documents)"""
_REMEMBER_FILES = """
UPDATE meetings_withholding AS withholding SET sha256 = document.sha256, text_sha256 = document.text_sha256
FROM meetings_document AS document WHERE document.id = withholding.document_id AND withholding.sha256 = ''
"""


def _unsettled(field: str) -> str:
    """The condition that a `record` of the field's model is withheld and is not to be, or the reverse."""
    is_document = field == "document"
    wanted = _NAMED + (f" OR {_STANDS_IN_IT}" if is_document else "")
    reached = _REACHED + (_REACHED_THROUGH_ITEMS if is_document else "")
    table = WITHHELD_MODELS[field]._meta.db_table
    return f"record.id = ANY (ARRAY({reached})) AND record.is_withheld <> ({wanted})".format(field=field, table=table)


def withheld_field(record: models.Model) -> str:
    """The field by which a withholding names the record. Raises StopIteration for one that cannot be withheld."""
    return next(name for name, model in WITHHELD_MODELS.items() if isinstance(record, model))


class WithholdingQuerySet(models.QuerySet["Withholding"]):
    def in_force(self, now: datetime | None = None) -> WithholdingQuerySet:
        """Those that hold at the time `now`."""
        at = now or timezone.now()
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), begins_at__lte=at)

    def lasting(self) -> WithholdingQuerySet:
        """Those that hold now, or will."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=timezone.now()))

    def carry_over(self, record: models.Model) -> int:
        """Have these withhold this record as well, which what they withhold is a part of now; gives how many they are.

        For two people who are one, and two meetings that are one.
        """
        field = withheld_field(record)
        copies = list(self.lasting())
        for copy in copies:
            copy.pk = None
            for name in WITHHELD_MODELS:
                setattr(copy, name, record if name == field else None)
            copy.save(force_insert=True)
        return len(copies)

    def of(self, record: models.Model) -> WithholdingQuerySet:
        """Those of the record, the latest first. Of a document also those of the items that stand in it."""
        named = Q(**{withheld_field(record): record.pk})
        if isinstance(record, Document):
            named |= Q(item__meeting=record.meeting_id, with_documents=True)
        return self.filter(named).order_by("-begins_at", "-pk")

    def sentence_on(self, record: models.Model) -> str:
        """Why the public cannot see the record, as whoever withholds it wrote; '' where nobody does any longer."""
        found = self.of(record).in_force().values_list("sentence", flat=True).first()
        return found or ""

    def settle(self, now: datetime | None = None) -> int:
        """Mark what is withheld at the time `now`, and nothing else; gives how many records changed.

        To be called, within a recording, by whoever changes a withholding or imports a document; the pass does it when
        the time of one comes or ends.
        """
        changed = 0
        with connection.cursor() as cursor:
            cursor.execute(_REMEMBER_FILES)
            for field, model in WITHHELD_MODELS.items():
                cursor.execute(
                    f"UPDATE {model._meta.db_table} AS record SET is_withheld = NOT is_withheld"
                    f" WHERE {_unsettled(field)}",
                    {"now": now or timezone.now()},
                )
                changed += int(cursor.rowcount)
        return changed

    def is_unsettled(self, now: datetime | None = None) -> bool:
        """Whether `settle` would change something. One query of small indexes."""
        exists = " OR ".join(
            f"EXISTS (SELECT FROM {model._meta.db_table} AS record WHERE {_unsettled(field)})"
            for field, model in WITHHELD_MODELS.items()
        )
        with connection.cursor() as cursor:
            # Put together of the models' own names; the time is handed over.
            cursor.execute(f"SELECT {exists}", {"now": now or timezone.now()})
            (found,) = cursor.fetchone()
        return bool(found)


class Withholding(models.Model):
    """That one record is kept from the public, from when, until when, and why. Its record goes on as it was."""

    item = models.ForeignKey(
        AgendaItem, models.CASCADE, null=True, blank=True, related_name="withholdings", verbose_name="punkt"
    )
    document = models.ForeignKey(
        Document, models.CASCADE, null=True, blank=True, related_name="withholdings", verbose_name="dokument"
    )
    attachment = models.ForeignKey(
        Attachment, models.CASCADE, null=True, blank=True, related_name="withholdings", verbose_name="bilag"
    )
    meeting_attachment = models.ForeignKey(
        MeetingAttachment,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="withholdings",
        verbose_name="bilag til mødet",
    )
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="withholdings", verbose_name="person"
    )
    with_documents = models.BooleanField(
        "også dokumenterne",
        default=True,
        help_text="Et punkts dokumenter holdes også tilbage, så længe punktet gør: dets tekst står jo i dem. "
        "Sig kun nej, hvis teksten er taget ud af dem.",
    )
    # Of a document: what its file is known by where it is deleted and imported again. `settle` writes them.
    sha256 = models.CharField(max_length=64, blank=True, default="", editable=False)
    text_sha256 = models.CharField(max_length=64, blank=True, default="", editable=False)
    sentence = models.CharField(
        "hvad læserne får at vide",
        max_length=300,
        help_text="En eller to sætninger om hvorfor. De står på siden og må ikke røbe, hvad der er tilbageholdt.",
    )
    reason = models.TextField("grund", help_text="Til jer selv. Vises ikke offentligt.")
    begins_at = models.DateTimeField("fra", default=timezone.now)
    ends_at = models.DateTimeField("til", null=True, blank=True, help_text="Tom: indtil videre.")
    made_at = models.DateTimeField("oprettet", auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="af",
    )

    objects = WithholdingQuerySet.as_manager()

    class Meta:
        verbose_name = "tilbageholdelse"
        verbose_name_plural = "tilbageholdelser"
        ordering = ("-begins_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Exact(
                    Func(
                        *(F(name) for name in WITHHELD_MODELS),
                        function="num_nonnulls",
                        output_field=models.IntegerField(),
                    ),
                    1,
                ),
                name="one_record_is_withheld",
                violation_error_message="Vælg det ene, der skal holdes tilbage.",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("begins_at")),
                name="withholding_ends_after_it_begins",
                violation_error_message="Sluttidspunktet skal ligge efter begyndelsen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{str(self.record._meta.verbose_name).capitalize()}: {self.record}"

    @property
    def record(self) -> Any:
        """What is withheld."""
        return next(record for name in WITHHELD_MODELS if (record := getattr(self, name)))

    @property
    def is_in_force(self) -> bool:
        """Whether it holds now."""
        return self.begins_at <= timezone.now() and (self.ends_at is None or self.ends_at > timezone.now())
