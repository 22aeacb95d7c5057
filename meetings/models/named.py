"""What is known by its name: councils, municipalities, bodies and topics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Greatest, Least

from meetings.danish.municipalities import MUNICIPALITY_NAMES
from meetings.danish.sorting import danish_sort_key
from meetings.models.addresses import page_address
from meetings.models.base import count_subquery, related_queryset, with_field
from meetings.models.existing_tables import has_table
from meetings.models.samples import in_hidden_council, in_hidden_item, in_hidden_meeting, known_from_samples_alone
from meetings.models.typeahead import folded_column


class Renamable(models.Model):
    """A record that documents know by its name: one that an editor renames is still found by what it was called."""

    name = models.CharField("navn", max_length=200, unique=True)
    former_names = ArrayField(
        models.CharField(max_length=200),
        default=list,
        blank=True,
        verbose_name="også kendt som",
        help_text="Andre navne, som dokumenterne bruger, adskilt af komma. Et ændret navn kommer selv med her.",
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._remember_former_name()
        super().save(*args, **with_field("former_names", kwargs))

    def _remember_former_name(self) -> None:
        stored = type(self)._default_manager.filter(pk=self.pk).values_list("name", flat=True).first()
        if stored and stored != str(self) and stored not in self.former_names:
            self.former_names = [*self.former_names, stored]


class DanishSorted(models.Model):
    """A record with a name, in Danish alphabetical order, which the database does not know."""

    name: Any
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)

    class Meta:
        abstract = True
        ordering = ("sort_key",)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = danish_sort_key(self.name)
        super().save(*args, **with_field("sort_key", kwargs))


class CouncilQuerySet(models.QuerySet["Council"]):
    def shown(self) -> CouncilQuerySet:
        """Those that lists, figures and search show: without the samples, once there is a real council."""
        return self.exclude(in_hidden_council("pk"))

    def known_as(self, name: str) -> CouncilQuerySet:
        """The council that has or had that name."""
        return self.filter(Q(name=name) | Q(former_names__contains=[name]))

    def with_meeting_counts(self) -> CouncilQuerySet:
        """Each council with `meeting_count`, `first_date` and `last_date`, of its own meetings and of joint ones."""
        own: Any = related_queryset(self.model, "meetings")
        joint = self.model.joint_meetings.through._default_manager.order_by()
        days = own.filter(council=OuterRef("pk")).order_by("date").values("date")
        joint_days = joint.filter(council=OuterRef("pk")).order_by("meeting__date").values("meeting__date")
        return self.annotate(
            meeting_count=count_subquery(own, "council") + count_subquery(joint, "council"),
            # The database's LEAST and GREATEST pass over what is null.
            first_date=Least(Subquery(days[:1]), Subquery(joint_days[:1])),
            last_date=Greatest(Subquery(days.reverse()[:1]), Subquery(joint_days.reverse()[:1])),
        ).order_by("name")


class Council(Renamable):
    name = models.CharField("navn", max_length=100, unique=True)
    slug = models.SlugField("adresse", max_length=100, unique=True, help_text="Indgår i alle rådets adresser.")
    is_sample = models.BooleanField(
        "eksempel", default=False, help_text="Rådet er opdigtet: siderne siger, at de viser eksempler."
    )

    objects = CouncilQuerySet.as_manager()

    class Meta:
        verbose_name = "råd"
        verbose_name_plural = "råd"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


def links_of_shown_items(through: Any) -> models.QuerySet[Any]:
    """The rows of a relation's own table, but those of items that are withheld or of hidden samples.

    The few are asked for by an index.
    """
    withheld = through._meta.get_field("agendaitem").related_model.including_withheld.filter(is_withheld=True)
    public = through._default_manager.exclude(agendaitem__in=withheld.order_by().values("pk"))
    links: models.QuerySet[Any] = public.exclude(in_hidden_item("agendaitem"))
    return links


def item_is_linked(through: Any, column: str, key: int) -> RawSQL:
    """The condition on an item that a relation's own table links it with the record of that key.

    By the keys of these items: where they are joined, PostgreSQL looks through all items for the newest of a thousand.
    """
    links = f"SELECT agendaitem_id FROM {through._meta.db_table} WHERE {column} = %s"
    return RawSQL(f'"meetings_agendaitem"."id" = ANY(ARRAY({links}))', [key], models.BooleanField())


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def shown(self) -> MunicipalityQuerySet:
        """Without those that only hidden samples name."""
        return self.exclude(
            known_from_samples_alone(
                (related_queryset(self.model, "participants").model, "municipality", in_hidden_meeting("meeting")),
                (related_queryset(self.model, "appointments").model, "municipality", in_hidden_item("item")),
                (self.model.items.through, "municipality", in_hidden_item("agendaitem")),
            )
        )

    def names_known(self, names: Iterable[str]) -> set[str]:
        """Those of `names` that a municipality of the archive has or had."""
        wanted = set(names)
        rows = self.filter(Q(name__in=wanted) | Q(former_names__overlap=sorted(wanted)))
        return {name for row in rows for name in (row.name, *row.former_names)} & wanted if wanted else set()

    def names_beside_denmarks(self) -> frozenset[str]:
        """All names of those that are none of Denmark's 98; none before the archive has tables."""
        others = self.exclude(name__in=MUNICIPALITY_NAMES)
        rows = others.values_list("name", "former_names") if has_table(self.model) else ()
        return frozenset(one for name, former in rows for one in (name, *former))

    def present_names(self) -> dict[str, str]:
        """By each name that a municipality had, and that none has now: what it is called now."""
        rows = list(self.exclude(former_names=[]).values_list("name", "former_names"))
        former = {one: name for name, names in rows for one in names}
        taken = set(self.filter(name__in=former).values_list("name", flat=True)) if former else set()
        return {one: name for one, name in former.items() if one not in taken}

    def with_counts(self) -> MunicipalityQuerySet:
        """Each municipality with `item_count`."""
        return self.annotate(item_count=count_subquery(links_of_shown_items(self.model.items.through), "municipality"))


class Municipality(Renamable, DanishSorted):
    name = models.CharField("navn", max_length=60, unique=True, help_text="Uden ordet Kommune: »Aalborg«.")
    slug = models.SlugField("adresse", max_length=60, unique=True)
    folded_name = folded_column("name")

    objects = MunicipalityQuerySet.as_manager()

    class Meta(DanishSorted.Meta):
        verbose_name = "kommune"
        verbose_name_plural = "kommuner"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return page_address("municipality", self.slug)

    @property
    def full_name(self) -> str:
        return f"{self.name} Kommune"


class BodyQuerySet(models.QuerySet["Body"]):
    def with_sample_mark(self) -> BodyQuerySet:
        """Each body with `is_of_samples`: whether only hidden samples name it."""
        appointments = related_queryset(self.model, "appointments").model
        return self.annotate(is_of_samples=known_from_samples_alone((appointments, "body", in_hidden_item("item"))))

    def in_use(self) -> BodyQuerySet:
        """The bodies that somebody was appointed to, or to be; not those of hidden samples."""
        appointments = related_queryset(self.model, "appointments").exclude(in_hidden_item("item"))
        return self.filter(pk__in=appointments.order_by().values("body"))


class Body(Renamable, DanishSorted):
    """What a council appoints somebody to: a board, a committee, a council."""

    name = models.CharField("navn", max_length=200, unique=True)
    slug = models.SlugField("adresse", max_length=200, unique=True)

    folded_name = folded_column("name")

    objects = BodyQuerySet.as_manager()

    class Meta(DanishSorted.Meta):
        verbose_name = "udvalg eller bestyrelse"
        verbose_name_plural = "udvalg og bestyrelser"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return page_address("body", self.slug)


class TopicQuerySet(models.QuerySet["Topic"]):
    def in_use(self) -> TopicQuerySet:
        """The topics that some item has that is shown."""
        return self.filter(pk__in=links_of_shown_items(self.model.items.through).values("topic"))

    def with_counts(self) -> TopicQuerySet:
        """Each topic with `item_count`."""
        return self.annotate(item_count=count_subquery(links_of_shown_items(self.model.items.through), "topic"))


class Topic(DanishSorted):
    name = models.CharField("navn", max_length=60, unique=True)
    slug = models.SlugField("adresse", max_length=60, unique=True)
    rule = models.TextField(
        "søgeregel",
        blank=True,
        help_text="Skrives som en søgning: »sundhed eller sygehus«. Punkter, der findes med reglen, får emnet. Ændres "
        "reglen, følger punkterne med, undtagen hvor en redaktør selv har tilføjet eller fjernet emnet.",
    )
    folded_name = folded_column("name")

    objects = TopicQuerySet.as_manager()

    class Meta(DanishSorted.Meta):
        verbose_name = "emne"
        verbose_name_plural = "emner"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return page_address("topic", self.slug)
