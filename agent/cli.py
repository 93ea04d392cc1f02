"""The `dataflow` command: options in, exit status out.

Only click is imported here; what a command needs is loaded when it runs.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from dataflow_debugger import __version__
from dataflow_debugger.agent.parsing import Commands, Debug, OneLine

DIAGNOSED, UNDIAGNOSED, OWN_FAILURE, INTERRUPTED = 1, 3, 4, 130
FORMATS = ("text", "json", "markdown", "html", "sarif")
TRACE = "DATAFLOW_DEBUG_TRACE"


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if not value:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        theirs = version("kailash-dataflow")
    except PackageNotFoundError:
        theirs = "not installed"
    click.echo(f"dataflow-debugger {__version__} (kailash-dataflow {theirs})")
    ctx.exit()


@click.group(cls=Commands)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show versions."
)
def commands() -> None:
    """Commands for Kailash DataFlow programs."""


def main(args: Sequence[str] | None = None, prog_name: str = "dataflow") -> None:
    """The script `dataflow`. It ends the process."""
    try:
        commands.main(args=args, prog_name=prog_name)
    except SystemExit as end:
        if "dataflow_debugger.agent.loading" not in sys.modules:
            raise
        # Taking the vector store and the model apart would cost the user a further 0.2 s for nothing.
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else 0 if end.code is None else 1)


@commands.command("debug", cls=Debug, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--ai", is_flag=True, help="Run PROGRAM, find why it fails, propose patches.")
@click.option("-m", "module", metavar="MODULE", help="Run a module, as python -m does.")
@click.option("--evidence", metavar="FILE", type=Path, help="Diagnose a recorded evidence file.")
@click.option("--last", is_flag=True, help="Diagnose the newest failure that the automatic hook kept here.")
@click.option("--list", "listed", is_flag=True, help="List the failures that the automatic hook kept here.")
@click.option("--log", metavar="FILE|-", help="Diagnose a traceback or log as text; - reads standard input.")
@click.option("--symptom", metavar="TEXT", help="What is wrong, in your words, when nothing is raised.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--output", metavar="FILE", type=Path, help="Write the report to FILE.")
@click.option(
    "--top", metavar="N", type=click.IntRange(1), default=3, show_default=True, help="Show N causes."
)
@click.option(
    "--verify",
    metavar="[=unsafe|install]",
    type=click.Choice(["safe", "unsafe", "install"]),
    help="Try the fixes on a copy of the program's folder; those that work come first.",
)
@click.option("--apply", "fix", metavar="[N]", help="Apply fix N, or the first, after asking.")
@click.option("--yes", is_flag=True, help="Apply without asking.")
@click.option("--safe-only", is_flag=True, help="Apply only a fix that keeps the program's meaning.")
@click.option("--undo", is_flag=True, help="Put back what the last fix changed in PROGRAM's folder.")
@click.option("--python", metavar="PATH", help="The interpreter or environment to run the program with.")
@click.option(
    "--timeout", metavar="S", type=click.FloatRange(0, min_open=True), help="End it after S seconds."
)
@click.option("--include-values", is_flag=True, help="Record values, not only types and lengths.")
@click.option(
    "--kb",
    metavar="DIR",
    type=click.Path(path_type=Path),
    multiple=True,
    envvar="DATAFLOW_DEBUG_KB",
    help="Use the entries in DIR beside ours.",
)
@click.option("--kb-check", metavar="DIR", type=Path, help="Check the entries in DIR and run their examples.")
@click.option(
    "--store",
    metavar="URL",
    envvar="DATAFLOW_DEBUG_STORE",
    help="Search in the Chroma server at http://HOST:PORT.",
)
@click.option(
    "--model",
    metavar="MODEL",
    envvar="DATAFLOW_DEBUG_MODEL",
    help="Ask none (default), openai:NAME or anthropic:NAME where the checks leave the cause open.",
)
@click.option(
    "--base-url",
    metavar="URL",
    envvar="DATAFLOW_DEBUG_BASE_URL",
    help="The model's server, if not its maker's.",
)
@click.option("--budget", metavar="N", type=click.IntRange(500), default=1200, help="Tokens of one question.")
@click.option(
    "--model-timeout", metavar="S", type=click.FloatRange(1), default=30.0, help="Seconds that the model has."
)
@click.option("--always-ask", is_flag=True, help="Ask the model also about a cause that is confirmed.")
@click.option("--chat", is_flag=True, help="After the report, answer questions about the failure.")
@click.option("--show-payload", is_flag=True, help="Print what the model would be sent, and send nothing.")
@click.option("--mcp", is_flag=True, help="Serve coding assistants over standard input and output.")
@click.option("--quiet", is_flag=True, help="Say nothing when nothing failed, and leave notes out.")
@click.option("--no-color", is_flag=True, help="No colours; NO_COLOR does the same.")
@click.option("--explain", metavar="CODE", help="Show the page of a cause; 'list' names all of them.")
@click.argument("program", nargs=-1, type=click.UNPROCESSED, metavar="")
@click.pass_context
def debug(ctx: click.Context, /, program: tuple[str, ...], **options: Any) -> None:
    """Find out why a DataFlow program fails.

    The program runs as it always does: its output and its traceback stay its own. The diagnosis follows.

    Exit status: 0 nothing failed, 1 diagnosed, 2 wrong usage, 3 a failure without a known cause,
    4 the debugger itself failed.
    """
    try:
        ctx.exit(_debug(program, ctx.meta["command"], options))
    except KeyboardInterrupt:
        ctx.exit(INTERRUPTED)


def _debug(program: tuple[str, ...], command: bool, options: dict[str, Any]) -> int:
    if options["explain"]:
        return _explain(options, program)
    if options["kb_check"]:
        return _check_entries(options["kb_check"], program, options)
    if options["mcp"]:
        return _serve(program)
    from dataflow_debugger.agent import session

    if not options["ai"]:
        raise OneLine("Put --ai before the program: dataflow debug --ai app.py.")
    if options["undo"]:
        return _undo(program, options)
    if options["listed"]:
        return _list(program)
    request = _request(program, command, options)
    try:
        result = session.run(request)
    except session.InputError as error:
        raise OneLine(str(error)) from error
    except session.InternalError as error:
        return _own_failure(error, error.report, options)
    except Exception as error:
        return _own_failure(error, None, options)
    if result.report is None:
        return INTERRUPTED
    if options["show_payload"]:
        from dataflow_debugger.agent.model import terminal

        terminal.show_payload(result.sent)
        return _status(result.report)
    status = _show(result.report, options, result.evidence)
    if options["chat"] and result.chat is not None:
        from dataflow_debugger.agent.model import terminal

        terminal.converse(result.chat)
    if options["fix"] and (status == DIAGNOSED or result.patches):
        _apply(result.patches, options)
    return status


def _request(program: tuple[str, ...], command: bool, options: dict[str, Any]) -> Any:
    """What the session is asked for. Raises OneLine when the options contradict each other."""
    from dataflow_debugger.agent import launch, session
    from dataflow_debugger.agent.model import choice, settings

    ways = {
        "-m": options["module"] is not None,
        "--evidence": options["evidence"] is not None,
        "--log": options["log"] is not None,
        "--last": options["last"],
        "--": command,
        "PROGRAM": bool(program) and not command and options["module"] is None,
    }
    given = [name for name, is_given in ways.items() if is_given]
    if not given or (command and not program):
        raise OneLine("Name what to debug, for example: dataflow debug --ai app.py.")
    if len(given) > 1:
        raise OneLine(f"{given[0]} and {given[1]} exclude each other; give one of them.")
    runs = given[0] not in ("--evidence", "--log", "--last")
    for name in ("python", "timeout", "include_values", "verify"):
        if options[name] and (not runs or (name == "python" and command)):
            raise OneLine(f"--{name.replace('_', '-')} has no use with {given[0]}; leave it out.")
    _check_output(options["output"])
    if options["chat"] and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise OneLine("--chat needs a terminal to ask and answer at; leave it out here.")
    if options["fix"] not in (None, "first") and not str(options["fix"]).isdigit():
        raise OneLine(f"--apply takes the number of a fix, not {options['fix']}.")
    for name in ("yes", "safe_only"):
        if options[name] and not options["fix"]:
            raise OneLine(f"--{name.replace('_', '-')} goes with --apply.")
    try:
        model = choice.from_options(options)
    except settings.WrongModel as error:
        raise OneLine(str(error)) from error
    target = None
    if runs:
        target = launch.Target(module=options["module"])
        if command:
            target.command = list(program)
        elif options["module"] is not None:
            target.args = list(program)
        else:
            target.program, target.args = program[0], list(program[1:])
    return session.Request(
        target=target,
        evidence=_newest() if options["last"] else options["evidence"],
        log=_typed() if options["log"] == "-" else None,
        log_file=None if options["log"] in (None, "-") else Path(options["log"]),
        symptom=options["symptom"],
        top=options["top"],
        python=options["python"],
        timeout=options["timeout"],
        include_values=options["include_values"],
        stdout_to_stderr=options["form"] != "text" or options["show_payload"],
        knowledge=options["kb"],
        verify=options["verify"],
        model=model,
        preload=(("report.terminal",) if options["form"] == "text" else ())
        + (choice.MODULES if model else ()),
        store=options["store"],
    )


def _newest() -> Path:
    from dataflow_debugger.agent import kept

    try:
        return kept.newest()
    except kept.NothingKept as error:
        raise OneLine(str(error)) from error


def _list(program: tuple[str, ...]) -> int:
    from dataflow_debugger.agent import kept
    from dataflow_debugger.agent.report import output

    if program:
        raise OneLine("--list takes nothing after it; it lists what is kept below the working folder.")
    try:
        output.show(kept.listing())
    except kept.NothingKept as error:
        raise OneLine(str(error)) from error
    return 0


def _check_output(path: Path | None) -> None:
    """Refuse a file that cannot be written before the program has run for nothing."""
    if path is None:
        return
    folder = path.absolute().parent
    if path.is_dir():
        raise OneLine(f"The output {path} is a folder; name a file.")
    if not folder.is_dir():
        raise OneLine(f"The output {path} cannot be written: the folder {folder} does not exist.")
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise OneLine(f"The output {path} cannot be written: permission denied.")


def _typed() -> str:
    """The text on standard input, whatever its encoding."""
    return sys.stdin.buffer.read().decode("utf-8", "replace")


def _status(report: Any) -> int:
    return {"diagnosed": DIAGNOSED, "undiagnosed": UNDIAGNOSED, "no_failure": 0}[report.status]


def _show(report: Any, options: dict[str, Any], evidence: Any = None) -> int:
    """Print the report, or write it to the file asked for; the exit status says what it found."""
    from dataflow_debugger.agent.report import annotations, output

    status = _status(report)
    if options["quiet"]:
        report.notes = []
        if report.status == "no_failure" and options["form"] == "text":
            return status
    if annotations.wanted():
        click.echo(annotations.render(report, root=annotations.root()), err=True, nl=False)
    shown = output.Shown(report, evidence)
    try:
        output.write(shown, options["form"], options["output"], colour=not options["no_color"])
    except output.NotWritten as error:
        output.write(shown, options["form"], None, colour=not options["no_color"])
        raise OneLine(str(error)) from error
    return status


def _apply(patches: Any, options: dict[str, Any]) -> None:
    """Apply the fix asked for. What is said goes to standard error, because a report may stand on the other."""
    from dataflow_debugger.agent import applying

    number = None if options["fix"] == "first" else int(options["fix"])
    try:
        said = applying.apply_fix(
            patches,
            number,
            safe_only=options["safe_only"],
            yes=options["yes"],
            ask=applying.terminal_question(),
        )
    except applying.ApplyError as error:
        raise OneLine(str(error)) from error
    click.echo(said, err=True)


def _undo(program: tuple[str, ...], options: dict[str, Any]) -> int:
    from dataflow_debugger.agent import applying

    if len(program) > 1:
        raise OneLine("--undo takes the program or its folder, and nothing else.")
    try:
        click.echo(applying.undo_fix(program[0] if program else None))
    except applying.ApplyError as error:
        raise OneLine(str(error)) from error
    return 0


def _own_failure(error: Exception, report: Any, options: dict[str, Any]) -> int:
    """Our own failure: the user's is still shown, and one line says what happened to us."""
    if report is not None:
        _show(report, options)
    reason = " ".join(str(error).split()) or type(error).__name__
    traced = os.environ.get(TRACE) == "1"
    hint = "" if traced else f" (set {TRACE}=1 for its traceback)"
    where = "please report this as CONTRIBUTING.md says"
    click.echo(f"dataflow debug: the debugger itself failed: {reason}; {where}{hint}.", err=True)
    if traced:
        import traceback

        traceback.print_exception(error)
    return OWN_FAILURE


def _explain(options: dict[str, Any], words: tuple[str, ...]) -> int:
    """Print the page of an entry, the list of entries, or those that fit the words."""
    from dataflow_debugger.agent import session
    from dataflow_debugger.agent.report import output

    if options["form"] not in ("text", "markdown"):
        raise OneLine(f"--explain has no {options['form'].upper()} form; use --format markdown.")
    _check_output(options["output"])
    try:
        page = session.explain(options["explain"], words, options["kb"])
        output.write_page(page, options["form"], options["output"], colour=not options["no_color"])
    except (session.InputError, output.NotWritten) as error:
        raise OneLine(str(error)) from error
    except Exception as error:
        return _own_failure(error, None, options)
    return 0


def _serve(program: tuple[str, ...]) -> int:
    """Serve over MCP until standard input ends."""
    if program:
        raise OneLine("--mcp takes nothing after it; the assistant says what to run.")
    try:
        from dataflow_debugger.agent import mcp
    except ModuleNotFoundError as error:
        if error.name != "mcp":
            raise
        raise OneLine("--mcp needs the package mcp; install it with: pip install 'mcp>=1.23,<2'.") from error
    mcp.serve()
    return 0


def _check_entries(folder: Path, program: tuple[str, ...], options: dict[str, Any]) -> int:
    """Check a team's own entries; status 1 when something is not as it must be."""
    from dataflow_debugger.evals import kbcheck

    if program:
        raise OneLine("--kb-check takes one folder, and nothing after it.")
    try:
        return 0 if kbcheck.check(folder, click.echo) else 1
    except Exception as error:
        return _own_failure(error, None, options)
