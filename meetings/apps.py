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
        # Models can be imported only now.
        from kkrarchive.second_factor import receivers
        from meetings.admin.groups import create_groups
        from meetings.cases.derived import CASES
        from meetings.changes import derivations
        from meetings.search.derived import SEARCH_ROWS, TITLE_TAILS, TOPIC_FACETS, TOPICS

        register(check_danish_letters, Tags.database)
        register(check_replaced_migrations, Tags.database)
        derivations.register(SEARCH_ROWS, TOPICS, TOPIC_FACETS, TITLE_TAILS, CASES)
        receivers.connect()
        post_migrate.connect(create_groups, sender=self)
