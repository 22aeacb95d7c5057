"""How the time that work takes grows with what it is given: a ratio, the same on a slow machine and a busy one."""

from collections.abc import Callable
from time import process_time

# Work on four times as much takes four times as long if it grows with the length, sixteen times if with its square: the
# limit is their geometric mean.
_MAX_RATIO = 8
_TRIES = 3
# In seconds: less is measured too coarsely to be a part of a ratio.
_MIN_SECONDS = 0.01


def grows_with_length(work: Callable[[str], object], text: Callable[[int], str], size: int) -> bool:
    """Whether the work on a text of `size` takes no longer than its length explains, by a quarter of it.

    Shorter texts come first: what grows with the square shows there before it takes minutes.
    """
    return all(_grows_with_length(work, text, part) for part in (size // 16, size // 4, size))


def _grows_with_length(work: Callable[[str], object], text: Callable[[int], str], size: int) -> bool:
    """What else the machine does may make a measurement longer, so another is taken before the answer is no: of a
    text a little longer, so that nothing is remembered from the one before.
    """
    return any(
        _seconds(work, text(size + more)) < _MAX_RATIO * max(_MIN_SECONDS, _seconds(work, text(size // 4 + more)))
        for more in range(_TRIES)
    )


def _seconds(work: Callable[[str], object], text: str) -> float:
    begun = process_time()
    work(text)
    return process_time() - begun
