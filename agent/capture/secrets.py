"""Which names say "secret", and which secret values this process is known to hold."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping

from .words import words

_ENDINGS = frozenset(
    words(
        "password passwd passphrase passcode pwd pass secret secrets token tokens apikey authorization auth "
        "cookie cookies dsn credential credentials otp accesskey secretkey privatekey"
    )
)
_KEYS = frozenset(
    words("api private access secret encryption signing account shared auth session license service client")
)
_COUNTED = frozenset(words("max total prompt completion input output num n min used remaining"))
# A name that ends so speaks about a secret without holding it.
_ABOUT = frozenset(
    words(
        "field fields column col name names file path policy length size count type types env url uri expiry "
        "ttl at required enabled changed class model table node cls provider manager service validator "
        "pattern regex prefix header label hint prompt error message characters lifetime"
    )
)
_CAMEL = r"(?<=[a-z0-9])(?=[A-Z])"
_PARTS = r"[^A-Za-z0-9]+"
# Passwords everybody knows guard nothing, and replacing such words everywhere would make texts unreadable.
_COMMON = frozenset(
    words(
        "password postgres postgresql secret admin administrator root test testing tests user username guest "
        "mysql sqlite redis mongo default example changeme local localhost dataflow kailash app public "
        "private token none null true false basic bearer development production staging dev demo"
    )
)
_DELIMITERS = r"[@/#?:%&]"


_names: dict[str, bool] = {}


def secret_name(name: str) -> bool:
    """Whether a variable, key or option of this name holds a secret."""
    known = _names.get(name)
    if known is None:
        known = _names[name] = _secret_name(name)
    return known


def _secret_name(name: str) -> bool:
    parts = [p for p in re.split(_PARTS, re.sub(_CAMEL, "_", name).lower()) if p]
    parts = [p.rstrip("0123456789") or p for p in parts]
    if not parts:
        return False
    last = parts[-1]
    if last in _ABOUT:
        return False
    if last == "tokens" and (len(parts) == 1 or parts[-2] in _COUNTED):
        return False
    if last in _ENDINGS or any(p.startswith(("password", "passwd")) for p in parts):
        return True
    if last in ("value", "hash", "base", "text", "str", "string") and len(parts) > 1:
        return secret_name("_".join(parts[:-1]))
    if len(parts) > 1 and last == "key":
        return parts[-2] in _KEYS
    return len(parts) > 1 and (parts[-2], last) == ("session", "id")


def password_of(url: str | None) -> str | None:
    """The password in a URL, also when its own characters break the URL's grammar."""
    if not url or "://" not in url:
        return None
    user, at, _ = url.split("://", 1)[1].rpartition("@")
    if not at or ":" not in user:
        return None
    return user.split(":", 1)[1] or None


def password_characters(url: str | None) -> str:
    """Characters of a URL's password that URLs give another meaning; nothing else of it is given away."""
    password = password_of(url) or ""
    found = "".join(c for c in "@#/?:[] " if c in password)
    return found + ("%" if re.search(r"%(?![0-9A-Fa-f]{2})", password) else "")


def host_of(url: str) -> str:
    """What follows the credentials of a URL, up to the path."""
    return re.split(r"[/?#]", url.split("://", 1)[-1].rpartition("@")[2], maxsplit=1)[0]


def of_process(urls: Iterable[str | None], environ: Mapping[str, str] | None = None) -> list[str]:
    """The secret values this process holds: passwords of its URLs, values of secret-named variables.

    DataFlow's own URL error repeats the part of a password behind an "@", glued to the host; those pieces are
    in the list too.
    """
    found: list[str] = []
    environment = os.environ if environ is None else environ
    for name, value in environment.items():
        if secret_name(name) and name not in ("PWD", "OLDPWD") and "://" not in value and os.sep not in value:
            found.append(value)
    for url in (*urls, *(value for value in environment.values() if "://" in value)):
        password = password_of(url)
        if password is None or url is None:
            continue
        found.append(password)
        host = host_of(url)
        for cut in re.finditer(_DELIMITERS, password):
            tail, head = password[cut.end() :], password[: cut.start()]
            found.extend((tail, head))
            if tail and host:
                found.append(f"{tail}@{host}")
    return found


def worth_hiding(value: str) -> bool:
    """Whether a value is long and unusual enough to be replaced wherever it stands."""
    if len(value) < 4 or value.lower() in _COMMON or "***" in value:
        return False
    if value.isdigit():
        return len(value) >= 6
    return len(value) >= 6 or not value.isalpha()


def variants(value: str) -> set[str]:
    """A value as it may be written: plain, percent-encoded, decoded, escaped in a literal."""
    from urllib.parse import quote, quote_plus, unquote

    found = {value, quote(value, safe=""), quote_plus(value), unquote(value), repr(value)[1:-1]}
    found.add(value.replace("\\", "\\\\").replace('"', '\\"'))
    found.add(value.replace("\n", "\\n"))
    return {item for item in found if worth_hiding(item)}
