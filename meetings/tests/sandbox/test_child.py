"""What the process that reads foreign files answers, message by message."""

import json
from io import BytesIO
from typing import Any

import pytest

from meetings.sandbox.child import answer, serve
from meetings.sandbox.messages import BrokenMessage, pack, receive
from meetings.tests.sandbox import misbehaving

HERE = misbehaving.__name__


def told(function: str, content: bytes = b"", *arguments: Any) -> tuple[dict[str, Any], bytes] | None:
    return receive(BytesIO(answer({"function": f"{HERE}:{function}", "arguments": arguments}, content)))


def test_plain_values_are_json_and_bytes_are_bytes() -> None:
    assert told("echo", b"Ny bro", 1) == ({"kind": "value", "value": ["Ny bro", 1]}, b"")
    assert told("give_bytes", b"ab", 2) == ({"kind": "bytes"}, b"abab")


def test_whatever_is_raised_is_an_answer() -> None:
    assert told("fail") == ({"failure": "RuntimeError: broken"}, b"")
    assert told("no_such_function") is not None


def test_it_answers_one_after_the_other_until_nothing_comes() -> None:
    one, two = (pack({"function": f"{HERE}:echo", "arguments": [number]}, b"a") for number in (1, 2))
    answers = BytesIO()
    serve(BytesIO(one + two), answers, cpu_seconds=100_000)
    values = [json.loads(line)["value"] for line in answers.getvalue().splitlines()]
    assert values == [["a", 1], ["a", 2]]


@pytest.mark.parametrize("sent", [b"no json\n", b"[]\n", b"{}\n", b'{"size": 5}\nabc'])
def test_a_broken_message_is_told(sent: bytes) -> None:
    with pytest.raises(BrokenMessage):
        receive(BytesIO(sent))
