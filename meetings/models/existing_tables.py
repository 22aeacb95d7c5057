"""Whether the archive has its tables: a dry run reads documents before `migrate` has made them."""

from django.db import connection, models


def has_table(model: type[models.Model]) -> bool:
    """Whether the database has the model's table. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [model._meta.db_table])
        (is_there,) = cursor.fetchone()
    return bool(is_there)
