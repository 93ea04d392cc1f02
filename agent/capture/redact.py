"""Takes secrets out of text: by name, by shape, and the very values this process is known to hold."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any

HIDDEN = "***"
_NAMES = (
    r"pass(?:word|wd|phrase|code)?|pwd|secret|token|api[_-]?key|apikey|auth(?:orization)?|cookie|dsn|"
    r"private[_-]?key|access[_-]?key|secret[_-]?key|encryption[_-]?key|signing[_-]?key|credentials?|session[_-]?id"
)
_SECRET_NAME = re.compile(rf"(?:^|[_\-.\s])(?:\w*[_-])?(?:{_NAMES})s?$", re.IGNORECASE)
_WORD = rf"(?:[A-Za-z0-9_.\-]*[_.\-])?(?:{_NAMES})"

_URL = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]*://)(?P<rest>[^\s\"'<>\\,;)}\]]+)")
_QUOTED = re.compile(
    rf"(?P<head>[\"']?\b{_WORD}[\"']?\s*(?::\s*(?:str|bytes|\w+(?:\s*\|\s*None)?)\s*)?[=:]\s*(?P<pre>[rbfuRBFU]{{0,2}}))"
    r"(?P<quote>[\"'])(?P<value>(?:\\.|(?!(?P=quote))[^\\\n])+)(?P=quote)",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?P<head>\b{_WORD}[\"']?\s*[=:]\s*)(?P<value>(?:Bearer|Basic|Token)?\s*[^\s\"'(){{}}\[\],;&]+)", re.IGNORECASE
)
_SHAPES = re.compile(
    r"""-----BEGIN[ A-Z]*PRIVATE\ KEY-----[\s\S]*?(?:-----END[ A-Z]*PRIVATE\ KEY-----|\Z)
      | \bsk-[A-Za-z0-9_\-]{16,} | \bsk_(?:live|test)_[A-Za-z0-9]{10,} | \b[rp]k_(?:live|test)_[A-Za-z0-9]{10,}
      | \bgh[pousr]_[A-Za-z0-9]{20,} | \bgithub_pat_[A-Za-z0-9_]{20,} | \bglpat-[A-Za-z0-9_\-]{16,}
      | \b(?:AKIA|ASIA)[A-Z0-9]{12,} | \bxox[abeoprs]-[A-Za-z0-9\-]{8,} | \bAIza[A-Za-z0-9_\-]{30,}
      | \bnpm_[A-Za-z0-9]{20,} | \bpypi-[A-Za-z0-9_\-]{16,} | \bhf_[A-Za-z0-9]{20,} | \bdop_v1_[a-f0-9]{20,}
      | \beyJ[A-Za-z0-9_\-]{5,}\.[A-Za-z0-9_\-]{5,}(?:\.[A-Za-z0-9_\-]*)? | \bSG\.[A-Za-z0-9_\-]{10,}\.[A-Za-z0-9_\-]{10,}
      | \bya29\.[A-Za-z0-9_\-]{10,}""",
    re.VERBOSE,
)
_BEARER = re.compile(r"\b(?P<head>Bearer|Basic)\s+(?P<value>[A-Za-z0-9+/=_.\-]{8,})", re.IGNORECASE)
_ROWS = (
    (re.compile(r"(Key \([^)]*\)=)\((?:[^()]|\([^()]*\))*\)"), r"\1(***)"),
    (re.compile(r"(Failing row contains )\(.*?\)(?=\.|\s*$|\n|\")", re.S), r"\1(***)"),
    (re.compile(r"(Duplicate entry )'(?:[^'\\]|\\.|'')*'(?= for key)"), r"\1'***'"),
    (re.compile(r"(dup key: )\{[^}]*\}"), r"\1{***}"),
    (re.compile(r"(\[parameters: )(?:\{.*?\}|\(.*?\)|\[.*?\])(?=\])", re.S), r"\1***"),
    (re.compile(r"((?:invalid input syntax for [^:]*|invalid input value for [^:]*): )\"[^\"]*\""), r'\1"***"'),
)
_PLACEHOLDER = re.compile(r"^(?:<[^>]*>|\*+|None|null|true|false|os\.|\{.*\}|\$\{.*\}|%s|\?)$", re.IGNORECASE)


def secret_name(name: str) -> bool:
    """Whether a name says that its value is secret."""
    return bool(_SECRET_NAME.search(name))


def password_of(url: str | None) -> str | None:
    """The password in a URL, also when its own characters break the URL's grammar."""
    if not url or "://" not in url:
        return None
    rest = url.split("://", 1)[1]
    user, at, _ = rest.rpartition("@")
    if not at or ":" not in user:
        return None
    return user.split(":", 1)[1] or None


def password_characters(url: str | None) -> str:
    """Which characters of a URL's password have a meaning in URLs; the password itself is not given away."""
    return "".join(c for c in "@#/?:%[] " if c in (password_of(url) or "") and not _encoded(c, url))


def _encoded(character: str, url: str | None) -> bool:
    return character == "%" and not re.search(r"%(?![0-9A-Fa-f]{2})", password_of(url) or "")


def url(text: str) -> str:
    """A URL without its credentials."""
    return _URL.sub(_url_match, text)


def _url_match(match: re.Match[str]) -> str:
    rest = match["rest"]
    user, at, host = rest.rpartition("@")
    if not at:
        return match[0]
    name, colon, _ = user.partition(":")
    return f"{match['scheme']}{name if colon else HIDDEN}{':' + HIDDEN if colon else ''}@{host}"


class Redactor:
    """Redacts text; `known` are values that are secret wherever they stand."""

    def __init__(self, known: list[str]) -> None:
        pieces: set[str] = set()
        for value in known:
            pieces.update(_variants(value))
        ordered = sorted(pieces, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, ordered))) if ordered else None

    def text(self, text: str) -> str:
        """`text` without secrets."""
        if len(text) < 6:
            return text
        if "://" in text:
            text = _URL.sub(_url_match, text)
        if self._known is not None:
            text = self._known.sub(HIDDEN, text)
        text = _SHAPES.sub(_keep_lines, text)
        text = _BEARER.sub(lambda m: f"{m['head']} {HIDDEN}", text)
        text = _QUOTED.sub(_quoted, text)
        text = _BARE.sub(_bare, text)
        for pattern, replacement in _ROWS:
            text = pattern.sub(replacement, text)
        return text

    def source(self, text: str) -> str:
        """Source text without secrets, with the same number of lines, as valid as it was."""
        if "://" in text:
            text = _URL.sub(_url_match, text)
        if self._known is not None:
            text = self._known.sub(HIDDEN, text)
        text = _SHAPES.sub(_keep_lines, text)
        text = _BEARER.sub(lambda m: f"{m['head']} {HIDDEN}", text)
        return _QUOTED.sub(_quoted, text)

    def settings(self, text: str) -> str:
        """A settings file (`.env` and the like) without secrets: bare values count too."""
        return "\n".join(_setting(self.text(line)) for line in text.split("\n"))

    def value(self, value: Any, key: str = "") -> Any:
        """Any JSON value without secrets."""
        if isinstance(value, str):
            if key and secret_name(key) and not _PLACEHOLDER.match(value):
                return HIDDEN
            return self.text(value)
        if isinstance(value, dict):
            return {self.text(k) if isinstance(k, str) else k: self.value(v, str(k)) for k, v in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.value(item, key) for item in value]
        return value


def _keep_lines(match: re.Match[str]) -> str:
    return HIDDEN + "\n" * match[0].count("\n")


def _quoted(match: re.Match[str]) -> str:
    if _PLACEHOLDER.match(match["value"]):
        return match[0]
    return f"{match['head']}{match['quote']}{HIDDEN}{match['quote']}"


def _bare(match: re.Match[str]) -> str:
    if _PLACEHOLDER.match(match["value"].strip()):
        return match[0]
    return match["head"] + HIDDEN


def _setting(line: str) -> str:
    name, equals, value = line.partition("=")
    if equals and not line.lstrip().startswith("#") and secret_name(name.strip()) and value.strip():
        return f"{name}={HIDDEN}"
    return line


def _variants(value: str) -> set[str]:
    from urllib.parse import quote, quote_plus, unquote

    found = {value, quote(value, safe=""), quote_plus(value), unquote(value)}
    # DataFlow's own URL error repeats the part of a password that lies behind an "@" or before a "/".
    for piece in re.split(r"[@/#?:]", value):
        if len(piece) >= 4:
            found.add(piece)
    return {item for item in found if len(item) >= 4}


def known_secrets(urls: list[str | None], environ: dict[str, str] | None = None) -> list[str]:
    """The secret values this process holds: passwords of its URLs and values of secret-named variables."""
    found: list[str] = []
    add: Callable[[str | None], None] = lambda item: found.append(item) if item and len(item) >= 4 else None  # noqa: E731
    for item in urls:
        add(password_of(item))
    for name, value in (environ if environ is not None else os.environ).items():
        if secret_name(name) and name not in ("PWD", "OLDPWD"):
            add(value)
        if "://" in value:
            add(password_of(value))
    return found
