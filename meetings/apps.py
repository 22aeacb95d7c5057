"""The application of council meetings."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate

from kkrarchive.checks import check_danish_letters, check_replaced_migrations


class EditorsAdminConfig(AdminConfig):
    """Django's admin, as the editors' site."""

    default_site = "meetings.editors_site.EditorsSite"


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Møder"

    def ready(self) -> None:
        from meetings.admin.groups import create_groups
        from meetings.models import derived  # models can be imported only now
        from meetings.search.indexing import index_items

        register(check_danish_letters, Tags.database)
        register(check_replaced_migrations, Tags.database)
        derived.register_derivation(index_items)
        post_migrate.connect(create_groups, sender=self)
