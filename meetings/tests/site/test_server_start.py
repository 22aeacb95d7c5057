"""gunicorn.conf.py: what is read once, before there are workers, and not by each of them at its first search."""

import gc
import runpy
from pathlib import Path

import pytest
from django.conf import settings

from meetings.danish import near_words


def test_no_reader_waits_for_the_thesaurus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gc, "freeze", lambda: None)
    runpy.run_path(str(Path(settings.BASE_DIR, "gunicorn.conf.py")))["when_ready"](None)
    monkeypatch.setattr(near_words, "read_word_file", lambda name: pytest.fail(f"{name} is read by a request"))
    assert near_words.thesaurus_words("abildgård") == ("frugthave",)
    assert near_words.official_words("offentlig transport")
