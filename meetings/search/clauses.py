"""What a query asks for, as plain values, each of which gives its tsquery.

A `Clause` has terms any of which is enough, a `Term` (a word or a phrase, as typed) alternative phrases, a `Phrase`
steps: its words in a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from meetings.danish.tokens import Token
from meetings.search.common_pairs import are_common, pair_lexeme
from meetings.search.facets import IN_CASE_NUMBER, IN_TITLE, PART

# What an excluded clause begins with.
_NOT = "!("


@dataclass(frozen=True)
class IndexCondition:
    """What the index can tell without a look at a row: every match fulfils it, and where it is exact only matches do.

    `needed` are tsqueries that all have to match; none where the index tells nothing. Each is asked by itself: the
    index then passes over what one rules out without evaluating the others, several times as fast as one tsquery.
    """

    needed: tuple[str, ...]
    is_exact: bool

    @property
    def tsquery(self) -> str:
        """The condition as one tsquery; '' where the index tells nothing."""
        return joined_operands(" & ", self.needed) if self.needed else ""


@dataclass(frozen=True)
class PhraseStep:
    """One word of a phrase: what it must be, `distance` words after the step before.

    Search rows hold base forms, and so does `lexeme`: `kvote` of *kvoter*. Also enough is
    - any of the `related`: other words that it can be a form of, or that are of its stem;
    - with `parts` a compound that one of these is a part of;
    - with a `prefix`, the letters that were typed before an asterisk, whatever lexeme begins with them: `kvoter`;
    - any of the `completions`: base forms that do not begin with the prefix, of words that do.

    With a `weight` the word has to stand in a text of that weight, which only titles (A) and decisions (B) have.
    """

    lexeme: str
    distance: int = 1
    parts: bool = False
    prefix: str = ""
    completions: tuple[str, ...] = ()
    weight: str = ""
    related: tuple[str, ...] = ()

    @property
    def base_forms(self) -> tuple[str, ...]:
        """The lexemes any of which the word may be, besides those that begin with the prefix."""
        return (self.lexeme, *self.related, *self.completions)

    def matches(self, token: Token) -> bool:
        if self.prefix and any(lexeme.startswith(self.prefix) for lexeme in (*token.lexemes, *token.parts)):
            return True
        return any(lexeme in token.lexemes or (self.parts and lexeme in token.parts) for lexeme in self.base_forms)

    def lexemes(self, namespace: str = "") -> tuple[str, ...]:
        """The lexemes of the index that are this word. A field's namespace holds words and parts alike."""
        return self._indexed(self.base_forms, namespace)

    def tsquery(self, namespace: str = "") -> str:
        """The word in PostgreSQL's words. What begins with the prefix is asked for once."""
        alone = [lexeme for lexeme in self.base_forms if not self.prefix or not lexeme.startswith(self.prefix)]
        prefixes = self._indexed((self.prefix,) if self.prefix else (), namespace)
        return joined_operands(
            " | ",
            [
                *(f"{lexeme}:{self.weight}" if self.weight else lexeme for lexeme in self._indexed(alone, namespace)),
                *(f"{prefix}:{self.weight}*" for prefix in prefixes),
            ],
        )

    @property
    def index_condition(self) -> IndexCondition:
        """Weights stand in the rows alone; but what has the weight A is a title or a case number."""
        if not self.weight:
            return IndexCondition((self.tsquery(),), is_exact=True)
        in_any_text = replace(self, weight="")
        if self.weight != "A":
            return IndexCondition((in_any_text.tsquery(),), is_exact=False)
        of_weight = [in_any_text.tsquery(IN_TITLE), in_any_text.tsquery(IN_CASE_NUMBER)]
        return IndexCondition((joined_operands(" | ", of_weight),), is_exact=False)

    def _indexed(self, lexemes: Sequence[str], namespace: str) -> tuple[str, ...]:
        """Lexemes as the index has them: with their namespace, or with the mark of a compound's part as well."""
        if namespace or not self.parts:
            return tuple(namespace + lexeme for lexeme in lexemes)
        return tuple(marked for lexeme in lexemes for marked in (lexeme, PART + lexeme))


Phrase = tuple[PhraseStep, ...]


@dataclass(frozen=True)
class Term:
    """One thing searched for, as typed, and the phrases (of one word mostly) any of which is a match.

    With a `namespace`, the mark of a field, the words have to stand in that field, but not in a row.
    """

    text: str
    alternatives: tuple[Phrase, ...]
    namespace: str = ""

    @property
    def tsquery(self) -> str:
        """Its phrases in PostgreSQL's words: `(kvote | Pkvote)`."""
        return joined_operands(" | ", [self._phrase(steps) for steps in self.alternatives])

    @property
    def is_in_field(self) -> bool:
        """Whether it has to stand in the title, the decision or the case number."""
        return bool(self.namespace) or any(step.weight for steps in self.alternatives for step in steps)

    @property
    def is_quoted(self) -> bool:
        """Whether it is a word for itself, not a part of a compound."""
        return not any(step.parts for steps in self.alternatives for step in steps)

    @property
    def is_facet(self) -> bool:
        """Whether it is no word, but what an item has besides: a municipality, a year."""
        return all(step.lexeme[0].isupper() for steps in self.alternatives for step in steps)

    @property
    def in_any_field(self) -> Term:
        """The same term, to be found in whatever text."""
        alternatives = tuple(tuple(replace(step, weight="") for step in steps) for steps in self.alternatives)
        return replace(self, alternatives=alternatives, namespace="")

    @property
    def is_told_by_title(self) -> bool:
        """Whether an item matches that has one of the words, or a compound of one, in its title."""
        return all(
            len(steps) == 1 and (self.namespace == IN_TITLE or (steps[0].parts and not self.namespace))
            for steps in self.alternatives
        )

    @property
    def without_related_words(self) -> Term:
        """The same term, but for the word's own base form alone: what is excluded has to be meant."""
        alternatives = tuple(tuple(replace(step, related=()) for step in steps) for steps in self.alternatives)
        return replace(self, alternatives=alternatives)

    @property
    def index_condition(self) -> IndexCondition:
        return any_of([self._phrase_in_index(steps) for steps in self.alternatives])

    def _phrase_in_index(self, steps: Phrase) -> IndexCondition:
        """The pairs of common words in a phrase, and its other words. Two common words and nothing else are exact."""
        if self.namespace:
            return IndexCondition((self._phrase(steps),), is_exact=True)
        if len(steps) == 1:
            return steps[0].index_condition
        conditions, in_pairs = list[str](), set[int]()
        for place, (before, after) in enumerate(pairwise(steps)):
            if pair := _pair_in_index(before, after):
                conditions.append(pair)
                in_pairs |= {place, place + 1}
        is_exact = len(steps) == 2 and bool(in_pairs) and not any(step.weight for step in steps)
        others = [step.index_condition.tsquery for place, step in enumerate(steps) if place not in in_pairs]
        return IndexCondition((*conditions, *others), is_exact)

    def _phrase(self, steps: Phrase) -> str:
        if self.namespace:
            return joined_operands(" & ", [step.tsquery(self.namespace) for step in steps])
        first, *others = steps
        return first.tsquery() + "".join(f" <{step.distance}> {step.tsquery()}" for step in others)


@dataclass(frozen=True)
class Clause:
    """Terms any of which is enough; or, `excluded`, none of which may occur."""

    terms: tuple[Term, ...]
    excluded: bool = False

    @property
    def tsquery(self) -> str:
        """Its terms in PostgreSQL's words; in `!( )` where it is excluded."""
        tsquery = joined_operands(" | ", [term.tsquery for term in self.terms])
        return f"{_NOT}{tsquery})" if self.excluded else tsquery

    @property
    def index_condition(self) -> IndexCondition:
        condition = any_of([term.index_condition for term in self.terms])
        if not self.excluded:
            return condition
        return replace(condition, needed=(f"{_NOT}{condition.tsquery})",) if condition.is_exact else ())

    @property
    def without_related_words(self) -> Clause:
        """The same clause, of the words' own base forms alone."""
        return replace(self, terms=tuple(term.without_related_words for term in self.terms))

    @property
    def is_told_by_title(self) -> bool:
        """Whether an item matches that has one of its words, facets apart, in its title."""
        return not self.excluded and all(term.is_told_by_title for term in self.terms if not term.is_facet)

    @property
    def phrases(self) -> tuple[tuple[Term, Phrase], ...]:
        """Every phrase any of which is enough, with the term that it is an alternative of."""
        return tuple((term, steps) for term in self.terms for steps in term.alternatives)

    @property
    def lexemes(self) -> frozenset[str]:
        """The lexemes any of which an item must have to match, as the index has them; those of prefixes left out."""
        return frozenset(
            lexeme for term, steps in self.phrases for step in steps for lexeme in step.lexemes(term.namespace)
        )

    @property
    def has_only_facets(self) -> bool:
        """Whether it asks for no word, only for municipalities, years and the like."""
        return all(term.is_facet for term in self.terms)

    @property
    def is_number(self) -> bool:
        """Whether it is a number of a case, or of its kind, rather than a word: joined figures, or their beginning."""
        return all(
            all(_ends_in_digit(step.prefix or step.lexeme) for step in steps) and (len(steps) > 1 or steps[0].prefix)
            for _, steps in self.phrases[:1]
        )

    @property
    def has_prefixes(self) -> bool:
        """Whether more lexemes match than those that stand in it, as some of its words are beginnings."""
        return any(step.prefix for _, steps in self.phrases for step in steps)


def _ends_in_digit(lexeme: str) -> bool:
    return lexeme[-1:].isdigit()


def all_of(conditions: Sequence[IndexCondition]) -> IndexCondition:
    """The condition that all of these are fulfilled.

    What is excluded is asked together with something that is needed: by itself it is nearly all that the index has.
    """
    asked = [tsquery for condition in conditions for tsquery in condition.needed]
    needed = [tsquery for tsquery in asked if not tsquery.startswith(_NOT)]
    excluded = [tsquery for tsquery in asked if tsquery.startswith(_NOT)]
    together = [joined_operands(" & ", [*needed[:1], *excluded]), *needed[1:]] if excluded else needed
    return IndexCondition(tuple(together), is_exact=all(condition.is_exact for condition in conditions))


def any_of(conditions: Sequence[IndexCondition]) -> IndexCondition:
    """The condition that one of these is fulfilled."""
    if len(conditions) == 1:
        return conditions[0]
    is_exact = all(condition.is_exact for condition in conditions)
    return IndexCondition((joined_operands(" | ", [condition.tsquery for condition in conditions]),), is_exact)


def _pair_in_index(before: PhraseStep, after: PhraseStep) -> str:
    """The condition that the second word follows the first; '' where the index has no lexeme for the two."""
    are_plain = not any(step.prefix or step.completions or step.related for step in (before, after))
    if before.parts or not are_plain or after.distance != 1 or not are_common(before.lexeme, after.lexeme):
        return ""
    return joined_operands(" | ", [pair_lexeme(before.lexeme, second) for second in after.lexemes()])


def bracketed_tsquery(clause: Clause) -> str:
    """The clause in PostgreSQL's words, so that it can stand beside others."""
    tsquery = clause.tsquery
    return f"({tsquery})" if " | " in tsquery and not tsquery.startswith(("(", "!(")) else tsquery


def joined_operands(operator: str, operands: Sequence[str]) -> str:
    """The operands with the operator between them, in brackets if there are several."""
    return operands[0] if len(operands) == 1 else f"({operator.join(operands)})"
