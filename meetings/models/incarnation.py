"""Which incarnation of the archive's database this is: the same data, restored from a backup, is another one.

What was told outside of the archive's state (a reader's cursor, a page's ETag) may be of a history that a restored
backup knows nothing of. So it names the incarnation (docs/decisions/0016-restored-backups.md).
"""

from django.db import connection

# SQL of one value. A cluster has its identifier from initdb, and a new timeline whenever it is brought back to some
# point in time from an archive of its log, or a standby takes over. `pg_restore` makes the tables anew, in whichever
# database: none of them has the number of the former one.
INCARNATION = """concat_ws('.',
    (SELECT system_identifier FROM pg_control_system()), (SELECT timeline_id FROM pg_control_checkpoint()),
    (SELECT oid FROM pg_database WHERE datname = current_database()), 'meetings_change'::regclass::oid)"""


def database_incarnation() -> str:
    """The incarnation that the connection's database is of. Two that differ share no history after they parted."""
    with connection.cursor() as cursor:
        # Put together of a constant of this module alone.
        cursor.execute(f"SELECT {INCARNATION}")
        return str(cursor.fetchone()[0])
