"""One request over the network, with a message where there is none."""

from __future__ import annotations

from collections.abc import Callable
from http.client import HTTPException
from json import JSONDecodeError, loads
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from zeneville import __version__
from zeneville.errors import Fault, InputError
from zeneville.messages import Message

#: address -> content; tests give recorded answers in its place
Get = Callable[[str], bytes]
#: a service that says nothing for so long, seconds, is told not to answer
PATIENCE_S = 120.0


def address(base: str, /, **parameters: Any) -> str:
    """The address of a request."""
    return f"{base}?{urlencode(parameters)}"


def get(url: str) -> bytes:
    """Content at an address.

    Raises
    ------
    InputError
        Without a network, or where the service refuses or does not answer.
    """
    request = Request(url, headers={"User-Agent": f"zeneville/{__version__}"})
    try:
        with urlopen(request, timeout=PATIENCE_S) as answer:
            content: bytes = answer.read()
    except HTTPError as error:
        told = Message("answers {status} ({reason})", status=error.code, reason=error.reason)
        raise InputError([_fault(url, told)]) from error
    except (OSError, HTTPException) as error:
        told = Message("cannot be reached ({error})", error=getattr(error, "reason", error))
        raise InputError([_fault(url, told)]) from error
    return content


def json(url: str, get: Get) -> Any:
    """The JSON at an address.

    Raises
    ------
    InputError
        Where the service answers something else.
    """
    content = get(url)
    try:
        return loads(content)
    except (JSONDecodeError, UnicodeDecodeError) as error:
        raise strange(url, content) from error


def strange(url: str, content: bytes) -> InputError:
    """An answer that is not what the service is documented to give."""
    begins = content[:60].decode("utf-8", "replace")
    return InputError([_fault(url, Message("answers {begins!r}", begins=begins))])


def _fault(url: str, told: Message) -> Fault:
    return Fault(
        urlsplit(url).netloc,
        "",
        told,
        Message("an answer of the service"),
        Message(
            "Try again later: what was fetched is kept. Without a network, download the files "
            "yourself and give them to `zeneville new`."
        ),
        code="fetch",
    )
