"""Evidence as a short text within a budget of tokens: the most telling first, and what was left out said."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dataflow_debugger.agent.checks import Answer, Claim
from dataflow_debugger.agent.entry_trials import Trial
from dataflow_debugger.agent.failure import NOISE, logged, raised
from dataflow_debugger.agent.model.situation import Situation

# Measured with Qwen2.5-Coder's tokenizer: code takes 3.3 to 4 characters a token, prose 4 to 5.
CHARACTERS_PER_TOKEN = 3.3
MESSAGE, SYMPTOM, CLAIM, LOG, LINE = 280, 400, 180, 200, 140
MESSAGES, CLAIMS, CALLS, LOGS, MODELS = 3, 4, 6, 5, 4
AROUND, WIDER = 3, 12
# A confirmed cause needs little beside it; the share of the budget that such a digest may take.
CONFIRMED_SHARE = 0.55
# The share of it that code may take with many lines around each place.
CODE_SHARE = 0.5
# Tokens kept for the line that says what was left out.
LAST_LINE = 20
_SPACE = re.compile(r"[ \t]+")
_SIGNS = re.compile("[\U0001f300-\U0001faff\u2190-\u2bff\u2700-\u27bf\ufe0f]")
# DataFlow's errors repeat themselves below these lines.
_APPENDIX = re.compile(r"\n\s*(?:Context|Documentation|Original Error|Suggested|Possible)\b.*", re.DOTALL)


@dataclass(frozen=True)
class Digest:
    """The text, and the names of the parts that did not fit."""

    text: str
    left_out: tuple[str, ...] = ()


def tokens(text: str) -> int:
    """About how many tokens a text takes, rather too many than too few."""
    return math.ceil(len(text) / CHARACTERS_PER_TOKEN)


def build(situation: Situation, budget: int) -> Digest:
    """The digest of a failure in at most `budget` tokens.

    A part that does not fit is cut to its first lines, or left out and named; the last line says so.
    """
    first = situation.outcome.diagnoses[:1]
    if first and first[0].status == "confirmed":
        budget = int(budget * CONFIRMED_SHARE)
    room = budget - LAST_LINE
    kept: list[str] = []
    left: list[str] = []
    for title, lines in _parts(situation, budget):
        if not lines:
            continue
        fitting = _fitting(lines, room - tokens(title))
        if not fitting:
            left.append(title)
            continue
        if len(fitting) < len(lines):
            left.append(f"rest of {title}")
        kept.append("\n".join([f"{title}:", *fitting]))
        room -= tokens(kept[-1])
    names = list(dict.fromkeys(left))
    if names:
        kept.append(_left_out(names, room + LAST_LINE))
    return Digest("\n".join(kept), tuple(names))


def _left_out(names: list[str], room: int) -> str:
    """What did not fit, as far as the names of it fit."""
    for count in range(len(names), 0, -1):
        more = f" and {len(names) - count} more" if count < len(names) else ""
        line = f"(left out: {', '.join(names[:count])}{more})"
        if tokens(line) < room:
            return line
    return f"(left out: {len(names)} parts)"


def candidates(situation: Situation) -> str:
    """The candidates, one a line, each with what the checks found."""
    known = {one.entry.code: one for one in situation.outcome.diagnoses}
    lines = []
    for code in situation.candidates():
        if code in known:
            one = known[code]
            lines.append(f"{code} {one.entry.title} [{one.status}]")
            lines += [f"  {_claim(situation, claim)}" for claim in one.claims[: CLAIMS - 1]]
        else:
            trial = situation.outcome.trials[code]
            lines.append(f"{code} {trial.entry.title} [{_open(trial)}]")
    return "\n".join(lines) or "none known"


def _open(trial: Trial) -> str:
    unknown = [use.name for use, _ in trial.of("confirm", Answer.UNKNOWN)]
    return f"unproven: no evidence on {', '.join(unknown[:2])}" if unknown else "unproven: only resembles"


def _claim(situation: Situation, claim: Claim) -> str:
    place = f"{situation.file(claim.file)}:{claim.line} " if claim.file else ""
    return _short(situation.text(f"{place}{claim.claim}"), CLAIM)


def _parts(situation: Situation, budget: int) -> Iterator[tuple[str, list[str]]]:
    """Title and lines of each part, the most telling first."""
    evidence = situation.evidence
    yield "Failure", _failure(situation)
    if evidence.symptom and evidence.symptom != situation.outcome.failure.message:
        yield "The user says", [_short(situation.text(evidence.symptom), SYMPTOM)]
    for file, lines in _code(situation, budget):
        yield f"Code of {file}", lines
    yield "Failed node", _failed_node(situation)
    yield "Failed calls", [_call(situation, call) for call in evidence.calls if not call.ok][-CALLS:]
    yield "Logs", _logs(situation)
    yield "Models", _models(situation)
    if situation.values:
        yield "Locals", _locals(situation)
    if any(one.status == "confirmed" for one in situation.outcome.diagnoses[:1]):
        return
    yield "Last calls", [_call(situation, call) for call in evidence.calls][-CALLS:]
    yield "Connections", _connections(situation)
    yield "Tables", _tables(situation)
    packages = evidence.environment.packages
    yield "Versions", [f"{n} {packages[n]}" for n in ("kailash-dataflow", "kailash") if n in packages]


def _failure(situation: Situation) -> list[str]:
    found = situation.outcome.failure
    lines: list[str] = []
    for item in [*reversed(raised(situation.evidence)), *logged(situation.evidence)]:
        said = _message(situation, item.message)
        if not any(said[:120] in line or line.partition(": ")[2][:120] in said for line in lines):
            lines.append(f"{item.type.rpartition('.')[2]}: {said}")
    lines = lines[:MESSAGES]
    if not lines:
        lines.append("Nothing was raised. " + _short(situation.text(found.message), SYMPTOM))
    if found.frame is not None:
        name = situation.file(found.frame.file)
        shown = situation.lines(found.frame.file)
        at = shown[found.frame.line - 1].strip() if shown and found.frame.line <= len(shown) else ""
        lines.append(f"at {name}:{found.frame.line}: {at}"[: LINE * 2])
    if found.node:
        lines.append(situation.text(f"in node '{found.node}'"))
    return lines


def _message(situation: Situation, message: str) -> str:
    """What a message says, without the repetitions and signs that DataFlow adds."""
    text = _SIGNS.sub("", situation.text(message))
    return _short(_APPENDIX.sub("", text), MESSAGE)


def _code(situation: Situation, budget: int) -> Iterator[tuple[str, list[str]]]:
    """The lines around the places that the evidence points at, by file; more of them where there is room."""
    room = int(budget * CODE_SHARE)
    for file, places in _places(situation).items():
        lines = situation.lines(file)
        if lines is None:
            continue
        wide = _window(lines, places, WIDER)
        shown = wide if tokens("\n".join(wide)) <= room else _window(lines, places, AROUND)
        room -= tokens("\n".join(shown))
        yield situation.file(file), shown


def _window(lines: list[str], places: list[int], around: int) -> list[str]:
    wanted = sorted({n for place in places for n in range(place - around, place + around + 1)})
    shown: list[str] = []
    last = 0
    for number in (n for n in wanted if 1 <= n <= len(lines)):
        if number > last + 1 and shown:
            shown.append("...")
        shown.append(lines[number - 1][:LINE])
        last = number
    return shown


def _places(situation: Situation) -> dict[str, list[int]]:
    """Where the evidence points, the most telling first."""
    view, found = situation.view, situation.outcome.failure
    listed: list[tuple[str | None, int | None]] = []
    for one in situation.outcome.diagnoses[:1]:
        listed += [(claim.file, claim.line) for claim in one.claims[:CLAIMS]]
    if found.frame is not None:
        listed.append((found.frame.file, found.frame.line))
    listed.append(view.place_of_node(found.node))
    listed += [(frame.file, frame.line) for frame in view.user_frames[-2:]]
    listed += [view.at(call.at) for call in situation.evidence.calls if not call.ok]
    listed += [view.at(warning.at) for warning in situation.evidence.warnings[:2]]
    if not any(file and line for file, line in listed):
        listed += [view.at(call.at) for call in situation.evidence.calls[-4:]]
    places: dict[str, list[int]] = {}
    for file, line in listed:
        if file and line:
            places.setdefault(situation.project.find(file) or file, []).append(line)
    if not places:
        places = {name: [1] for name in situation.project.names[:1]}
    return places


def _failed_node(situation: Situation) -> list[str]:
    workflow, node = situation.evidence.workflow, situation.outcome.failure.node
    if workflow is None or node is None:
        return []
    lines = [
        f"{one.id}: {one.type} {situation.shape(one.config)}"[: LINE * 2]
        for one in workflow.nodes
        if one.id == node
    ]
    near = [one for one in workflow.connections if node in (one.source, one.target)]
    return [*lines, *(f"{c.source}.{c.output} -> {c.target}.{c.input}" for c in near[:4])]


def _connections(situation: Situation) -> list[str]:
    workflow = situation.evidence.workflow
    return (
        [f"{c.source}.{c.output} -> {c.target}.{c.input}" for c in workflow.connections[:8]]
        if workflow
        else []
    )


def _call(situation: Situation, call: object) -> str:
    api, at = getattr(call, "api", ""), getattr(call, "at", None)
    error = getattr(call, "error", None)
    result = situation.shape(getattr(call, "result", None))[:LINE]
    came = f"failed: {_message(situation, error)}" if error else f"-> {result}"
    place = f" at {at}" if at else ""
    return situation.text(f"{api}{place} {situation.shape(getattr(call, 'args', None))[:LINE]} {came}")


def _logs(situation: Situation) -> list[str]:
    found = [f"{one.level} {one.message}" for one in situation.evidence.logs if not NOISE.search(one.message)]
    found += [f"{one.category.rpartition('.')[2]}: {one.message}" for one in situation.evidence.warnings]
    shown = (_short(_APPENDIX.sub("", _SIGNS.sub("", situation.text(text))), LOG) for text in found)
    return list(dict.fromkeys(shown))[-LOGS:]


def _models(situation: Situation) -> list[str]:
    inspector = situation.evidence.inspector
    told = " ".join(line for _, lines in _code(situation, 400) for line in lines)
    lines = []
    for model in inspector.models if inspector else []:
        if model.name not in told and len(inspector.models if inspector else []) > 1:
            continue
        fields = ", ".join(
            f"{name}: {one.type}{'' if one.required else ' = ' + situation.shape(one.default)}"
            for name, one in model.fields.items()
        )
        lines.append(_short(situation.text(f"{model.name}({fields})"), LINE * 2))
    return lines[:MODELS]


def _tables(situation: Situation) -> list[str]:
    inspector = situation.evidence.inspector
    lines = []
    for database in inspector.databases if inspector else []:
        for name, table in database.tables.items():
            if not name.startswith("dataflow_"):
                columns = ", ".join(f"{column} {kind}" for column, kind in table.columns.items())
                lines.append(_short(situation.text(f"{name}: {table.rows} rows ({columns})"), LOG))
    return lines[:MODELS]


def _locals(situation: Situation) -> list[str]:
    frames = situation.view.user_frames[-1:]
    return [
        _short(f"{name} = {situation.shape(value)}", LINE)
        for frame in frames
        for name, value in list(frame.locals.items())[:12]
    ]


def _fitting(lines: list[str], room: int) -> list[str]:
    kept: list[str] = []
    for line in lines:
        room -= tokens(line + "\n")
        if room < 0:
            break
        kept.append(line)
    return kept


def _short(text: str, limit: int) -> str:
    text = _SPACE.sub(" ", text.strip()).replace("\n", " ")
    return text if len(text) <= limit else f"{text[:limit].rstrip()} …"
