"""The editors' admin: every record of the archive, to be looked at and corrected.

One module a group of records; importing this package registers them all.
"""

from django.contrib import admin

from meetings.admin import conflicts, items, meetings, merges, people, registers, synonyms, threads, topics, uploads

admin.site.site_header = "KKR-arkivet – redaktion"
admin.site.site_title = "KKR-arkivet – redaktion"
admin.site.index_title = "Ret i arkivet"

__all__ = [
    "conflicts",
    "items",
    "meetings",
    "merges",
    "people",
    "registers",
    "synonyms",
    "threads",
    "topics",
    "uploads",
]
