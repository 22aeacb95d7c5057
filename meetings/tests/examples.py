"""How many random examples a property is tried on: those that ask the database take a second each."""

from hypothesis import settings

# More than in the suite: `make explore`, which may take all night.
IS_EXPLORING = settings().max_examples > 100


def in_the_suite(count: int) -> int:
    """`count` examples in the suite, as many as the profile asks for in `make explore`."""
    return settings().max_examples if IS_EXPLORING else count
