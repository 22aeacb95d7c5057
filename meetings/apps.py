"""The application of council meetings."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from kkrarchive.checks import danish_letters, migrated_wholly


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Møder"

    def ready(self) -> None:
        from meetings.models import derived  # models can be imported only now
        from meetings.search.indexing import index_items

        register(danish_letters, Tags.database)
        register(migrated_wholly, Tags.database)
        derived.register(index_items)
