"""The address of a shared store, and the limit of time of a request."""

import threading

import pytest

from dataflow_debugger.retrieval.server import Address, WrongAddress, address, within


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("http://127.0.0.1:8000", Address("127.0.0.1", 8000)),
        ("https://chroma.example:443/", Address("chroma.example", 443, ssl=True)),
        ("http://[::1]:8000", Address("::1", 8000)),
    ],
)
def test_an_address(url, place):
    assert address(url) == place
    assert str(place) == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "host:8000",
        "http://host",
        "http://:8000",
        "http://host:x",
        "http://host:8000/a",
        "http://u:p@host:1",
    ],
)
def test_what_is_no_address(url):
    with pytest.raises(WrongAddress) as caught:
        address(url)
    assert "u:p" not in str(caught.value)


def test_what_takes_too_long_is_not_waited_for():
    never = threading.Event()
    with pytest.raises(TimeoutError):
        within(lambda: never.wait(5), seconds=0.05)
    never.set()


def test_an_error_of_the_request_is_raised_here():
    with pytest.raises(ZeroDivisionError):
        within(lambda: 1 // 0)
