"""TODO."""

_STEPS = (1, 2, 5, 10, 20, 50)


_LABELS_WIDE, _LABELS_NARROW = 16, 6


def label_steps(years: int) -> tuple[int, int]:
    """Every how many years one is written, on a wide screen and on a phone; the second are among the first."""
    wide = next(step for step in _STEPS if years <= _LABELS_WIDE * step)
    narrow = next(step for step in _STEPS if years <= _LABELS_NARROW * step and step % wide == 0)
    return wide, narrow


def percent(share: float) -> str:
    return f"{share:.3f}%"
