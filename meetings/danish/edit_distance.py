"""How many letters two spellings differ by."""


def edit_distance(one: str, other: str) -> int:
    """How many letters have to be inserted, deleted, replaced, or swapped with the next to make one word of the other.

    The optimal string alignment distance: Levenshtein's, with swaps of neighbours.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        two_before, before, row = before, row, [place]
        for number, against in enumerate(other, start=1):
            cost = min(before[number] + 1, row[-1] + 1, before[number - 1] + (letter != against))
            if place > 1 and number > 1 and letter == other[number - 2] and one[place - 2] == against:
                cost = min(cost, two_before[number - 2] + 1)
            row.append(cost)
    return row[-1]


def slips_allowed(typed: str) -> int:
    """By how many letters a word may be off: 1 in up to 6 letters, 2 in up to 12, 3 in longer ones.

    None in words of 3 letters or fewer, most of which differ by one letter from many others.
    """
    if len(typed) <= 3:
        return 0
    return 1 if len(typed) <= 6 else 2 if len(typed) <= 12 else 3
