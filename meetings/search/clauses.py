"""What a search asks for, as plain values: words in a row, alternatives, clauses; and that in PostgreSQL's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from meetings.danish.tokens import Token
from meetings.search.facets import PART


@dataclass(frozen=True)
class Step:
    """One word of a phrase: what it must be, `distance` words after the step before.

    `parts`: or a compound that it is a part of. `prefix`: or what begins like it. With a `weight` it has to stand in a
    text of that weight, which only titles (A) and decisions (B) have.
    """

    lexeme: str
    distance: int = 1
    parts: bool = False
    prefix: bool = False
    weight: str = ""

    def matches(self, token: Token) -> bool:
        if self.prefix:
            return any(lexeme.startswith(self.lexeme) for lexeme in (*token.lexemes, *token.parts))
        return self.lexeme in token.lexemes or (self.parts and self.lexeme in token.parts)

    def lexemes(self, namespace: str = "") -> tuple[str, ...]:
        """The lexemes of the index that are this word. A field's namespace holds words and parts alike."""
        if namespace or not self.parts:
            return (namespace + self.lexeme,)
        return (self.lexeme, PART + self.lexeme)

    def tsquery(self, namespace: str = "") -> str:
        marks = self.weight + "*" * self.prefix
        lexemes = [f"{lexeme}:{marks}" if marks else lexeme for lexeme in self.lexemes(namespace)]
        return joined(" | ", lexemes)


Phrase = tuple[Step, ...]


@dataclass(frozen=True)
class Term:
    """One thing searched for, as typed, and the phrases (of one word mostly) any of which is a match.

    In a field's `namespace` the words of a phrase only have to stand in that field.
    """

    text: str
    alternatives: tuple[Phrase, ...]
    namespace: str = ""

    @property
    def tsquery(self) -> str:
        return joined(" | ", [self._phrase(steps) for steps in self.alternatives])

    @property
    def is_of_a_field(self) -> bool:
        """Whether it has to stand in a field."""
        return bool(self.namespace) or any(step.weight for steps in self.alternatives for step in steps)

    @property
    def is_quoted(self) -> bool:
        """Whether it is a word for itself, not a part of a compound."""
        return not any(step.parts for steps in self.alternatives for step in steps)

    @property
    def is_of_facets(self) -> bool:
        """Whether it is no word, but what an item has besides: a municipality, a year."""
        return all(step.lexeme[0].isupper() for steps in self.alternatives for step in steps)

    @property
    def anywhere(self) -> Term:
        """The same in any field."""
        alternatives = tuple(tuple(replace(step, weight="") for step in steps) for steps in self.alternatives)
        return replace(self, alternatives=alternatives, namespace="")

    def _phrase(self, steps: Phrase) -> str:
        if self.namespace:
            return joined(" & ", [step.tsquery(self.namespace) for step in steps])
        first, *others = steps
        return first.tsquery() + "".join(f" <{step.distance}> {step.tsquery()}" for step in others)


@dataclass(frozen=True)
class Clause:
    """Terms any of which is enough; or, `excluded`, none of which may occur."""

    terms: tuple[Term, ...]
    excluded: bool = False

    @property
    def tsquery(self) -> str:
        tsquery = joined(" | ", [term.tsquery for term in self.terms])
        return f"!({tsquery})" if self.excluded else tsquery

    @property
    def phrases(self) -> tuple[tuple[Term, Phrase], ...]:
        """Every phrase any of which is enough, with the term that it is an alternative of."""
        return tuple((term, steps) for term in self.terms for steps in term.alternatives)

    @property
    def lexemes(self) -> frozenset[str]:
        """All lexemes that stand in it."""
        return frozenset(
            lexeme for term, steps in self.phrases for step in steps for lexeme in step.lexemes(term.namespace)
        )

    @property
    def is_of_facets(self) -> bool:
        """Whether no word is asked for."""
        return all(term.is_of_facets for term in self.terms)

    @property
    def has_beginnings(self) -> bool:
        """Whether more lexemes match than those that stand in it."""
        return any(step.prefix for _, steps in self.phrases for step in steps)


def bracketed(clause: Clause) -> str:
    """The clause in PostgreSQL's words, so that it can stand beside others."""
    tsquery = clause.tsquery
    return f"({tsquery})" if " | " in tsquery and not tsquery.startswith(("(", "!(")) else tsquery


def joined(operator: str, operands: Sequence[str]) -> str:
    """The operands with the operator between them, in brackets if there are several."""
    return operands[0] if len(operands) == 1 else f"({operator.join(operands)})"
