"""Slugs for addresses, with Danish letters in their two-letter form."""

from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.utils.text import slugify

from meetings.models.base import name_field

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})

# Leaves room for a number in the shortest of the models' slug fields, which holds 60 characters.
_LONGEST = 56

# How often a slug may be lost to another process before something else is wrong.
_ATTEMPTS = 10

Model = TypeVar("Model", bound=models.Model)


def slug(text: str) -> str:
    """`Læsø` as `laesoe`, at most _LONGEST long; a text without letters or figures as `uden-navn`."""
    return slugify(text.translate(_LETTERS))[:_LONGEST] or "uden-navn"


def free_slug(model: type[models.Model], text: str) -> str:
    """The slug of `text`, with a number after it where another record of the model has it."""
    wanted = slug(text)
    taken = set(model._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number = 2
    found = wanted
    while found in taken:
        found = f"{wanted}-{number}"
        number += 1
    return found


def get_or_create_with_slug(model: type[Model], name: str, /, **defaults: Any) -> Model:
    """The record that documents call so (base.name_field); where there is none it is made, with a slug and `defaults`.

    Another process may make one at the same time, of this name or of another that gives the same slug ("Åse"
    and "Aase"): then this one waits for it, and takes its record or the next slug. Raises IntegrityError where that
    goes wrong _ATTEMPTS times.
    """
    for _ in range(_ATTEMPTS):
        try:
            with transaction.atomic():
                values = {**defaults, "slug": free_slug(model, name)}
                return model._default_manager.get_or_create(**{name_field(model): name}, defaults=values)[0]
        except IntegrityError as error:
            lost = error
    raise lost
