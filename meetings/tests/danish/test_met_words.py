"""That words are kept within a bound, those that are asked for longest."""

from meetings.danish.met_words import MetWords


def test_the_bound_holds_and_a_word_that_is_asked_for_stays() -> None:
    met = MetWords(10)
    met.add({"bro": (("bro",), ())})
    for number in range(40):
        met.add({f"ord{number}": ((f"ord{number}",), ())})
        assert met.find("bro") == (("bro",), ())
        assert len(met.all()) <= 10
    assert met.find("ord39") == (("ord39",), ())
    assert met.find("ord0") is None


def test_a_stop_word_has_no_lexemes_and_is_kept_all_the_same() -> None:
    met = MetWords(10)
    met.add({"og": ((), ())})
    assert met.find("og") == ((), ())


def test_words_of_before_are_as_many_as_there_is_room_for_and_those_met_here_stay() -> None:
    met = MetWords(10)
    met.meet("bro", (("bro",), ()))
    met.learn({f"ord{number}": ((f"ord{number}",), ()) for number in range(40)} | {"bro": ((), ())})
    assert list(met.all()) == ["bro", *(f"ord{number}" for number in range(5))]
    assert met.find("bro") == (("bro",), ())
    assert met.find("ord3") == (("ord3",), ())


def test_words_are_gathered_that_are_met_and_no_others() -> None:
    met = MetWords(10)
    met.meet("bro", (("bro",), ()))
    with met.gathering() as gathered:
        met.find("bro")
        met.learn({"vej": (("vej",), ())})
        met.meet("havn", (("havn",), ()))
    met.meet("skov", (("skov",), ()))
    assert gathered == {"havn": (("havn",), ())}
