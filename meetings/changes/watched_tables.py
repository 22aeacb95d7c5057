"""Which tables' changes are logged, and what the log is told of their rows; which are not, and why.

A new table stands here, in one list or the other (a test compares). One that is logged has its triggers made by the
migration that makes it (changes/triggers.py prints them). Why it is done so: docs/decisions/0013-the-log-of-changes.md.
"""

from dataclasses import dataclass

# -- What a row `r` of a table belongs to, in SQL ----------------------------------------------------------------------

# Nothing.
NONE = "NULL::bigint"
ITS_COUNCIL = "r.council_id"
# Subqueries of one value each: joined to the rows, a plan that was made for many rows reads whole tables for one.
COUNCIL_OF_MEETING = "(SELECT council_id FROM meetings_meeting WHERE id = r.meeting_id)"
COUNCIL_OF_ITEM = (
    "(SELECT council_id FROM meetings_meeting WHERE id ="
    " (SELECT meeting_id FROM meetings_agendaitem WHERE id = r.{item}))"
)

# -- The public address of a row, in SQL -------------------------------------------------------------------------------

NO_ADDRESS = "''"
ADDRESS_OF_COUNCIL = "'/' || r.slug || '/'"


def _left_by(table: str, key: str) -> str:
    """The address that the deleted record of that key left in the log: its parts may be deleted after it."""
    return (
        f"(SELECT address FROM meetings_change WHERE \"table\" = '{table}' AND key = {key} AND kind = 'deleted'"
        " ORDER BY id DESC LIMIT 1)"
    )


# `meetings_day_path` is a function of ours: what an address has after the council's (models/meeting_days.py).
ADDRESS_OF_MEETING = (
    "coalesce((SELECT '/' || slug || '/' FROM meetings_council WHERE id = r.council_id),"
    f" {_left_by('meetings_council', 'r.council_id')}) || meetings_day_path(r.date, r.slug) || '/'"
)
ADDRESS_OF_ITEM = (
    "coalesce((SELECT '/' || meetings_council.slug || '/' || meetings_day_path(date, meetings_meeting.slug) || '/'"
    " FROM meetings_meeting JOIN meetings_council ON meetings_council.id = council_id"
    " WHERE meetings_meeting.id = r.meeting_id),"
    f" {_left_by('meetings_meeting', 'r.meeting_id')})"
    " || replace(r.number, '.', '-') || CASE WHEN r.withdrawn THEN '-udgaaet' ELSE '' END || '/'"
)

# -- Whose version a logged change `c` raises, in SQL: a council's key, 0 for no council, NULL for every council ------

OF_ITS_COUNCIL = "c.council"
# Of a record that many councils' pages may name: one that is new is named by none until something else changes.
OF_ALL_UNLESS_NEW = "CASE WHEN c.kind <> 'created' THEN NULL ELSE 0 END"
OF_ALL = "NULL"
# Only pages that show the whole archive show it: an import for one council may put another's items into its threads.
OF_NO_COUNCIL = "0"


def address_below(path: str, name: str = "slug") -> str:
    """The address made of a path and what the row is called there: of `/emner/` it is `/emner/klima/`."""
    return f"'{path}' || r.{name} || '/'"


@dataclass(frozen=True)
class LoggedTable:
    """A table whose changes are logged. `item`, `council` and `address` are SQL that tells them of a row `r`.

    `version` is SQL that tells which council's version a logged change `c` of it raises.
    """

    name: str
    item: str = NONE
    council: str = NONE
    address: str = NO_ADDRESS
    version: str = OF_ITS_COUNCIL


def part_of_item(
    name: str, item: str = "item_id", address: str = NO_ADDRESS, version: str = OF_ITS_COUNCIL
) -> LoggedTable:
    """A table whose rows belong to the item that their column `item` names, and to its council."""
    return LoggedTable(name, f"r.{item}", COUNCIL_OF_ITEM.format(item=item), address, version)


def of_no_council(name: str, address: str = NO_ADDRESS, version: str = OF_ALL_UNLESS_NEW) -> LoggedTable:
    """A table whose rows belong to no council more than to another."""
    return LoggedTable(name, address=address, version=version)


LOGGED_TABLES = (
    LoggedTable("meetings_agendaitem", "r.id", COUNCIL_OF_MEETING, ADDRESS_OF_ITEM),
    part_of_item("meetings_agendaitem_municipalities", "agendaitem_id"),
    part_of_item("meetings_agendaitem_topics", "agendaitem_id"),
    part_of_item("meetings_appointment"),
    part_of_item("meetings_attachment", address=address_below("/bilag/", "id")),
    of_no_council("meetings_body", address_below("/udpegninger/")),
    of_no_council("meetings_casethread", address_below("/forloeb/"), OF_NO_COUNCIL),
    # Every page names the councils whose records are invented.
    LoggedTable("meetings_council", council="r.id", address=ADDRESS_OF_COUNCIL, version=OF_ALL),
    part_of_item("meetings_decision"),
    LoggedTable("meetings_document", council=COUNCIL_OF_MEETING, address=address_below("/dokumenter/", "id")),
    LoggedTable("meetings_meeting", council=ITS_COUNCIL, address=ADDRESS_OF_MEETING),
    LoggedTable("meetings_meeting_joint_councils", council=COUNCIL_OF_MEETING),
    LoggedTable("meetings_meetingattachment", council=COUNCIL_OF_MEETING, address=address_below("/moedebilag/", "id")),
    of_no_council("meetings_municipality", address_below("/kommuner/")),
    LoggedTable("meetings_participant", council=COUNCIL_OF_MEETING),
    of_no_council("meetings_party"),
    of_no_council("meetings_person", address_below("/personer/")),
    LoggedTable("meetings_section", council=COUNCIL_OF_MEETING),
    of_no_council("meetings_synonym", version=OF_NO_COUNCIL),
    part_of_item("meetings_table"),
    part_of_item("meetings_threaditem", version=OF_NO_COUNCIL),
    of_no_council("meetings_topic", address_below("/emner/")),
    # No page shows the choice, but an item's topics follow from it.
    part_of_item("meetings_topicchoice"),
    # What it withholds is marked in the record's own row; other pages than the record's give the sentence.
    LoggedTable("meetings_withholding", "r.item_id", version=OF_ALL),
)

# Tables that hold nothing of their own: what they hold is derived from the logged ones, and to log it would have it
# derived for ever. Pages that show the whole archive show it: its changes make a new version of that.
DERIVED_TABLES = (
    "meetings_mattersignature",
    "meetings_searchrow",
    "meetings_searchword",
    "meetings_titletail",
)

# Tables of which no public page shows anything, or that change with one that is logged only.
UNWATCHED_TABLES = frozenset(
    {
        # It only spares an import work.
        "meetings_analyzedwords",
        "meetings_archivechange",
        "meetings_change",
        "meetings_clearedfinding",
        "meetings_conflict",
        "meetings_historyentry",
        # Those who are responsible for the data alone see it.
        "meetings_objection",
        "meetings_personmerge",
        # What they change is changed in the tables that hold it.
        "meetings_redactedaddress",
        "meetings_redactedphrase",
        "meetings_redaction",
        # It is written when a meeting is deleted, and shown in place of a page only: browsers ask for that each time.
        "meetings_removedmeeting",
        # No page shows it, and a thread that follows from it is logged.
        "meetings_samecasepair",
        "meetings_upload",
    }
)
