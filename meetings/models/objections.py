"""What people write about what the archive has of them, for whoever is responsible for the data alone."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

# From one sender in a day, and from all in a day: more than people write, and less than fills a database.
OBJECTIONS_OF_A_SENDER, OBJECTIONS_OF_ALL = 5, 200
_SENDER_LENGTH = 32


class ObjectionState(models.TextChoices):
    """How far an objection has come."""

    NEW = "new", "Ny"
    AT_WORK = "at_work", "Under behandling"
    DONE = "done", "Afsluttet"


class TooManyObjections(Exception):
    """More were sent than anybody could read."""


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def receive(self, *, client: str, page: str, text: str, contact: str) -> Objection:
        """Keep what somebody at the address `client` wrote. Of the address a digest is kept, of that day alone.

        Raises TooManyObjections.
        """
        now = timezone.now()
        sender = salted_hmac(f"objection {now.date()}", client).hexdigest()[:_SENDER_LENGTH]
        of_day = self.filter(made_at__gt=now - timedelta(days=1))
        of_sender = of_day.filter(sender=sender).count()
        if of_sender >= OBJECTIONS_OF_A_SENDER or of_day.count() >= OBJECTIONS_OF_ALL:
            raise TooManyObjections
        return self.create(page=page, text=text, contact=contact, sender=sender)

    def expired(self) -> ObjectionQuerySet:
        """Those that were done with more than settings.OBJECTION_DAYS days ago, and not touched since."""
        oldest = timezone.now() - timedelta(days=settings.OBJECTION_DAYS)
        return self.filter(state=ObjectionState.DONE, changed_at__lt=oldest)


class Objection(models.Model):
    """What somebody wants taken away or put right, as she wrote it."""

    page = models.CharField("siden", max_length=500, blank=True)
    text = models.TextField("hvad og hvorfor", max_length=4_000)
    contact = models.CharField("navn og kontakt", max_length=200, blank=True)
    state = models.CharField("status", max_length=7, choices=ObjectionState, default=ObjectionState.NEW)
    note = models.TextField("hvad der er gjort", blank=True, help_text="Til jer selv. Vises ikke offentligt.")
    # By which those of one sender are counted: it differs from day to day, and cannot be led back to an address.
    sender = models.CharField(max_length=_SENDER_LENGTH, editable=False)
    made_at = models.DateTimeField("modtaget", auto_now_add=True)
    # As it is done with, most often; what is older than its first day counts as changed when the column came.
    changed_at = models.DateTimeField("senest ændret", auto_now=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = "indsigelse"
        verbose_name_plural = "indsigelser"
        ordering = ("-made_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=ObjectionState.values), name="objection_state_is_known")
        ]
        indexes: ClassVar = [models.Index(fields=("-made_at",), name="objections_latest_first")]

    def __str__(self) -> str:
        return f"Indsigelse nr. {self.pk}"
