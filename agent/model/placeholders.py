"""Reversible placeholders: a secret leaves as `<SECRET_1>` and comes back only where it stood before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from dataflow_debugger.agent.capture.patterns import HIDDEN
from dataflow_debugger.agent.capture.redact import Redactor, replaced
from dataflow_debugger.agent.capture.secrets import of_process, worth_hiding

PLACEHOLDER = re.compile(r"<SECRET_(\d+)>")


class Placeholders:
    """Hides the secrets of one session in text, always under the same name, and puts them back.

    What is secret is decided by the redaction of capture; `urls` are further places of passwords.
    """

    def __init__(self, urls: Iterable[str | None] = ()) -> None:
        self._redactor = Redactor(of_process(urls))
        self._names: dict[str, str] = {}
        self._known: re.Pattern[str] | None = None

    def hide(self, text: str) -> str:
        """`text` with a placeholder for each secret; `***` where a secret cannot be told from its line."""
        text = self._replaced(self._everywhere(text), self._redactor.text)
        return self._everywhere(text)

    def hide_source(self, text: str) -> str:
        """Python source likewise: the same lines, the values of secret names hidden."""
        return self.hide(self._replaced(text, self._redactor.source))

    def hide_value(self, value: Any) -> Any:
        """Any JSON value, with the names of keys deciding too; these are hidden for good."""
        return _mapped(self._redactor.value(value), self.hide)

    def hide_strings(self, value: Any) -> Any:
        """Every string in a JSON value, keys as they are: the last look at what is about to be sent."""
        return _mapped(value, self.hide, keys=False)

    def show(self, text: str) -> str:
        """`text` with the secrets back in their places."""
        by_name = {name: secret for secret, name in self._names.items()}
        return PLACEHOLDER.sub(lambda match: by_name.get(match[0], match[0]), text)

    def _everywhere(self, text: str) -> str:
        """A secret once seen is hidden wherever it stands, together with any that it overlaps."""
        if self._known is None:
            return text
        seen = [match.span() for match in self._known.finditer(text)]
        return replaced(text, [*seen, *self._redactor.found(text)], self._name) if seen else text

    def _replaced(self, text: str, redact: Any) -> str:
        hidden = redact(text)
        if hidden == text:
            return text
        before, after = text.split("\n"), hidden.split("\n")
        if len(before) != len(after):
            return str(hidden)
        return "\n".join(self._line(one, other) for one, other in zip(before, after, strict=True))

    def _line(self, line: str, redacted: str) -> str:
        """The redacted line with names in the place of `***`, which is all that is taken from the line itself."""
        if line == redacted or HIDDEN not in redacted:
            return redacted
        parts = redacted.split(HIDDEN)
        match = re.fullmatch("(.+?)".join(map(re.escape, parts)), line)
        if match is None:
            return redacted
        shown = parts[0]
        for secret, part in zip(match.groups(), parts[1:], strict=True):
            shown += self._name(secret) + part
        return shown

    def _name(self, secret: str) -> str:
        if HIDDEN in secret:
            return HIDDEN
        if PLACEHOLDER.fullmatch(secret):
            return secret
        if PLACEHOLDER.search(secret):
            return HIDDEN
        if secret not in self._names:
            self._names[secret] = f"<SECRET_{len(self._names) + 1}>"
            listed = sorted(filter(worth_hiding, self._names), key=len, reverse=True)
            self._known = re.compile("|".join(map(re.escape, listed))) if listed else None
        return self._names[secret]


def _mapped(value: Any, change: Any, keys: bool = True) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {change(key) if keys else key: _mapped(item, change, keys) for key, item in value.items()}
    if isinstance(value, list):
        return [_mapped(item, change, keys) for item in value]
    return value
