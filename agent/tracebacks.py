"""Reads tracebacks out of plain text: as Python prints them, as pytest prints them, in logs, cut off.

Python prints the oldest exception first; what comes out here is a tree from the outermost one down, and
`flatten` walks it in the order in which capture writes a chain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MESSAGE_MAX = 4000
FRAMES_MAX = 40

_HEADER = re.compile(
    r"^(?P<before>.*?)(?P<rest>(?: {0,2}\+ )?(?:Exception Group )?Traceback \(most recent call last\):.*)$"
)
_FRAME = re.compile(
    r'^(?P<indent>\s*)File "(?P<file>[^"]+)", line (?P<line>\d+)(?:, in (?P<function>.+?))?\s*$'
)
_ERROR = re.compile(r"^(?P<type>[A-Za-z_][\w.]*(?:\.<locals>\.[\w.]+)*)(?::(?: (?P<message>.*))?)?$")
_NAMED = re.compile(r"(?:Error|Exception|Warning|Interrupt|Exit|Group|Failure|Timeout|NotFound|Violation)$")
_CARETS = re.compile(r"^\s*[~^]+[~^\s]*$")
_REPEATED = re.compile(r"^\s*\[Previous line repeated \d+ more times?\]$")
_IN_GROUP = re.compile(r"^ {2,}\| $")
_MARGIN = re.compile(r"^(?P<indent> {2,})[|+] (?P<rest>.*)$")
_MEMBER = re.compile(r"^(?P<indent> {2,})\+-(?P<first>\+)?-{3,} (?:\d+|\.\.\.) -{3,}\s*$")
_MEMBERS_END = re.compile(r"^(?P<indent> {2,})\+-{10,}\s*$")
# What compose and its like put before the lines of a service.
_OTHER = re.compile(r"^[\w.-]+ +\| ")
_CAUSE = "The above exception was the direct cause of the following exception:"
_CONTEXT = "During handling of the above exception, another exception occurred:"
_RELATIONS = {_CAUSE: "cause", _CONTEXT: "context"}
_PYTEST_RULE = re.compile(r"^(?:={4,}|_{4,}|-{4,}) .+ (?:={4,}|_{4,}|-{4,})$")
_LOG_LINE = re.compile(r"^\S*\s?.{0,60}\b(?:DEBUG|INFO|WARNING|WARN|ERROR|CRITICAL|FATAL)\b")

_PYTEST_ERROR = re.compile(r"^E {3,}(?P<text>.*)$")
_PYTEST_PLACE = re.compile(
    r"^(?P<file>\S+\.py):(?P<line>\d+): ?(?:in (?P<function>\S+)|(?P<type>[\w.]+))?\s*$"
)


@dataclass
class TextFrame:
    """A frame as the text has it; `code` is its line of source, where printed."""

    file: str
    line: int
    function: str = ""
    code: str = ""


@dataclass
class TextError:
    """An exception as the text has it. `older` is what it hangs on and how; `members` are a group's."""

    type: str = ""
    message: str = ""
    frames: list[TextFrame] = field(default_factory=list)
    older: TextError | None = None
    relation: str = "cause"
    members: list[TextError] = field(default_factory=list)


def flatten(error: TextError, relation: str = "outer") -> Iterator[tuple[TextError, str]]:
    """The exceptions of a tree, outermost first, each with its relation to the one before."""
    yield error, relation
    for member in error.members:
        yield from flatten(member, "group")
    if error.older is not None:
        yield from flatten(error.older, error.relation)


def find(text: str) -> list[TextError]:
    """Every traceback of the text in order, each as its outermost exception."""
    lines = [*_without_prefixes(text.splitlines())]
    return _Python(lines).read() or _pytest(lines)


def _without_prefixes(lines: list[str]) -> Iterator[str]:
    """The lines without what a log shipper or a quotation put before each line of a traceback."""
    prefix: re.Pattern[str] | None = None
    for line in lines:
        found = prefix.match(line + " ") if prefix else None
        if prefix and not found and _OTHER.match(line):
            continue  # a line of another service came between
        bare = line[found.end() :] if found else line
        header = _HEADER.match(bare)
        if header and header["before"] and not _IN_GROUP.match(header["before"]):
            # Times differ from line to line, so digits stand for any digit.
            prefix = re.compile(re.sub(r"\d", r"\\d", re.escape(line[: header.start("rest") - len(bare)])))
            bare = header["rest"]
        yield bare


class _Python:
    """A reader of tracebacks as the interpreter prints them."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = 0

    def read(self) -> list[TextError]:
        found: list[TextError] = []
        while self.at < len(self.lines):
            if self._starts_here(0):
                error = self._chain(0)
                if error is not None:
                    found.append(error)
                    continue
            self.at += 1
        return found

    def _starts_here(self, level: int) -> bool:
        found = self._level_and_text()
        return (
            found is not None
            and found[0] == level
            and bool(_HEADER.match(found[1]) or _FRAME.match(found[1]))
        )

    def _chain(self, level: int) -> TextError | None:
        """One exception with what it hangs on; the text gives the older ones first."""
        newest: TextError | None = None
        relation = "cause"
        while self._starts_here(level):
            error = self._error(level)
            error.older, error.relation = newest, relation
            newest = error
            found = self._relation(level)
            if found is None:
                break
            relation = found
        return newest

    def _relation(self, level: int) -> str | None:
        """Steps over the sentence between two chained exceptions; None, and no step, where there is none."""
        at = self.at
        while at < len(self.lines):
            text = self._plain(self.lines[at])
            if text.strip() in _RELATIONS and self._level(self.lines[at]) == level:
                self.at = at + 1
                while self.at < len(self.lines) and not self._plain(self.lines[self.at]).strip():
                    self.at += 1
                return _RELATIONS[text.strip()]
            if text.strip():
                return None
            at += 1
        return None

    def _error(self, level: int) -> TextError:
        error = TextError()
        found = self._level_and_text()
        if found and _HEADER.match(found[1]):
            self.at += 1
        self._frames(error, level)
        self._type_and_message(error, level)
        self._members(error, level)
        del error.frames[:-FRAMES_MAX]
        return error

    def _frames(self, error: TextError, level: int) -> None:
        while (found := self._level_and_text()) is not None and found[0] == level:
            text = found[1]
            frame = _FRAME.match(text)
            if frame:
                place = TextFrame(frame["file"], int(frame["line"]), frame["function"] or "")
                error.frames.append(place)
                indent = len(frame["indent"])
            elif error.frames and len(text) - len(text.lstrip()) > indent:
                if not error.frames[-1].code and not _CARETS.match(text):
                    error.frames[-1].code = text.strip()
            elif not _REPEATED.match(text):
                return
            self.at += 1

    def _type_and_message(self, error: TextError, level: int) -> None:
        found = self._level_and_text()
        named = _ERROR.match(found[1]) if found and found[0] == level else None
        if named is None:
            return
        error.type = named["type"]
        said = [named["message"] or ""]
        self.at += 1
        while not self._message_ends(level):
            line = self._level_and_text()
            said.append(line[1] if line else "")
            self.at += 1
        error.message = "\n".join(said).rstrip()[:MESSAGE_MAX]

    def _message_ends(self, level: int) -> bool:
        """A message may have blank lines; it ends where something follows that is no message."""
        at = self.at
        while at < len(self.lines) and not self._plain(self.lines[at]).strip():
            at += 1
        if at == len(self.lines):
            return True
        line = self.lines[at]
        if _MEMBER.match(line) or _MEMBERS_END.match(line) or self._level(line) != level:
            return True
        text = self._plain(line)
        if (
            text.strip() in _RELATIONS
            or _HEADER.match(text)
            or _LOG_LINE.match(text)
            or _PYTEST_RULE.match(text)
        ):
            return True
        # After a blank line only what looks like a list, a heading or an indented part still belongs to it.
        return at > self.at and text[:1].isalnum()

    def _members(self, error: TextError, level: int) -> None:
        while self.at < len(self.lines):
            member = _MEMBER.match(self.lines[self.at])
            if member is None or self._member_level(member) != level + 1:
                break
            self.at += 1
            inner = self._chain(level + 1)
            if inner is None:
                inner = TextError()
                self._type_and_message(inner, level + 1)
                self._members(inner, level + 1)
            if inner.type or inner.frames:
                error.members.append(inner)
        end = _MEMBERS_END.match(self.lines[self.at]) if self.at < len(self.lines) else None
        if end and len(end["indent"]) // 2 - 1 == level + 1:
            self.at += 1

    # A group's lines stand behind a margin whose column tells how deep the group lies.

    def _level_and_text(self) -> tuple[int, str] | None:
        if self.at >= len(self.lines):
            return None
        line = self.lines[self.at]
        if _MEMBER.match(line) or _MEMBERS_END.match(line):
            return None
        return self._level(line), self._plain(line)

    @staticmethod
    def _member_level(member: re.Match[str]) -> int:
        return len(member["indent"]) // 2 - (0 if member["first"] else 1)

    @staticmethod
    def _level(line: str) -> int:
        margin = _MARGIN.match(line + " ")
        return max(0, len(margin["indent"]) // 2 - 1) if margin else 0

    @staticmethod
    def _plain(line: str) -> str:
        margin = _MARGIN.match(line + " ")
        return margin["rest"][:-1] if margin else line


def _pytest(lines: list[str]) -> list[TextError]:
    """Tracebacks as pytest prints them: places as `file.py:3: in function`, the error behind an `E`."""
    found: list[TextError] = []
    error, relation, older = TextError(), "cause", None
    said: list[str] = []
    for line in lines:
        place, told = _PYTEST_PLACE.match(line), _PYTEST_ERROR.match(line)
        if told:
            said.append(told["text"])
        elif place:
            error.frames.append(TextFrame(place["file"], int(place["line"]), place["function"] or ""))
        elif line.startswith("    ") and error.frames and not error.frames[-1].code and not said:
            error.frames[-1].code = line.strip()
        if (place and place["type"] and said) or (said and not told and not place and not line.strip()):
            _name(error, said, place["type"] if place else None)
        ends = line.strip() in _RELATIONS or re.match(r"^(?:=|_){10,}|^_{3,} .* _{3,}$", line)
        if ends and said:
            _name(error, said, None)
            error.older, error.relation = older, relation
            if line.strip() in _RELATIONS:
                older, relation = error, _RELATIONS[line.strip()]
            else:
                found.append(error)
                older, relation = None, "cause"
            error, said = TextError(), []
    if said:
        _name(error, said, None)
        error.older, error.relation = older, relation
        found.append(error)
    return [one for one in found if one.type]


def _name(error: TextError, said: list[str], fallback: str | None) -> None:
    """Type and message from the lines behind `E`; a bare assertion has only its text."""
    named = _ERROR.match(said[0])
    if named and (_NAMED.search(named["type"]) or "." in named["type"] or fallback):
        error.type, rest = named["type"], [named["message"] or "", *said[1:]]
    else:
        error.type, rest = fallback or "AssertionError", said
    error.message = "\n".join(rest).rstrip()[:MESSAGE_MAX]


def bare_error(line: str) -> TextError | None:
    """The exception of a line such as `RuntimeError: no such table`, which has no traceback."""
    named = _ERROR.match(line.strip())
    if named and named["message"] and (_NAMED.search(named["type"]) or named["type"].count(".") > 1):
        return TextError(named["type"], named["message"][:MESSAGE_MAX])
    return None
