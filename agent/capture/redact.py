"""Takes secrets out of text: by name, by shape, and the very values this process is known to hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from . import patterns, secrets, spans
from .patterns import HIDDEN

_DATABASE = re.compile(r"(?i)(postgres|mysql|mariadb)")
_USER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,31}")


def url(text: str) -> str:
    """Text with the credentials of every URL hidden; the user's name stays."""
    return re.sub(patterns.URL, _hide_credentials, text)


def _hide_credentials(match: re.Match[str]) -> str:
    name, colon, password = match["user"].partition(":")
    if not colon:
        # Before the host of a database a bare word is the user; elsewhere it may be a token.
        plain = _DATABASE.match(match["scheme"]) is not None and _USER.fullmatch(name) is not None
        shown = name if plain or not name or placeholder(name) else HIDDEN
        return f"{match['scheme']}{shown}@"
    if placeholder(password):
        return match[0]
    shown = HIDDEN if "@" in name or "/" in name else name
    return f"{match['scheme']}{shown}:{HIDDEN}@"


def placeholder(text: str) -> bool:
    """Whether a value is none: a shape, a name to be filled in, or hidden already."""
    return re.match(patterns.PLACEHOLDER, text) is not None


def hinted(text: str) -> bool:
    """Whether a text holds the name of a secret; plain words first, because few texts come further."""
    low = text.lower()
    return any(hint in low for hint in patterns.HINTS) and re.search(patterns.NAME, low) is not None


class Redactor:
    """Redacts text; `known` are values that are secret wherever they stand, `prefixes` paths to shorten."""

    def __init__(self, known: Iterable[str] = (), prefixes: Iterable[tuple[str, str]] = ()) -> None:
        found: set[str] = set()
        for value in known:
            found |= secrets.variants(value)
        self._known = _alternatives(found)
        self._shapes = re.compile(patterns.SHAPES)
        self._prefixes = [(old, new) for old, new in prefixes if len(old) > 1]
        self._seen: dict[str, str] = {}

    def text(self, text: str) -> str:
        """`text` without secrets."""
        if len(text) < 4:
            return text
        seen = self._seen.get(text)
        if seen is None:
            seen = self._seen[text] = self._text(text)
        return seen

    def _text(self, text: str) -> str:
        if len(text) < 16 and text.isidentifier():
            return self._known.sub(HIDDEN, text) if self._known is not None else text
        if "\x1b" in text:
            text = re.sub(patterns.ANSI, "", text)
        for old, new in self._prefixes:
            text = text.replace(old, new)
        text = self._anywhere(text)
        if hinted(text):
            text = by_name(re.sub(patterns.SQL, r"\g<head>'***'", text))
        for words, pattern, replacement in patterns.ROWS:
            if words in text:
                text = re.sub(pattern, replacement, text)
        return text

    def _anywhere(self, text: str) -> str:
        """What is secret in prose, code and settings alike."""
        if "://" in text:
            text = url(text)
        text = replaced(text, self.found(text), lambda secret: HIDDEN + "\n" * secret.count("\n"))
        if "PRIVATE KEY" in text:
            text = re.sub(patterns.PEM, _keep_lines, text)
        return re.sub(patterns.SCHEME, rf"\g<head> {HIDDEN}", text)

    def found(self, text: str) -> list[tuple[int, int]]:
        """Where in a text known values stand, and what tells by its shape that it is secret: start and end."""
        patterns_ = (self._shapes,) if self._known is None else (self._known, self._shapes)
        return [match.span() for pattern in patterns_ for match in pattern.finditer(text)]

    def source(self, text: str) -> str:
        """Python source without secrets: the same lines, and still valid where it was."""
        if hinted(text):
            found = spans.secret_literals(text)
            text = spans.hide(text, found) if found is not None else by_name(text, quoted_only=True)
            text = re.sub(patterns.COMMENT, lambda match: by_name(match[0], patterns.IN_COMMENT), text)
            text = re.sub(patterns.SQL, r"\g<head>'***'", text)
        return self._anywhere(text)

    def settings(self, text: str) -> str:
        """A settings file (`.env`, TOML, YAML, requirements) without secrets."""
        return "\n".join(_setting(self.text(line)) for line in self._anywhere(text).split("\n"))

    def arguments(self, words: list[str]) -> list[str]:
        """A command line: also the word after an option whose name says secret."""
        shown: list[str] = []
        for word in words:
            before = shown[-1] if shown else ""
            hide = before.startswith("-") and "=" not in before and secrets.secret_name(before)
            shown.append(HIDDEN if hide else self.text(word))
        return shown

    def value(self, value: Any, key: str = "", under: bool | None = False) -> Any:
        """Any JSON value without secrets; what stands anywhere `under` a secret key is hidden.

        With `under` None only texts directly at a secret key are: in a schema such a key is a column's name.
        """
        if isinstance(value, str):
            if (under or (key and secrets.secret_name(key))) and not placeholder(value):
                return HIDDEN
            return self.text(value)
        if isinstance(value, dict):
            return {
                self.text(k) if isinstance(k, str) else k: self.value(
                    v, str(k), under if under in (True, None) else _opens_secret(k, v)
                )
                for k, v in value.items()
            }
        if isinstance(value, (list, tuple)):
            return [self.value(item, key, under) for item in value]
        if under and isinstance(value, (int, float)) and not isinstance(value, bool):
            return HIDDEN
        return value


def _opens_secret(key: Any, value: Any) -> bool:
    return isinstance(value, (dict, list)) and secrets.secret_name(str(key))


def _alternatives(values: set[str]) -> re.Pattern[str] | None:
    parts = []
    for value in sorted(values, key=len, reverse=True):
        before = r"(?<![A-Za-z0-9])" if value[0].isalnum() else ""
        after = r"(?![A-Za-z0-9])" if value[-1].isalnum() else ""
        parts.append(before + re.escape(value) + after)
    return re.compile("|".join(parts)) if parts else None


def replaced(text: str, places: Iterable[tuple[int, int]], by: Callable[[str], str]) -> str:
    """`text` with each place replaced; places that overlap are one, for half a secret is no longer known as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > start:
            joined.append((start, end))
    shown, done = [], 0
    for start, end in joined:
        shown += [text[done:start], by(text[start:end])]
        done = end
    return "".join(shown) + text[done:] if joined else text


def _keep_lines(match: re.Match[str]) -> str:
    return HIDDEN + "\n" * match[0].count("\n")


def by_name(text: str, follow: str | None = None, quoted_only: bool = False) -> str:
    """`text` with the values that follow names of secrets hidden; `follow` is what a value looks like."""
    shown: list[str] = []
    done = 0
    low = text.lower()
    for name in re.finditer(patterns.NAME, low if len(low) == len(text) else text):
        inside = low[name.start() - 1 : name.start()].isalpha() and name[0].startswith(patterns.SHORT)
        if inside and not name[0].startswith(("passw", "passp", "passc")):
            continue
        if name.start() < done:
            # A cookie runs up to the next quote, so the name of a quoted secret may lie in it.
            match = _value_of(text, name) if follow is None else None
            if match is not None and match.start() < done < match.end() and match.groupdict().get("quoted"):
                shown.append(HIDDEN)
                done = match.end()
            continue
        match = re.compile(follow).match(text, name.end()) if follow else _value_of(text, name)
        if match is None or (quoted_only and match["quoted"] is None):
            continue
        hidden = _hidden(name[0], match)
        if hidden is not None:
            shown += [text[done : match.start()], hidden]
            done = match.end()
    return "".join(shown) + text[done:] if shown else text


def _value_of(text: str, name: re.Match[str]) -> re.Match[str] | None:
    """The value a name is followed by, read by what stands before and after it."""
    if name[0].startswith("cookie"):
        match = re.compile(patterns.COOKIE).match(text, name.end())
        if match is not None:
            return match
    match = re.compile(patterns.VALUE).match(text, name.end())
    if match is not None:
        return match
    before = text[max(0, name.start() - 40) : name.start()]
    if re.search(patterns.BEFORE_FLAG, before):
        return re.compile(patterns.FLAG).match(text, name.end())
    if re.search(patterns.BEFORE_PAIR, before):
        match = re.compile(patterns.PAIR).match(text, name.end())
        # Two plain words in a tuple are rather two names of columns than a name and its value.
        if match is not None and not (match["quoted"].isalpha() and match["quoted"].islower()):
            return match
    return None


def _hidden(name: str, match: re.Match[str]) -> str | None:
    """What replaces a name's value; None when there is nothing to hide."""
    groups = match.groupdict()
    quoted = groups.get("quoted")
    if quoted is not None:
        if placeholder(quoted) or "://" in quoted:
            return None
        return f"{match['head']}{match['open']}{match['quote']}{HIDDEN}{match['quote']}"
    value = groups["bare"].rstrip(",.)]}:")
    rest = groups["bare"][len(value) :]
    if not value or placeholder(value) or value[0] in "[{(":
        return None
    # Of the many values in a cookie, one that is hidden already, or a URL, says nothing of the others.
    if (HIDDEN in value or "://" in value) and not name.startswith("cookie"):
        return None
    if name.endswith("tokens") and value.isdigit():
        return None
    return f"{match['head']}{HIDDEN}{rest}"


def _setting(line: str) -> str:
    name, equals, value = line.partition("=")
    key = name.removeprefix("export ").strip(" \"'")
    if equals and not line.lstrip().startswith("#") and secrets.secret_name(key):
        bare = value.strip()
        if bare and "://" not in bare and not placeholder(bare.strip("\"'")):
            return f"{name}={HIDDEN}"
    return line
