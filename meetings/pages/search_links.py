"""Addresses of searches, for pages that lead to one."""

from django.urls import reverse
from django.utils.http import urlencode


def search_url(**parameters: str) -> str:
    """The address of the search with these parameters: `search_url(q="sag 7")` is »/soeg/?q=sag+7«."""
    return f"{reverse('meetings:search')}?{urlencode(parameters)}"
