"""The report as a page for the terminal: what failed, why, what shows it, how to mend it.

No boxes and no margin around a diff, so that it can be copied and applied. Prose is wrapped, code never.
"""

from __future__ import annotations

import re
import shlex
from pathlib import PurePath

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from dataflow_debugger.agent.report import text as plain
from dataflow_debugger.agent.report.canvas import Canvas
from dataflow_debugger.agent.report.schema import (
    Diagnosis,
    EvidenceClaim,
    Failure,
    ModelUse,
    Report,
    ReportFix,
)

MESSAGE_LINES = 12
MESSAGE_LIMIT = 1000
CLAIMS = 6
FIXES = 3
CODE_LINES = 3
CLAIM_ROWS = 2
MARKED_ROWS = 4
SHORT_DIFF = 14  # lines of a second diff that are worth showing unasked

_DIFF_STYLE = {"+": "green", "-": "red", "@": "cyan"}
_STATUS_STYLE = {"confirmed": "bold green", "likely": "bold yellow", "possible": "yellow"}


def render(
    report: Report, *, width: int = 80, colour: bool = False, ascii_only: bool = False, cwd: str = ""
) -> str:
    """The page as text. `cwd` is where its reader stands, for paths; with `colour` it holds ANSI codes."""
    return _Page(report, Canvas(width, colour, ascii_only), cwd).text()


class _Page:
    def __init__(self, report: Report, canvas: Canvas, cwd: str) -> None:
        self.report = report
        self.canvas = canvas
        self.glyphs = canvas.glyphs
        self.cwd = cwd

    def text(self) -> str:
        if self.report.status == "no_failure":
            said = self.report.explanation or "The program finished, and nothing points to a failure."
            self._prose(said, indent=0)
        else:
            self._failure(self.report.failure or Failure())
            self._answer()
        if self.report.model is not None:
            self._model(self.report.model)
        self._notes()
        return self.canvas.text()

    # What is printed, from the whole to the part.

    def _failure(self, failure: Failure) -> None:
        self._rule(self._headline(failure), self._where(failure))
        self.canvas.line()
        node = f", in node '{plain.one_line(failure.node, 80)}'" if failure.node else ""
        if failure.at and failure.at.code:
            self._prose(f"{'It went wrong' if failure.silent else 'It stopped'} here{node}:", indent=0)
            self.canvas.line()
            self._code(failure.at.code, failure.at.line)
            self.canvas.line()
        elif node:
            self._prose(f"It failed{node[1:]}.", indent=0)
            self.canvas.line()
        lines = plain.lines_of(failure.message, MESSAGE_LINES, MESSAGE_LIMIT) if failure.message else []
        for line in lines:
            self.canvas.wrapped(Text(line, style="red"), 2, self.canvas.width)
        if lines:
            self.canvas.line()

    def _answer(self) -> None:
        found = self.report.diagnoses
        if self.report.status == "undiagnosed":
            self._title("No known cause fits")
            self._prose(self.report.explanation or "Nothing in the evidence points to a known cause.")
            self.canvas.line()
            self._candidates(found, "Considered, but without enough evidence")
            return
        first = found[0]
        self._diagnosis(first)
        self._candidates(found[1:], "Also possible")
        if first.entry:
            hint = Text("About this failure:  ", style="dim")
            hint.append(f"dataflow debug --explain {plain.one_line(first.entry, 20)}")
            self.canvas.line(hint)

    def _diagnosis(self, diagnosis: Diagnosis) -> None:
        mark = Text()
        if diagnosis.entry:
            mark.append(f"{plain.one_line(diagnosis.entry, 20)}, ")
        mark.append(diagnosis.status, style=_STATUS_STYLE[diagnosis.status])
        mark.append(f", {plain.percent(diagnosis)}")
        self._title(f"Cause: {plain.one_line(diagnosis.title, 160)}", mark)
        self._prose(diagnosis.cause)
        self.canvas.line()
        if diagnosis.evidence:
            self._title("What shows it")
            shown = diagnosis.evidence[:CLAIMS]
            for claim, following in zip(shown, [*shown[1:], None], strict=True):
                again = following and (following.file, following.line) == (claim.file, claim.line)
                self._claim(claim, with_place=not again)
            self.canvas.line()
        for number, fix in enumerate(diagnosis.fixes[:FIXES]):
            self._fix(fix, number + 1, single=len(diagnosis.fixes) == 1)
        more = len(diagnosis.fixes) - FIXES
        if more > 0:
            self.canvas.line(Text(f"({more} more fixes: see --format json)", style="dim"))
            self.canvas.line()

    def _claim(self, claim: EvidenceClaim, *, with_place: bool) -> None:
        """One claim, and where it can be seen unless the next claim says the same place."""
        said = plain.one_line(claim.claim, 600)
        code_text = plain.one_line(claim.code or "", 1000)
        for label, value in (("node", claim.node), ("value", claim.value)):
            told = plain.one_line(value or "", 200)
            if told and told not in said and told not in code_text:
                said += f" ({label}: {told})"
        self.canvas.wrapped(self.canvas.prose(said), 4, lead=f"  {self.glyphs.bullet} ")
        if not claim.file or not with_place:
            return
        place = Text("    " + self._place(claim.file, claim.line), style="cyan")
        code = [line for line in plain.lines_of(claim.code or "", CODE_LINES, 400) if line]
        if len(code) == 1 and place.cell_len + cell_len(code[0]) + 2 <= self.canvas.width:
            place.append(f"  {code[0].strip()}", style="default")
            code = []
        self.canvas.line(place)
        for line in code:
            for row in self.canvas.rows(line, self.canvas.width - 6, CLAIM_ROWS):
                self.canvas.line(Text("      " + row))

    def _fix(self, fix: ReportFix, number: int, *, single: bool) -> None:
        """One fix; its number is the one that --apply takes."""
        first = number == 1
        style = "green" if fix.verified or (fix.verified is None and fix.safety == "safe") else "yellow"
        name = plain.one_line(fix.title, 160)
        lead = "Fix" if single else f"Fix {number}" if first else f"Or fix {number}"
        self._title(f"{lead}: {name}", Text(plain.fix_mark(fix), style=style))
        if fix.rationale:
            self._prose(fix.rationale)
        if fix.requirement:
            self.canvas.line(Text(f"  needs {plain.one_line(fix.requirement, 200)}"))
        if fix.command:
            self.canvas.line(Text(f"  $ {plain.one_line(fix.command, 500)}", style="bold"))
        if fix.diff:
            diff = plain.visible(fix.diff).rstrip("\n").split("\n")
            if first or len(diff) <= SHORT_DIFF:
                self.canvas.line()
                self._diff(diff)
                self.canvas.line()
                if first:
                    self._how_to_apply()
            else:
                self.canvas.line(Text(f"  ({len(diff)} lines of diff: see --format json)", style="dim"))
        self.canvas.line()

    def _how_to_apply(self) -> None:
        program = self.report.program
        if program is None:
            return
        folder = plain.path_for(".", program.folder, self.cwd)
        there = "" if folder == "." else f" -d {shlex.quote(plain.one_line(folder, 300))}"
        self.canvas.line(Text(f"  To apply it, paste it into: patch -p1{there}", style="dim"))
        again = _again(program.command)
        if again:
            self.canvas.line(Text(f"  or run: dataflow debug --ai --apply {again}", style="dim"))

    def _candidates(self, found: list[Diagnosis], title: str) -> None:
        if not found:
            return
        self._title(title)
        for one in found:
            tail = f"  {one.status}, {plain.percent(one)}"
            head = f"  {plain.one_line(one.entry or '', 20):<6}  " if one.entry else "  "
            room = self.canvas.measure - cell_len(head) - cell_len(tail)
            title_text = set_cell_size(self.canvas.cut(plain.one_line(one.title, 160), room), room)
            line = Text(head, style="dim")
            line.append(title_text, style="not dim")
            line.append(tail, style="dim")
            self.canvas.line(line)
        self.canvas.line()

    def _model(self, use: ModelUse) -> None:
        """What a model said, apart from what was proven, and what asking it took."""
        said = use.opinion
        if said is not None:
            self._title("What the model says", Text("not proven", style="yellow"))
            self._prose(said.cause or said.reason)
            for step in said.next_steps:
                self.canvas.wrapped(
                    self.canvas.prose(plain.one_line(step, 400)), 4, lead=f"  {self.glyphs.bullet} "
                )
            self.canvas.line()
            for number, fix in enumerate(said.fixes):
                self._fix(fix, number + 1, single=len(said.fixes) == 1)
        if use.tools:
            self.canvas.line(Text(f"The model asked to see: {plain.model_looks(use)}", style="dim"))
        if use.left_out:
            parts = plain.one_line(", ".join(use.left_out), 200)
            self.canvas.line(Text(f"Left out of its question: {parts}", style="dim"))
        self.canvas.line(Text(f"Model {plain.model_use(use)}", style="dim"))
        if use.payload:
            self.canvas.line(Text(f"What was sent: {plain.one_line(use.payload, 300)}", style="dim"))

    def _notes(self) -> None:
        for note in self.report.notes:
            self.canvas.wrapped(
                Text(plain.one_line(note, 600), style="dim"), 6, self.canvas.measure, lead="Note: "
            )

    # What a page is made of.

    def _headline(self, failure: Failure) -> str:
        if failure.type:
            return plain.short_type(failure.type)
        return "Nothing was raised" if failure.silent else "The program failed"

    def _where(self, failure: Failure) -> str:
        if failure.at is None:
            return ""
        function = plain.one_line(failure.at.function, 60)
        inside = f" in {function}()" if function and not function.startswith("<") else ""
        return self._place(failure.at.file, failure.at.line) + inside

    def _place(self, file: str, line: int | None) -> str:
        folder = self.report.program.folder if self.report.program else ""
        path = plain.one_line(plain.path_for(file, folder, self.cwd), 300)
        return f"{path}:{line}" if line else path

    def _rule(self, left: str, right: str) -> None:
        rule = self.glyphs.rule
        left = self.canvas.cut(left, self.canvas.measure // 2)
        right = self.canvas.cut(right, self.canvas.measure - cell_len(left) - 12) if right else ""
        line = Text(f"{rule * 2} ", style="red")
        line.append(left, style="bold red")
        tail = f" {right} {rule * 2}" if right else f" {rule * 2}"
        fill = self.canvas.measure - line.cell_len - cell_len(tail) - 1
        line.append(f" {rule * max(fill, 2)}{tail if right else ''}", style="red")
        self.canvas.line(line)

    def _title(self, title: str, mark: Text | None = None) -> None:
        head = Text()
        head.append(title, style="bold")
        if mark is None:
            self.canvas.line(head)
            return
        if head.cell_len + mark.cell_len + 4 <= self.canvas.measure:
            self.canvas.line(head.append("  [").append_text(mark).append("]"))
            return
        self.canvas.wrapped(head, 0, self.canvas.measure)
        self.canvas.line(Text("  [").append_text(mark).append("]"))

    def _code(self, code: list[tuple[int, str]], marked: int) -> None:
        """The lines with their numbers; the marked one is shown whole, on several rows if need be."""
        wide = max(len(str(number)) for number, _ in code)
        for number, content in plain.code_lines(code):
            here = number == marked
            gutter = f"{'  > ' if here else '    '}{number:>{wide}} "
            room = self.canvas.width - len(gutter) - 2
            for row in self.canvas.rows(content, room, MARKED_ROWS if here else 1):
                line = Text()
                line.append(gutter, style="bold red" if here else "dim")
                line.append(f"{self.glyphs.bar} ", style="dim")
                self.canvas.line(line.append(row, style="bold" if here else ""))
                gutter = " " * len(gutter)

    def _diff(self, lines: list[str]) -> None:
        for number, line in enumerate(lines):
            header = number < 2 or (line.startswith(("--- ", "+++ ")) and line[4:6] in ("a/", "b/"))
            self.canvas.line(Text(line, style="bold" if header else _DIFF_STYLE.get(line[:1], "")), keep=True)

    def _prose(self, content: str, indent: int = 2) -> None:
        self.canvas.wrapped(self.canvas.prose(plain.visible(" ".join(content.split()))), indent)


def _again(command: list[str]) -> str:
    """What follows `dataflow debug --ai --apply` to run the same program again; nothing where none was run."""
    if not command:
        return ""
    python = re.fullmatch(r"python[\d.]*(?:\.exe)?", PurePath(command[0]).name)
    words = command[1:] if python else ["--", *command]
    return shlex.join(plain.one_line(word, 200) for word in words)
