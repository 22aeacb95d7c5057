"""How far two spellings are from one another."""


def edit_distance(one: str, other: str) -> int:
    """How many letters have to be put in, taken out, changed, or swapped to make one word of the other."""
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


def is_misspelling(typed: str, word: str) -> bool:
    """Whether the one is likely the other with a slip: one letter in a short word, two in a longer, three in a long."""
    allowed = 1 if len(typed) <= 6 else 2 if len(typed) <= 12 else 3
    return len(typed) > 3 and abs(len(typed) - len(word)) <= allowed and edit_distance(typed, word) <= allowed
