"""What is derived from items to find out which are about one case, and which tables' changes it follows."""

from meetings.cases.proposals import sign_and_propose
from meetings.changes.derivations import Derivation, Reach
from meetings.models.locks import Lock

# Signatures, of a meeting's items together, and by them the threads: only items whose signature has changed can have
# come to be about another case.
CASES = Derivation(
    "signatures and threads",
    {
        "meetings_agendaitem": Reach.ITEM_OR_ITS_NEIGHBOURS,
        "meetings_decision": Reach.ITEM,
        "meetings_meeting": Reach.ITEMS_OF_MEETING,
        "meetings_threaditem": Reach.ITEMS_LEFT_ALONE,
    },
    sign_and_propose,
    lock=Lock.THREADS,
    is_alone=True,
    is_slow=True,
)
