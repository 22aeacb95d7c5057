"""What search derives from items, and which tables' changes it follows (changes/derivations.py)."""

from meetings.changes.derivations import Derivation, Reach
from meetings.models.locks import Lock
from meetings.search.indexing import write_search_rows, write_topic_facets
from meetings.search.topics import assign_topics_by_rules, items_of_another_rule
from meetings.search.typeahead import write_title_tails

_SEARCHED = {
    "meetings_agendaitem": Reach.ITEM,
    "meetings_agendaitem_municipalities": Reach.ITEM,
    "meetings_appointment": Reach.ITEM,
    "meetings_council": Reach.ITEMS_HIDDEN_OR_SHOWN,
    "meetings_decision": Reach.ITEM,
    "meetings_meeting": Reach.ITEMS_OF_MEETING,
    "meetings_meeting_joint_councils": Reach.ITEMS_OF_JOINT_MEETING,
    "meetings_person": Reach.ITEMS_OF_PERSON,
    "meetings_table": Reach.ITEM,
}

SEARCH_ROWS = Derivation("search rows", _SEARCHED, write_search_rows)
# The rules are asked of the search rows.
TOPICS = Derivation(
    "topics",
    {
        **_SEARCHED,
        "meetings_topic": Reach.EVERY_ITEM,
        "meetings_topicchoice": Reach.ITEM,
    },
    assign_topics_by_rules,
    lock=Lock.TOPICS,
    alone_after=frozenset({"meetings_topic"}),
    differing={"meetings_topic": items_of_another_rule},
)
TOPIC_FACETS = Derivation("facets", {"meetings_agendaitem_topics": Reach.ITEM}, write_topic_facets)
TITLE_TAILS = Derivation(
    "title tails",
    {
        "meetings_agendaitem": Reach.ITEM,
        "meetings_council": Reach.ITEMS_HIDDEN_OR_SHOWN,
        "meetings_meeting": Reach.ITEMS_OF_MEETING,
    },
    write_title_tails,
)
