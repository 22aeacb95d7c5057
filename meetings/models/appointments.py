"""Who was appointed to which seat of a body."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from meetings.models.base import SourcedModel
from meetings.models.items import AgendaItem, item_text_fields
from meetings.models.named import Body, Municipality
from meetings.models.people import Party, Person
from meetings.models.public_reading import PublicManager
from meetings.models.samples import in_hidden_item


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def public(self) -> AppointmentQuerySet:
        """Those that the public may see; without those of items and of people that are withheld."""
        of_nobody_hidden = models.Q(person=None) | models.Q(person__is_withheld=False)
        return self.filter(of_nobody_hidden, item__is_withheld=False)

    def shown(self) -> AppointmentQuerySet:
        """Those of items that are shown: not those of hidden samples."""
        return self.exclude(in_hidden_item("item"))

    def decided(self) -> AppointmentQuerySet:
        """Without those of items that were withdrawn."""
        return self.filter(item__withdrawn=False)

    def for_list(self) -> AppointmentQuerySet:
        return self.select_related(
            "item__meeting__council", "person", "party", "municipality", "body", "replaces"
        ).defer(
            "imported",
            "item__imported",
            *item_text_fields("item__"),
            "item__meeting__imported",
        )


class Appointment(SourcedModel):
    """Somebody appointed to a seat; without a person the item left the seat empty."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="appointments", verbose_name="punkt")
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name="person",
        help_text="Tom, hvis pladsen blev stående ubesat.",
    )
    # Which of the seats that a document leaves empty in that body it is, from 1: a later reading knows it by it.
    vacancy_number = models.PositiveSmallIntegerField(default=0, editable=False)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, verbose_name="parti")
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name="kommune",
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="appointments", verbose_name="hverv i")
    role = models.CharField("rolle", max_length=120, blank=True)
    replaces = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="succeeded_by",
        verbose_name="i stedet for",
    )
    starts = models.DateField("fra", null=True, blank=True)

    objects = PublicManager.from_queryset(AppointmentQuerySet)()
    including_withheld = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "udpegning"
        verbose_name_plural = "udpegninger"
        ordering = ("-item__meeting__date", "item__position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("item", "person", "body"),
                name="one_appointment_an_item_person_and_body",
                violation_error_message="Personen er allerede udpeget hertil under dette punkt.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person or 'Ubesat'} – {self.body}"
