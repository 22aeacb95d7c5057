"""What of a decision does not follow its new wording: outcome, votes and appointments are asked about, each by itself.

Asked is where the new wording is read as something else than the former one, and as something else than what is stored:
what an editor decided against a wording stays as long as the wording says the same, or no outcome is read in it. An
answer names the wording that it is about, so that another wording is asked about again. The deciding sentence is part
of the wording and follows it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal, cast

from django.utils.safestring import SafeString

from meetings.admin.overwrite_questions import choices
from meetings.admin.seats_to_follow import SeatChanges
from meetings.models import AgendaItem, Decision
from meetings.models.choices import ITEM_TEXT_FIELDS, Outcome, VoteSide
from meetings.parsing.document import CaseType, FieldName
from meetings.parsing.meaning.conclusions import WordingConclusions, conclude_wording

Asked = Literal["outcome", "votes", "seats"]


@dataclass(frozen=True)
class StoredConclusions:
    """What a decision says beside its wording, as it is stored or about to be."""

    outcomes: tuple[str, ...]
    deciding_sentence: str
    votes: Sequence[Mapping[str, Any]]


class WordingQuestions:
    """The questions about a decision whose wording changes, and what is to be written by the answers to them.

    `answers` is what was sent; `prefix` tells the page's forms apart. What is in `decided` the editor wrote along with
    the wording, so it is not asked about.
    """

    def __init__(
        self,
        item: AgendaItem,
        wordings: tuple[str, str],
        stored: StoredConclusions,
        *,
        answers: Mapping[str, Any],
        prefix: str,
        decided: Iterable[Asked] = (),
    ) -> None:
        before, after = wordings
        self._item, self._stored, self._answers, self._prefix = item, stored, answers, prefix
        self._decided = frozenset(decided)
        self._digest = sha256(after.encode()).hexdigest()[:16]
        self._before, self._after = (_conclusions(item, wording) for wording in (before, after))
        self._wording = after

    def unanswered(self) -> dict[Asked, SafeString]:
        """The questions that have no answer yet, each as a part of a form."""
        questions: dict[Asked, Callable[[], SafeString]] = {
            "outcome": self._outcome_question,
            "votes": self._votes_question,
            "seats": self._seats_question,
        }
        return {name: ask() for name, ask in questions.items() if self._is_asked(name) and not self._answer(name)}

    def conclusions(self) -> StoredConclusions:
        """What is to be stored with the wording, by the answers given; what is not answered stays as it is."""
        outcomes = self._read_outcomes if self._follows("outcome") else self._stored.outcomes
        return StoredConclusions(
            outcomes, self._sentence(outcomes), self._read_votes if self._follows("votes") else self._stored.votes
        )

    def seats(self) -> SeatChanges | None:
        """The changes of the item's appointments that follow from the wording; None where none are to be made."""
        return self._seat_changes if self._follows("seats") else None

    @cached_property
    def _read_outcomes(self) -> tuple[str, ...]:
        return self._after.outcomes or (Outcome.NONE.value,)

    @cached_property
    def _read_votes(self) -> list[dict[str, Any]]:
        return [asdict(vote) for vote in self._after.votes]

    @cached_property
    def _seat_changes(self) -> SeatChanges:
        return SeatChanges.between(self._item, self._before.seats, self._after.seats)

    def _is_asked(self, name: Asked) -> bool:
        if name in self._decided:
            return False
        if name == "outcome":
            is_another = self._after.outcomes not in ((), self._before.outcomes)
            return is_another and self._read_outcomes != self._stored.outcomes
        if name == "votes":
            return self._before.votes != self._after.votes and self._read_votes != list(self._stored.votes)
        return self._before.seats != self._after.seats and bool(self._seat_changes)

    def _answer(self, name: Asked) -> Literal["yes", "no"] | None:
        answer, _, about = str(self._answers.get(self._answer_name(name), "")).partition(":")
        return cast(Literal["yes", "no"], answer) if answer in {"yes", "no"} and about == self._digest else None

    def _follows(self, name: Asked) -> bool:
        return self._is_asked(name) and self._answer(name) == "yes"

    def _answer_name(self, name: Asked) -> str:
        return f"_follow-{self._prefix}-{name}"

    def _sentence(self, outcomes: tuple[str, ...]) -> str:
        """The former sentences while they stand in the wording and the outcome is the same; else what is read in it.

        Where that is another outcome, what stands in it of the former sentences.
        """
        standing = sentences_in(self._stored.deciding_sentence, self._wording)
        is_whole = bool(standing) and len(standing) == len(self._stored.deciding_sentence.splitlines())
        is_read = bool(self._after.deciding_sentence) and outcomes[:1] == self._read_outcomes[:1]
        if is_read and not (is_whole and self._before.outcomes[:1] == self._after.outcomes[:1]):
            return self._after.deciding_sentence
        return "\n".join(standing)

    def _outcome_question(self) -> SafeString:
        stored = _labels(self._stored.outcomes)
        read = _labels(self._read_outcomes)
        sentence = f"Ordlyden siger nu: {read.lower()}. Skal udfaldet følge med?"
        return self._question("outcome", sentence, f"Ja, udfaldet er »{read}«", f"Nej, udfaldet er »{stored}«")

    def _votes_question(self) -> SafeString:
        told = f"Ordlyden siger nu: {_votes_in_words(self._read_votes)}." if self._read_votes else ""
        sentence = f"{told or 'Ordlyden fortæller nu ikke om en afstemning.'} Skal afstemningen følge med?"
        stored = _votes_in_words(self._stored.votes) or "ingen afstemning"
        return self._question("votes", sentence, "Ja, lad den følge ordlyden", f"Nej, behold: {stored}")

    def _seats_question(self) -> SafeString:
        sentence = f"{self._seat_changes.sentence()} Skal udpegningerne følge med?"
        return self._question("seats", sentence, "Ja, lad dem følge ordlyden", "Nej, behold dem, som de er")

    def _question(self, name: Asked, sentence: str, yes: str, no: str) -> SafeString:
        options = {f"yes:{self._digest}": yes, f"no:{self._digest}": no}
        return choices(sentence, self._answer_name(name), options)


def questions_of(
    decision: Decision, wording: str, answers: Mapping[str, Any], *, instead_of: str | None = None
) -> WordingQuestions:
    """The questions about a decision that is to have this wording, where nothing else is written along with it.

    It stands instead of the decision's present wording, unless another is given.
    """
    before = decision.text if instead_of is None else instead_of
    stored = StoredConclusions(
        (decision.outcome, *decision.further_outcomes), decision.deciding_sentence, decision.votes
    )
    return WordingQuestions(decision.item, (before, wording), stored, answers=answers, prefix="decision")


def write_conclusions(decision: Decision, questions: WordingQuestions) -> None:
    """Has the stored decision, whose wording is written, follow it as the questions were answered."""
    conclusions = questions.conclusions()
    decision.outcome, *further = conclusions.outcomes
    decision.further_outcomes, decision.votes = further, list(conclusions.votes)
    decision.deciding_sentence = conclusions.deciding_sentence
    decision.save(update_fields=["outcome", "further_outcomes", "votes", "deciding_sentence"])
    if seats := questions.seats():
        seats.write(decision.item)


def sentences_in(sentences: str, wording: str) -> list[str]:
    """Those of the sentences, one a line, that stand in the wording."""
    text = " ".join(wording.split())
    return [one for one in sentences.splitlines() if " ".join(one.split()) in text]


def _conclusions(item: AgendaItem, wording: str) -> WordingConclusions:
    return conclude_wording(
        wording,
        title=item.title,
        texts={cast(FieldName, field.value): str(getattr(item, field.value)) for field in ITEM_TEXT_FIELDS},
        case_type=cast(CaseType, item.case_type),
        number=item.number,
        council=item.meeting.council.name,
    )


def _labels(outcomes: Iterable[str]) -> str:
    return ", ".join(str(Outcome(outcome).label) for outcome in outcomes)


def _votes_in_words(votes: Iterable[Mapping[str, Any]]) -> str:
    sides = ((VoteSide(vote["side"]).label, vote["count"], vote["who"]) for vote in votes)
    return "; ".join(" ".join(str(part) for part in side if part not in (None, "")) for side in sides)
