"""Text of strangers made harmless, and the few phrases every face shares."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from dataflow_debugger.agent.report.schema import Diagnosis, ModelUse, ReportFix

# Control characters move the cursor and set colours; format characters reorder or hide what stands there;
# lone surrogates cannot be encoded. The joiners U+200C and U+200D stay: scripts and emoji need them.
_HOSTILE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
TAB = 4


@dataclass(frozen=True)
class Glyphs:
    """The few signs beyond ASCII, and what stands for them where they cannot be written."""

    rule: str = "─"
    bar: str = "│"
    bullet: str = "•"
    cut: str = "…"


ASCII = Glyphs("-", "|", "*", "~")


def _escape(match: re.Match[str]) -> str:
    number = ord(match.group())
    return (
        f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}" if number < 65536 else f"\\U{number:08x}"
    )


def visible(text: str) -> str:
    """`text` with the characters that act instead of showing written as escapes; tabs and newlines stay."""
    return _HOSTILE.sub(_escape, text.replace("\r\n", "\n"))


def clip(text: str, limit: int) -> str:
    """`text` cut to `limit` characters; what is missing is said."""
    if len(text) <= limit:
        return text
    return f"{text[:limit].rstrip()} … (+{len(text) - limit:,} characters)"


def one_line(text: str, limit: int = 300) -> str:
    """`text` on a single line, harmless and clipped."""
    return visible(clip(" ".join(text.split()), limit))


def lines_of(text: str, count: int, limit: int) -> list[str]:
    """At most `count` harmless lines of at most `limit` characters; a last line says what is left out."""
    found = [line.rstrip() for line in text.strip().replace("\r\n", "\n").split("\n")]
    shown = [visible(clip(line, limit)).expandtabs(TAB) for line in found[:count]]
    if len(found) > count:
        shown.append(f"… ({len(found) - count:,} more lines)")
    return shown


def code_lines(code: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Code harmless, tabs expanded, and moved left by the indent all its lines share."""
    lines = [(number, visible(text.rstrip("\n")).expandtabs(TAB).rstrip()) for number, text in code]
    indents = [len(text) - len(text.lstrip()) for _, text in lines if text]
    shared = min(indents, default=0)
    return [(number, text[shared:]) for number, text in lines]


def short_type(name: str | None) -> str:
    """The class name of a qualified exception type."""
    return one_line(name or "", 120).rsplit(".", 1)[-1]


def path_for(file: str, folder: str, cwd: str) -> str:
    """`file` of a report whose folder is `folder`, as a person standing in `cwd` would write it."""
    if not folder or not cwd:
        return visible(file)
    full = os.path.normpath(os.path.join(folder, file))
    try:
        near = os.path.relpath(full, cwd)
    except ValueError:  # another drive of Windows
        return visible(full)
    return visible(full if near.startswith("..") and os.path.isabs(file) else near)


def percent(diagnosis: Diagnosis) -> str:
    """The confidence as people write it; never 0 % or 100 %, because neither is ever known."""
    return f"{min(99, max(1, round(diagnosis.confidence * 100)))} %"


def fix_mark(fix: ReportFix) -> str:
    """How far a fix can be trusted, in a few words."""
    care = "keeps the meaning" if fix.safety == "safe" else "needs a look"
    tried = {True: "tried: the program works", False: "tried: the program still fails", None: "not tried"}
    return f"{care}, {tried[fix.verified]}"


def model_use(use: ModelUse) -> str:
    """What asking a model took: calls, tokens and cost in a line."""
    calls = "one call" if use.calls == 1 else f"{use.calls} calls"
    cost = "cost unknown" if use.cost_usd is None else f"${use.cost_usd:.4f}"
    name = one_line(f"{use.provider}:{use.name}", 80)
    return f"{name}: {calls}, {use.input_tokens} tokens in, {use.output_tokens} out, {cost}"


def model_looks(use: ModelUse) -> str:
    """What the model asked to see."""
    return "; ".join(one_line(f"{look.tool} {look.what}", 80) for look in use.tools)
