"""Takes secrets out of text: by name, by shape, and the very values this process is known to hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from . import secrets, spans

HIDDEN = "***"
_CORE = (
    r"(?:passw(?:or)?d|passphrase|passcode|(?<![A-Za-z])pass(?![A-Za-z])|(?<![A-Za-z])pwd|secret|token|"
    r"api[_-]?key|authorization|(?<![A-Za-z])auth(?![A-Za-z])|credential|cookie|(?<![A-Za-z])dsn|"
    r"(?:private|access|secret|encryption|signing|account|shared|auth|session|license)[_-]?key|"
    r"session[_-]?id|(?<![A-Za-z])otp(?![A-Za-z]))s?[0-9]{0,2}(?:_(?:value|hash|base|text))?"
)
_SEPARATOR = r"(?::\s*[\w.\[\] |]+=|:=|==|!=|=>|[:=])"
_HINTS = ("pass", "pwd", "secret", "token", "key", "auth", "credential", "cookie", "dsn", "session", "otp")

_URL = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]{1,40}://)(?P<user>[^\s\"'`<>]*)@")
_QUOTED = re.compile(
    rf"(?P<head>{_CORE}\\?[\"']?\]?\s*{_SEPARATOR}\s*\(?\s*[rbfuRBFU]{{0,2}})"
    r"(?P<quote>\\?(?P<mark>[\"']))(?P<value>(?:(?!(?P=quote))(?:\\.|[^\\\n]))+)(?P=quote)",
    re.IGNORECASE,
)
_PAIR = re.compile(
    rf"(?P<head>\(\s*b?[\"'][A-Za-z0-9_\-]*{_CORE}[\"']\s*,\s*b?)(?P<quote>[\"'])(?P<value>[^\"'\n]+)(?P=quote)",
    re.IGNORECASE,
)
_COOKIE = re.compile(r"(?P<head>\b(?:set-)?cookie\s*:\s*)(?P<value>[^\n\"'}]+)", re.IGNORECASE)
_BARE = re.compile(
    rf"(?P<head>(?P<name>{_CORE})[\"']?\]?\s*{_SEPARATOR}\s*)"
    r"(?P<value>(?:(?:Bearer|Basic|Token|Digest)\s+)?[^\s\"'&;<>]+)",
    re.IGNORECASE,
)
_FLAG = re.compile(rf"(?P<head>--?[a-z\-]*{_CORE}\s+)(?P<value>[^\s\-\"']\S*)", re.IGNORECASE)
_COMMENT = re.compile(rf"(?P<head>#[^\n]*?{_CORE}\s*(?:[:=]|is)\s*)(?P<value>[^\s\"']+)", re.IGNORECASE)
_SQL = re.compile(r"(?P<head>\b(?:PASSWORD|IDENTIFIED\s+BY)\s+)'(?:[^']|'')+'", re.IGNORECASE)
_BEARER = re.compile(r"\b(?P<head>Bearer|Basic)\s+(?P<value>[A-Za-z0-9+/=_.~\-]{8,})", re.IGNORECASE)
_SHAPES = re.compile(
    r"""-----BEGIN[ A-Z0-9]*PRIVATE[ ]KEY(?:[ ]BLOCK)?-----[\s\S]*?(?:-----END[ A-Z0-9]*PRIVATE[ ]KEY(?:[ ]BLOCK)?-----|\Z)
      | \bAGE-SECRET-KEY-1[A-Z0-9]{20,}
      | \bsk-[A-Za-z0-9_\-]{12,} | \b[srp]k_(?:live|test)_[A-Za-z0-9]{8,} | \bwhsec_[A-Za-z0-9+/=]{12,}
      | \bgh[pousr]_[A-Za-z0-9]{16,} | \bgithub_pat_[A-Za-z0-9_]{16,} | \bglpat-[A-Za-z0-9_\-]{12,}
      | \b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,} | \bxox[abeoprs]-[A-Za-z0-9\-]{8,} | \bxapp-[A-Za-z0-9\-]{8,}
      | \bAIza[A-Za-z0-9_\-]{30,} | \bya29\.[A-Za-z0-9_\-]{10,} | \bGOCSPX-[A-Za-z0-9_\-]{16,}
      | \bnpm_[A-Za-z0-9]{16,} | \bpypi-[A-Za-z0-9_\-]{16,} | \bhf_[A-Za-z0-9]{16,} | \bdop_v1_[a-f0-9]{16,}
      | \bdapi[a-f0-9]{30,} | \bshp(?:at|ss|ca|pa)_[a-fA-F0-9]{16,} | \blin_api_[A-Za-z0-9]{16,}
      | \bhv[sb]\.[A-Za-z0-9_\-]{16,} | \bSG\.[A-Za-z0-9_\-]{10,}\.[A-Za-z0-9_\-]{10,} | \bkey-[a-f0-9]{32}\b
      | \b(?:AC|SK)[a-f0-9]{32}\b | \b[0-9]{8,10}:[A-Za-z0-9_\-]{35}\b | \b[A-Za-z0-9_~.\-]{3}8Q~[A-Za-z0-9_~.\-]{31,34}
      | \beyJ[A-Za-z0-9_\-]{5,}\.[A-Za-z0-9_\-]{5,}(?:\.[A-Za-z0-9_\-]*)?
      | (?<=hooks\.slack\.com/services/)[A-Za-z0-9/]+ | (?<=/api/webhooks/)[0-9]+/[A-Za-z0-9_\-]+
      | (?<=[?&]sig=)[A-Za-z0-9%+/=]{16,}""",
    re.VERBOSE,
)
_AFTER_KEY = r" (?:already exists|is not present|is still referenced|conflicts with|is duplicated)"
# Values of rows that drivers and libraries repeat in their messages.
_ROWS = (
    ("Key (", re.compile(rf"(Key \([^\n]+?\)=)\([\s\S]*?\)(?={_AFTER_KEY})"), r"\1(***)"),
    ("Key (", re.compile(r"(Key \([^\n]+?\)=)\((?!\*\*\*\))[^\n]*\)"), r"\1(***)"),
    (
        "row contains",
        re.compile(r"([Ff]ailing row contains )\(.*?\)(?=\.?\s*(?:\n|$|\"|'|\]))", re.S),
        r"\1(***)",
    ),
    ("Duplicate entry", re.compile(r"(Duplicate entry )(['\"]).*?\2(?= for key)", re.S), r"\1'***'"),
    ("dup key", re.compile(r"(dup key: )\{.*?\}", re.S), r"\1{***}"),
    ("[parameters:", re.compile(r"(\[parameters: )(?:[\s\S]*?)(\](?=\s*(?:\n|$|\(|\"|'))|\Z)"), r"\1***\2"),
    ("params=", re.compile(r"(\b\w*params=)(?:\[[^\]]*\]|\([^)]*\)|\{[^}]*\})"), r"\1***"),
    ("parameters=", re.compile(r"(\bparameters=)(?:\[[^\]]*\]|\([^)]*\)|\{[^}]*\})"), r"\1***"),
    ("invalid input", re.compile(r"(invalid input (?:syntax|value) for [^:\n]*: )\"[^\"]*\""), r'\1"***"'),
    (
        "query argument",
        re.compile(r"(query argument \$\d+: )(?:'(?:[^'\\]|\\.)*'|\"[^\"]*\"|[^\s(]+)"),
        r"\1***",
    ),
    ("input_value=", re.compile(r"(input_value=).*?(?=, input_type=)", re.S), r"\1***"),
    ("invalid literal", re.compile(r"(invalid literal for int\(\) with base \d+: )(['\"]).*\2"), r"\1'***'"),
    ("cast to integer", re.compile(r"(could not be cast to integer value as )(['\"]).*\2"), r"\1'***'"),
)
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_PLACEHOLDER = re.compile(
    r"^(?:<[^<>]*>|\*+|none|null|true|false|\{[^{}]*\}|\$\{?\w+\}?|%\(?\w*\)?s|\?|:\w+|\.\.\.|"
    r"(?:str|int|bytes|bool|float|optional\[.*|secretstr|any)[,)]*|(?:os|self|settings|config|cls)\.\S+|os)$",
    re.IGNORECASE,
)


def url(text: str) -> str:
    """Text with the credentials of every URL hidden; the user's name stays."""
    return _URL.sub(_hide_credentials, text)


def _hide_credentials(match: re.Match[str]) -> str:
    name, colon, password = match["user"].partition(":")
    if not colon:
        shown = name if not name or _PLACEHOLDER.match(name) else HIDDEN
        return f"{match['scheme']}{shown}@"
    if _PLACEHOLDER.match(password):
        return match[0]
    shown = HIDDEN if "@" in name or "/" in name else name
    return f"{match['scheme']}{shown}:{HIDDEN}@"


class Redactor:
    """Redacts text; `known` are values that are secret wherever they stand, `prefixes` paths to shorten."""

    def __init__(self, known: Iterable[str] = (), prefixes: Iterable[tuple[str, str]] = ()) -> None:
        found: set[str] = set()
        for value in known:
            found |= secrets.variants(value)
        self._known = _alternatives(found)
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
            text = _ANSI.sub("", text)
        for old, new in self._prefixes:
            text = text.replace(old, new)
        text = self._anywhere(text)
        if hinted(text):
            text = _COOKIE.sub(_bare, text)
            text = _QUOTED.sub(_quoted, text)
            text = _PAIR.sub(_pair, text)
            text = _BARE.sub(_bare, text)
            text = _FLAG.sub(_bare, text)
            text = _SQL.sub(r"\g<head>'***'", text)
        for hint, pattern, replacement in _ROWS:
            if hint in text:
                text = pattern.sub(replacement, text)
        return text

    def _anywhere(self, text: str) -> str:
        if "://" in text:
            text = url(text)
        if self._known is not None:
            text = self._known.sub(_keep_lines, text)
        text = _SHAPES.sub(_keep_lines, text)
        return _BEARER.sub(lambda m: f"{m['head']} {HIDDEN}", text)

    def source(self, text: str) -> str:
        """Python source without secrets: the same lines, and still valid where it was."""
        if hinted(text):
            found = spans.secret_literals(text)
            text = spans.hide(text, found) if found is not None else _QUOTED.sub(_quoted, text)
            text = _COMMENT.sub(_bare, text)
            text = _SQL.sub(r"\g<head>'***'", text)
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
            if (under or (key and secrets.secret_name(key))) and not _PLACEHOLDER.match(value):
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
        if under and not isinstance(value, bool) and isinstance(value, (int, float)):
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


def hinted(text: str) -> bool:
    """Whether a text holds any word that a secret's name is made of."""
    low = text.lower()
    return any(hint in low for hint in _HINTS)


def _keep_lines(match: re.Match[str]) -> str:
    return HIDDEN + "\n" * match[0].count("\n")


def _pair(match: re.Match[str]) -> str:
    value = match["value"]
    return match[0] if value.isalpha() and value.islower() else _quoted(match)


def _quoted(match: re.Match[str]) -> str:
    if _PLACEHOLDER.match(match["value"]) or "://" in match["value"]:
        return match[0]
    return f"{match['head']}{match['quote']}{HIDDEN}{match['quote']}"


def _bare(match: re.Match[str]) -> str:
    value = match["value"].rstrip(",.)]}:")
    rest = match["value"][len(value) :]
    if not value or _PLACEHOLDER.match(value) or HIDDEN in value or "://" in value or value[0] in "[{(":
        return match[0]
    name = match.groupdict().get("name") or ""
    if name.lower().endswith("tokens") and value.isdigit():
        return match[0]
    return f"{match['head']}{HIDDEN}{rest}"


def _setting(line: str) -> str:
    name, equals, value = line.partition("=")
    name = name.removeprefix("export ")
    if equals and not line.lstrip().startswith("#") and secrets.secret_name(name.strip(" \"'")):
        bare = value.strip()
        if bare and "://" not in bare and not _PLACEHOLDER.match(bare.strip("\"'")):
            return f"{line.partition('=')[0]}={HIDDEN}"
    return line
