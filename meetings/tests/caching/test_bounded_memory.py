"""What a process remembers of words and queries is bounded, whatever it has read."""

import importlib
import inspect
import pkgutil
from types import ModuleType

import pytest

import meetings.cases
import meetings.danish
import meetings.search

# Entries of any one cache; those of words are the largest, at 1,300 bytes.
MOST_ENTRIES = 100_000


@pytest.mark.parametrize("package", [meetings.danish, meetings.search, meetings.cases])
def test_a_cache_has_a_bound_unless_its_function_has_no_arguments(package: ModuleType) -> None:
    found = 0
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if hasattr(value, "cache_parameters"):
                found += 1
                bound = value.cache_parameters()["maxsize"]
                if bound is None:
                    assert not inspect.signature(value).parameters, f"{module.name}.{name}"
                else:
                    assert bound <= MOST_ENTRIES, f"{module.name}.{name}"
    assert found or package is meetings.cases
