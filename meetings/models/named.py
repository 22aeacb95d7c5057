"""What is known by its name: councils, municipalities, parties, bodies, topics and people."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse

from meetings.danish.parties import party_name
from meetings.danish.sorting import danish_sort_key
from meetings.models.search import SearchRow
from meetings.models.typeahead import folded_column
from meetings.querysets import BodyQuerySet, CouncilQuerySet, MunicipalityQuerySet, PersonQuerySet, TopicQuerySet


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
        super().save(*args, **kwargs)

    def _remember_former_name(self) -> None:
        stored = type(self)._default_manager.filter(pk=self.pk).values_list("name", flat=True).first()
        if stored and stored != str(self) and stored not in self.former_names:
            self.former_names = [*self.former_names, stored]


class DanishSorted(models.Model):
    """A record with a name, in Danish alphabetical order, which the database does not know."""

    sort_key = models.CharField(max_length=400, editable=False, db_index=True)

    class Meta:
        abstract = True
        ordering = ("sort_key",)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = danish_sort_key(str(self))
        super().save(*args, **kwargs)


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
        return reverse("meetings:municipality", args=(self.slug,))

    @property
    def full_name(self) -> str:
        return f"{self.name} Kommune"


class Party(models.Model):
    letter = models.CharField("bogstav", max_length=30, unique=True, help_text="»A«, eller »UP« uden for parti.")
    name = models.CharField("navn", max_length=100, blank=True)

    class Meta:
        verbose_name = "parti"
        verbose_name_plural = "partier"
        ordering = ("letter",)

    def __str__(self) -> str:
        return f"{self.name} ({self.letter})" if self.name else self.letter

    def name_on(self, day: date) -> str:
        """What the letter stood for then: a letter may be a local list's before and after it is a party's."""
        known = party_name(self.letter, day)
        return self.name if known is None else known


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
        return reverse("meetings:body", args=(self.slug,))


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
        return reverse("meetings:topic", args=(self.slug,))


class Person(Renamable, DanishSorted):
    name = models.CharField("navn", max_length=120, unique=True)
    slug = models.SlugField("adresse", max_length=120, unique=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name="slået sammen med",
    )
    """The person that an editor says this one is. The name and the address stay here (see merging.py)."""
    folded_name = folded_column("name")

    objects = PersonQuerySet.as_manager()

    class Meta(DanishSorted.Meta):
        verbose_name = "person"
        verbose_name_plural = "personer"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("pk")), name="nobody_is_merged_into_themselves"
            )
        ]
        indexes: ClassVar = [GinIndex(fields=("folded_name",), name="people_by_name", opclasses=("gin_trgm_ops",))]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        SearchRow.objects.write(self.appointments.values_list("item", flat=True))

    def get_absolute_url(self) -> str:
        return reverse("meetings:person", args=(self.slug,))

    def current(self) -> "Person":
        """Whom the name stands for now: the person at the end of the merges, or this one."""
        person = self
        while person.merged_into is not None:
            person = person.merged_into
        return person

    def everybody_merged(self) -> list["Person"]:
        """All who were merged into this person, however many steps ago, in Danish order."""
        everybody: list[Person] = []
        latest = [self]
        while latest := list(Person.objects.filter(merged_into__in=latest)):
            everybody += latest
        return sorted(everybody, key=lambda person: person.sort_key)
