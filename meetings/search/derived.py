"""What search derives from items, and which tables' changes it follows (changes/derivations.py)."""

from collections.abc import Collection, Mapping

from meetings.changes.derivations import Derivation, Reach
from meetings.models.locks import Lock, try_lock
from meetings.search.indexing import TopicsByItem, write_search_rows, write_topic_facets
from meetings.search.topics import assign_topics_by_rules, assign_topics_by_vectors, items_of_another_rule
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


def write_rows_with_topics(item_ids: Collection[int]) -> set[int]:
    """Write the items' search rows, with the topics that the rules give the items, so that each is written once.

    Gives the items that have their topics. Where somebody is changing a rule that is none: the rows say which topics
    they have, and the rules follow later.
    """
    assigned: set[int] = set()

    def assign(vectors: Mapping[int, str]) -> TopicsByItem:
        assigned.update(vectors)
        return assign_topics_by_vectors(vectors)

    is_free = try_lock(Lock.TOPICS, shared=True)
    write_search_rows(item_ids, assign if is_free else None)
    return assigned


SEARCH_ROWS = Derivation("search rows", _SEARCHED, write_rows_with_topics, with_which="topics")
# The rules are asked of the search rows, for what those were written without.
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
