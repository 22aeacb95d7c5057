"""That what another process has made is used where it was asked the same, and made anew where not."""

from meetings.caching.made_ahead import can_be_made_ahead, made_ahead, making_ahead

calls: list[tuple[str, ...]] = []


@can_be_made_ahead
def joined(texts: tuple[str, ...], mark: str = " ") -> str:
    calls.append(texts)
    return mark.join(texts)


@can_be_made_ahead
def counted(texts: tuple[str, ...]) -> int:
    calls.append(texts)
    return len(texts)


def test_what_was_made_is_not_made_again_and_the_rest_is() -> None:
    with making_ahead() as made:
        assert joined(("ny", "bro")) == "ny bro"
    calls.clear()
    with made_ahead(made):
        assert joined(("ny", "bro")) == "ny bro"
        assert calls == []
        assert joined(("ny", "vej")) == "ny vej"
        assert joined(("ny", "bro"), "-") == "ny-bro"
        assert joined(("ny", "bro"), mark="-") == "ny-bro"
        assert counted(("ny", "bro")) == 2
    assert len(calls) == 4
    assert joined(("ny", "bro")) == "ny bro"
    assert len(calls) == 5


def test_only_the_block_is_kept() -> None:
    joined(("før",))
    with making_ahead() as made:
        joined(("her",))
        with made_ahead(dict(made)):
            joined(("her",))
    joined(("efter",))
    assert [given for _, given in made] == [(("her",),)]
