"""Which tables' writes make a new version of the archive: all of ours but these. A trigger on each counts its writes.

A new table has its trigger made by the migration that makes it, or stands here (a test compares). Why it is done so:
docs/decisions/0012-the-archives-version.md.
"""

# Tables of which no public page shows anything, or that change with one that is watched only.
UNWATCHED_TABLES = frozenset(
    {
        "meetings_archivechange",
        "meetings_conflict",
        "meetings_personmerge",
        "meetings_topicchoice",
        "meetings_upload",
    }
)
