"""Danish alphabetical order, and addresses made of Danish names."""

import pytest
from django.db import models

from meetings.danish.sorting import danish_sort_key
from meetings.models import Municipality, Person
from meetings.models.slugs import free_slug, slug


def test_names_stand_in_danish_order() -> None:
    names = ["Aalborg", "Ærø", "Zacharias", "Øster", "Brønderslev", "Aarhus", "Åse", "Muller", "Müller", "ebbe", "Anna"]
    assert sorted(names, key=danish_sort_key) == [
        "Anna", "Brønderslev", "ebbe", "Muller", "Müller", "Zacharias", "Ærø", "Øster", "Aalborg", "Aarhus", "Åse",
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_database_orders_by_the_same_key() -> None:
    for name in ("Aalborg", "Rebild", "Ærø"):
        Municipality.objects.create(name=name, slug=slug(name))
    assert [str(municipality) for municipality in Municipality.objects.all()] == ["Rebild", "Ærø", "Aalborg"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("KKR Nordjylland", "kkr-nordjylland", id="council"),
        pytest.param("Læsø", "laesoe", id="Danish letters"),
        pytest.param("Søren Ågård", "soeren-aagaard", id="capital å"),
        pytest.param("Bach-Laursen", "bach-laursen", id="hyphen"),
        pytest.param("…", "uden-navn", id="no letters"),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Person, Municipality])
def test_a_taken_slug_gets_a_number(model: type[models.Model]) -> None:
    manager = model._default_manager
    slugs = []
    for name in ("Per Holm", "Per-Holm", "Per  Holm"):
        slugs.append(free_slug(model, name))
        manager.create(name=name, slug=slugs[-1])
    assert slugs == ["per-holm", "per-holm-2", "per-holm-3"]
