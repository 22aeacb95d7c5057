"""Tantivy: a search library in Rust, by its Python binding. BM25 with a weight a field, Danish stems, fast fields.

Its words are split, lowered, stemmed and freed of stop words as its Danish filters do it. It is not asked for what
begins like a word: its parser of queries has no such thing.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Document, Filter, Index, Occur, Query, SchemaBuilder, Searcher, SnippetGenerator

from benchmark.engines import RESULTS_A_PAGE, EngineAnswer, IndexSize
from benchmark.questions import Question, QuestionKind
from benchmark.stored_archive import StoredArchive
from benchmark.synthetic_archive import SyntheticItem

_WEIGHTS = {
    "title": 10.0,
    "case_number": 10.0,
    "decision": 4.0,
    "recommendation": 2.0,
    "presentation": 1.0,
    "background": 1.0,
}
_FACETS = ("year", "council", "case_type", "outcome", "municipality", "topic")
_MOST_VALUES = 1_000
_AGGREGATIONS = {name: {"terms": {"field": name, "size": _MOST_VALUES}} for name in _FACETS}
_ANALYZER, _WHOLE = "danish", "raw"
_HEAP = 1_000_000_000
_PASSAGE = 240


class TantivyEngine:
    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "tantivy"
        self._index: Index | None = None

    def build(self, stored: StoredArchive, processes: int) -> None:
        """With as many threads as there are processes."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir()
        writer = self._opened().writer(_HEAP, processes)
        for block in stored.blocks:
            for item in stored.block(block):
                writer.add_document(_document(item))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        self._index = self._opened()

    def size(self) -> IndexSize:
        """Tantivy keeps the texts in files of their own."""
        files = [file for file in self._folder.iterdir() if file.is_file()]
        texts = sum(file.stat().st_size for file in files if file.suffix == ".store")
        total = sum(file.stat().st_size for file in files)
        return IndexSize(total - texts, total)

    def ask(self, question: Question) -> EngineAnswer | None:
        if question.kind in (QuestionKind.MISSPELT, QuestionKind.BEGINNING, QuestionKind.PREFIX):
            return None
        assert self._index, "open() comes first"
        searcher = self._index.searcher()
        words = self._index.parse_query(
            question.typed, list(_WEIGHTS), field_boosts=_WEIGHTS, conjunction_by_default=True
        )
        query = words
        if question.municipality:
            chosen = Query.term_query(self._index.schema, "municipality", question.municipality, "basic")
            query = Query.boolean_query([(Occur.Must, words), (Occur.Must, Query.const_score_query(chosen, 0.0))])
        found: Any = searcher.search(query, RESULTS_A_PAGE, count=True)
        documents = [searcher.doc(address) for _, address in found.hits]
        facets = searcher.aggregate(query, _AGGREGATIONS)
        return EngineAnswer(
            found.count,
            tuple(int(document["number"][0]) for document in documents),
            sum(len(facets[name]["buckets"]) for name in _FACETS),
            _passages(searcher, words, self._index.schema, documents),
        )

    def close(self) -> None:
        self._index = None

    def _opened(self) -> Index:
        index = Index(_schema(), str(self._folder), reuse=True)
        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        for step in (Filter.lowercase(), Filter.stopword("danish"), Filter.stemmer("danish")):
            analyzer = analyzer.filter(step)
        index.register_tokenizer(_ANALYZER, analyzer.build())
        return index


def _schema() -> Any:
    builder = SchemaBuilder().add_unsigned_field("number", stored=True)
    for name in _WEIGHTS:
        builder.add_text_field(name, stored=True, tokenizer_name=_ANALYZER)
    for name in ("year", "council"):
        builder.add_unsigned_field(name, fast=True)
    for name in ("case_type", "outcome", "municipality", "topic"):
        builder.add_text_field(name, fast=True, tokenizer_name=_WHOLE, index_option="basic")
    return builder.build()


def _document(item: SyntheticItem) -> Document:
    document = Document()
    document.add_unsigned("number", item.number)
    for name, text in zip(_WEIGHTS, item.texts, strict=True):
        document.add_text(name, text)
    document.add_unsigned("year", item.date.year)
    document.add_unsigned("council", item.council)
    document.add_text("case_type", item.case_type)
    document.add_text("outcome", item.outcome)
    for name in item.municipalities:
        document.add_text("municipality", name)
    for name in item.topics:
        document.add_text("topic", name)
    return document


def _passages(searcher: Searcher, query: Query, schema: Any, documents: Sequence[Document]) -> tuple[str, ...]:
    """Of each document the passage with a mark, from the first of its texts that gives one."""
    generators = []
    for name in _WEIGHTS:
        generator = SnippetGenerator.create(searcher, query, schema, name)
        generator.set_max_num_chars(_PASSAGE)
        generators.append(generator)
    passages = []
    for document in documents:
        marked = (generator.snippet_from_doc(document) for generator in generators)
        passages.append(next((found.to_html() for found in marked if found.highlighted()), ""))
    return tuple(passages)
