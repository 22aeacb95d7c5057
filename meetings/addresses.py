"""Slugs for addresses, with Danish letters in their two-letter form."""

from django.db import models
from django.utils.text import slugify

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})

_LONGEST = 56
"""Leaves room for a number in the shortest of the models' slug fields, which holds 60 characters."""


def slug(text: str) -> str:
    """`Læsø` as `laesoe`; a text without letters or figures as `uden-navn`."""
    return slugify(text.translate(_LETTERS)) or "uden-navn"


def free_slug(model: type[models.Model], text: str) -> str:
    """The slug of `text`, with a number after it where another record of the model has it."""
    wanted = slug(text)[:_LONGEST]
    taken = set(model._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number = 2
    found = wanted
    while found in taken:
        found = f"{wanted}-{number}"
        number += 1
    return found
