"""Forms of the admin, with the sentences for what they refuse."""

from hashlib import sha256
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from meetings.admin.as_read import RecordForm
from meetings.admin.fields import RowField, RowsField, VotesField
from meetings.admin.optimistic_locking import OptimisticModelForm
from meetings.admin.overwrite_questions import choices
from meetings.admin.seats_to_follow import SeatChanges
from meetings.admin.wording_questions import Asked, StoredConclusions, WordingQuestions, sentences_in
from meetings.danish.plurals import counted
from meetings.models import Meeting, Section
from meetings.models.choices import Outcome
from meetings.parsing.meaning.sums import wrong_sums
from meetings.search.grammar import QUOTES
from meetings.search.query import parse_query

WIDE = {"class": "vLargeTextField"}
TEXT_HELP = "En tom linje skiller afsnit. Linjer, der begynder med »– «, bliver til en liste."

SECOND_OF_DAY = (
    "Rådet har allerede et møde på denne dato. Skriv, hvilket af dagens møder det er: hvornår det begynder, eller at "
    "det er ekstraordinært."
)


class SourcedForm(RecordForm):
    """A record with the document and page that it stands in."""

    def clean_page(self) -> int | None:
        page = cast(int | None, self.cleaned_data["page"])
        if page == 0:
            raise ValidationError("Sider tælles fra 1.")
        return page

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        document, page = cleaned.get("document"), cleaned.get("page")
        if document and page and page > document.pages:
            self.add_error("page", f"Dokumentet har kun {document.length}.")
        meeting = self.meeting()
        if document and meeting and document.meeting_id != meeting.pk:
            self.add_error("document", "Dokumentet hører til et andet møde.")
        return cleaned

    def meeting(self) -> Meeting | None:
        """The meeting that the form's record belongs to, None where the form does not say."""
        item = self.cleaned_data.get("item") or getattr(self.instance, "item", None)
        return item.meeting if item else self.cleaned_data.get("meeting")


class NumberedForm(RecordForm):
    """A numbered heading, on one line of a meeting's page."""

    class Meta:
        widgets: ClassVar = {
            "number": forms.TextInput(attrs={"size": 6}),
            "title": forms.TextInput(attrs={"size": 60}),
        }


class MeetingForm(RecordForm):
    """A meeting. One that comes to a day on which its council has a meeting says which of the day's it is."""

    class Meta:
        help_texts: ClassVar = {"date": "Datoen indgår i mødets adresse og i adressen på alle dets punkter."}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        comes_to_day = self.is_adding or not {"council", "date"}.isdisjoint(self.changed_data)
        council, day = cleaned.get("council"), cleaned.get("date")
        if comes_to_day and council and day and not (cleaned.get("is_extraordinary") or cleaned.get("start_time")):
            others = Meeting.objects.filter(council=council, date=day, is_extraordinary=False)
            if others.exclude(pk=self.instance.pk).exists():
                self.add_error("date", SECOND_OF_DAY)
        return cleaned


class AgendaItemForm(SourcedForm):
    """An agenda item. Its section is chosen among its own meeting's."""

    # Rules change an item's topics too: what was chosen is told by `take_topics`.
    compared_by_the_form = ("topics",)

    class Meta:
        widgets: ClassVar = {"title": forms.TextInput(attrs=WIDE)}
        help_texts: ClassVar = {
            "meeting": "Mødet indgår i punktets adresse.",
            "number": "Som i dagsordenen: »3.6«. Nummeret indgår i punktets adresse.",
            "position": "Punkter vises i denne rækkefølge: det laveste tal først.",
            "section": "Et af mødets afsnit. Kan vælges, når punktet er gemt første gang.",
            "case_number": "Som det står i dokumentet: »SAG-2025-03133«.",
            "subject_number": "Emnets nummer i KLE, som det står i dokumentet: »27.18.02«.",
            "initials": "Adskilt af komma: »lar, chch«.",
            "background": TEXT_HELP,
            "recommendation": TEXT_HELP,
            "presentation": TEXT_HELP,
            "references": "Datoer for rådets andre møder, som punktet nævner: »20.06.2025, 29.08.2025«.",
            "item_references": "Numre på punkter, som punktet nævner: »3.5, 4.1«.",
            "distant_items": "Dato og nummer på punkter fra rådets andre møder: »2025-06-20 3.5«.",
            "case_references": "Andre sagers numre, som punktet nævner: »SAG-2024-01848«.",
        }
        error_messages: ClassVar = {"references": {"item_invalid": "Dato nr. %(nth)s:"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "section" in self.fields:
            section = cast("forms.ModelChoiceField[Section]", self.fields["section"])
            section.queryset = Section.objects.filter(meeting=self.instance.meeting_id)
        if "topics" in self.fields:
            self.fields["topics"].show_hidden_initial = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        section, meeting = cleaned.get("section"), self.meeting()
        if section and meeting and section.meeting_id != meeting.pk:
            self.add_error(
                "section",
                "Afsnittet hører til et andet møde. Lad feltet stå tomt, gem, og vælg så et nyt afsnit.",
            )
        return cleaned

    def take_topics(self) -> dict[str, set[int]]:
        """The keys of the topics that the editor `added` and `removed` on the page as it was opened.

        Taken out of what the form saves itself: rules may have changed since the page was opened.
        """
        sent = cast(QueryDict, self.data).getlist(self.add_initial_prefix("topics"))
        shown = {int(key) for key in sent if key.isdecimal()}
        chosen = {topic.pk for topic in self.cleaned_data.pop("topics", ())}
        return {"added": chosen - shown, "removed": shown - chosen}


class OutcomeForm(RecordForm):
    """A decision's outcomes. The main one is the first in the order of Outcome, as an import chooses it."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        changed = {"outcome", "further_outcomes"}.intersection(self.changed_data)
        if changed and "outcome" in cleaned:
            further = cleaned.get("further_outcomes", self.instance.further_outcomes)
            self._check_order(Outcome(cleaned["outcome"]), [Outcome(value) for value in further])
        return cleaned

    def _check_order(self, main: Outcome, further: list[Outcome]) -> None:
        if not further:
            return
        if main is Outcome.NONE or Outcome.NONE in further:
            self.add_error("outcome", f"»{Outcome.NONE.label}« kan ikke stå sammen med andre udfald.")
        elif main in further:
            self.add_error("outcome", f"»{main.label}« står også under andre udfald. Vælg det kun ét sted.")
        else:
            order = list(Outcome)
            first = min([main, *further], key=order.index)
            if first is not main:
                self.add_error(
                    "outcome",
                    f"Når en beslutning er både »{first.label}« og »{main.label}«, "
                    f"er udfaldet »{first.label}«. »{main.label}« hører til under andre udfald.",
                )


class DecisionForm(OutcomeForm, SourcedForm):
    """A decision with its wording, and what follows from it: where a new wording says something else, it is asked."""

    # The fields that an editor writes along with a wording, by what is asked about where she does not.
    _DECIDED_BY: ClassVar[dict[str, Asked]] = {"outcome": "outcome", "further_outcomes": "outcome", "votes": "votes"}
    # The field at which each question stands.
    _ASKED_AT: ClassVar[dict[Asked, str]] = {"outcome": "outcome", "votes": "votes", "seats": "text"}

    # The changes of the item's appointments that the editor has follow; written when all of the page is saved.
    seats_to_follow: SeatChanges | None = None

    further_outcomes = forms.MultipleChoiceField(
        label="Andre udfald",
        choices=[(outcome.value, outcome.label) for outcome in Outcome if outcome is not Outcome.NONE],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Hvis beslutningen også siger noget andet. Udfaldet er det, der står øverst på listen.",
    )
    votes = VotesField(
        label="Afstemning",
        required=False,
        widget=forms.Textarea(attrs={**WIDE, "rows": 3}),
        help_text="En linje for hver side: »for;20;A, V«, »imod;6;Ø«. Antal og navne kan mangle.",
    )

    class Meta:
        help_texts: ClassVar = {"text": TEXT_HELP}

    def clean(self) -> dict[str, Any]:
        """A deciding sentence stands in the wording: lists quote it."""
        cleaned = super().clean()
        sentences = cleaned.get("deciding_sentence", "").splitlines()
        if "deciding_sentence" not in self.changed_data:
            cleaned["deciding_sentence"] = "\n".join(sentences)
        elif len(sentences_in("\n".join(sentences), cleaned.get("text", ""))) < len(sentences):
            self.add_error("deciding_sentence", "Sætningen står ikke i ordlyden. Skriv den, som den står dér.")
        if not self.is_adding and "text" in self.changed_data and "text" in cleaned:
            self._follow_wording(cleaned)
        return cleaned

    def _follow_wording(self, cleaned: dict[str, Any]) -> None:
        """Asks what does not follow the new wording, and writes into `cleaned` what the editor has follow it."""
        if {"outcome", "further_outcomes", "votes"} - cleaned.keys():
            return
        questions = WordingQuestions(
            self.instance.item,
            (self.initial["text"], cleaned["text"]),
            StoredConclusions(
                (cleaned["outcome"], *cleaned["further_outcomes"]), self.initial["deciding_sentence"], cleaned["votes"]
            ),
            answers=self.data,
            prefix=self.prefix or "decision",
            decided={asked for field, asked in self._DECIDED_BY.items() if field in self.changed_data},
        )
        for asked, question in questions.unanswered().items():
            self.add_error(self._ASKED_AT[asked], ValidationError(question))
        conclusions = questions.conclusions()
        cleaned |= {
            "outcome": conclusions.outcomes[0],
            "further_outcomes": list(conclusions.outcomes[1:]),
            "votes": list(conclusions.votes),
        }
        if "deciding_sentence" not in self.changed_data:
            cleaned["deciding_sentence"] = conclusions.deciding_sentence
        self.seats_to_follow = questions.seats()


class TableForm(RecordForm):
    """A table, written as text and refused where its rows do not fit its columns."""

    columns = RowField(
        label="Kolonner",
        required=False,
        widget=forms.TextInput(attrs=WIDE),
        help_text="Kolonnernes overskrifter med semikolon imellem: »Kommune;Antal«.",
    )
    rows = RowsField(
        label="Rækker",
        widget=forms.Textarea(attrs={**WIDE, "rows": 12}),
        help_text="En linje for hver række, med semikolon mellem cellerne. Der kan kopieres fra et regneark.",
        error_messages={"required": "Skriv mindst én række."},
    )

    class Meta:
        widgets: ClassVar = {"title": forms.TextInput(attrs=WIDE)}
        help_texts: ClassVar = {
            "after_block": "Tabellen vises efter så mange af tekstens afsnit; 0 er foran det første.",
            "position": "Rækkefølgen mellem flere tabeller.",
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"columns", "rows"}.intersection(self.changed_data) and "columns" in cleaned and "rows" in cleaned:
            self._check_widths(cleaned["columns"], cleaned["rows"])
            if not self.errors:
                self._check_sums(cleaned["columns"], cleaned["rows"])
        return cleaned

    def _check_sums(self, columns: list[str], rows: list[list[str]]) -> None:
        """Asks about a sum that became wrong: the document itself may have it wrong, and then it stands."""
        before = () if self.is_adding else tuple(wrong_sums(self.initial["columns"], self.initial["rows"]))
        wrong = [sentence for sentence in wrong_sums(columns, rows) if sentence not in before]
        name, answer = f"_sum-{self.prefix or 'table'}", f"yes:{sha256(str(rows).encode()).hexdigest()[:16]}"
        if wrong and self.data.get(name) != answer:
            question = choices(" ".join(wrong), name, {answer: "Gem tabellen, som den er skrevet"})
            self.add_error("rows", ValidationError(question))

    def _check_widths(self, columns: list[str], rows: list[list[str]]) -> None:
        width = len(columns or rows[0])
        measure = "overskriften" if columns else "den første række"
        for number, row in enumerate(rows, start=1):
            if len(row) != width:
                self.add_error(
                    "rows", f"Række {number} har {counted(len(row), 'celle', 'celler')}, men {measure} har {width}."
                )


class TopicForm(OptimisticModelForm):
    """A topic. Its rule must be a search that can find something; it can be tried out without saving it."""

    class Meta:
        widgets: ClassVar = {"rule": forms.Textarea(attrs={**WIDE, "rows": 3})}

    @property
    def is_trial(self) -> bool:
        """Whether the editor only wants to see what the rule finds."""
        return "_try" in self.data

    def is_valid(self) -> bool:
        return super().is_valid() and not self.is_trial

    def clean_rule(self) -> str:
        rule = cast(str, self.cleaned_data["rule"]).strip()
        query = parse_query(rule)
        if query.only_negative:
            raise ValidationError("Reglen siger kun, hvad der ikke må stå. Skriv også, hvad der skal findes.")
        if sum(letter in QUOTES for letter in rule) % 2:
            raise ValidationError("Et anførselstegn er åbnet og ikke lukket.")
        if rule and query.is_empty:
            raise ValidationError("Reglen har ingen ord at søge efter.")
        if query.truncated:
            raise ValidationError("Reglen er for lang til at blive læst helt. Gør den kortere.")
        return rule
