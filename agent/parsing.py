"""How the words of the command line are taken apart; click does the rest."""

from __future__ import annotations

import sys
from typing import Any

import click

from dataflow_debugger.agent import upstream

WRONG_USAGE = 2
# What an option stands for when it comes without a value; only --apply takes one after a blank.
OPTIONAL_VALUE = {"--apply": "first", "--verify": "safe"}
USAGES = (
    "--ai [OPTIONS] PROGRAM [ARGS]...",
    "--ai [OPTIONS] -m MODULE [ARGS]...",
    "--ai [OPTIONS] -- COMMAND...",
    "--ai [OPTIONS] --evidence FILE | --log FILE|- | --last",
    "--ai --list",
    "--explain CODE | list | search WORDS...",
    "--kb-check DIR",
    "--mcp",
)


class OneLine(click.ClickException):
    """Wrong usage, said in one sentence."""

    exit_code = WRONG_USAGE

    def show(self, file: Any = None) -> None:
        click.echo(f"dataflow debug: {self.format_message()}", file=file or sys.stderr)


class Commands(click.Group):
    """Our `debug --ai` beside upstream's commands, which are loaded when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*upstream.COMMANDS, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        # Upstream is asked for an unknown name too: it may grow commands.
        return super().get_command(ctx, cmd_name) or upstream.command(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[:1] == ["debug"] and not _is_ours(args[1:]):
            return "debug", upstream.command("debug"), args[1:]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, upstream.COMMANDS.get(name, "")) for name in self.list_commands(ctx)])


def _is_ours(args: list[str]) -> bool:
    before = args[: args.index("--")] if "--" in args else args
    ours = ("--ai", "--explain", "--kb-check", "--mcp", "--help", "-h")
    return any(arg.partition("=")[0] in ours for arg in before)


class Debug(click.Command):
    """Options end where the program begins, as with python itself."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            raise OneLine(error.format_message()) from error

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        options, rest, dashes = self.split(args)
        ctx.meta["command"] = dashes
        return super().parse_args(ctx, [*options, "--", *rest])

    def split(self, args: list[str]) -> tuple[list[str], list[str], bool]:
        """Our options, what follows them, and whether `--` stood between."""
        options: list[str] = []
        at = 0
        while at < len(args):
            arg = args[at]
            if arg == "--":
                return options, args[at + 1 :], True
            if arg == "-" or not arg.startswith("-"):
                break
            if arg in OPTIONAL_VALUE:
                number = arg == "--apply" and at + 1 < len(args) and args[at + 1].isdigit()
                options.append(f"{arg}={args[at + 1] if number else OPTIONAL_VALUE[arg]}")
                at += 2 if number else 1
                continue
            taken = 2 if "=" not in arg and arg in self._with_value() else 1
            options += args[at : at + taken]
            at += taken
            if arg.startswith("-m") and not arg.startswith("--"):
                break
        return options, args[at:], False

    def _with_value(self) -> set[str]:
        options = (one for one in self.params if isinstance(one, click.Option) and not one.is_flag)
        return {name for option in options for name in option.opts}

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for number, form in enumerate(USAGES):
            formatter.write(f"{'Usage:' if number == 0 else '      '} {ctx.command_path} {form}\n")

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_epilog(ctx, formatter)
        theirs = upstream.help_of_debug(ctx.command_path)
        if theirs:
            formatter.write(f"\nWithout --ai, the command is kailash-dataflow's own:\n\n{theirs.rstrip()}\n")
