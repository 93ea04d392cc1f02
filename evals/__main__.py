"""`python -m dataflow_debugger.evals`: run, record, compare, accept, fit, report."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click
from rich.console import Console

from dataflow_debugger.agent.ranking import WEIGHTS_FILE
from dataflow_debugger.agent.session import Debugger
from dataflow_debugger.evals import compare as gate
from dataflow_debugger.evals import environments, fit, fitting, prove, record, table, with_model
from dataflow_debugger.evals.case import Case, CaseError, load_cases
from dataflow_debugger.evals.outcome import CaseOutcome
from dataflow_debugger.evals.recorded import BASELINE_NAMES, BASELINES
from dataflow_debugger.evals.run import Options, run, scored

WIDTH = 190


def _cases(names: tuple[str, ...]) -> list[Case]:
    try:
        return load_cases(names)
    except CaseError as error:
        raise click.ClickException(str(error)) from error


def _scored(cases: list[Case], options: Options) -> list[tuple[Case, CaseOutcome]]:
    console = Console(width=WIDTH, highlight=False)
    results = []
    for case, result in run(cases, options):
        results.append((case, result))
        if options.live:
            click.echo(f"[{len(results)}/{len(cases)}] {case.id}", err=True)
    table.print_cases(results, console)
    pairs = [(case, result) for case, result in results if isinstance(result, CaseOutcome)]
    table.print_figures(pairs, console)
    console.print(f"{len(pairs)} cases scored, {len(results) - len(pairs)} skipped")
    return pairs


@click.group()
def main() -> None:
    """Score the tool against recorded real failures."""


@main.command("run")
@click.argument("names", nargs=-1)
@click.option("--live", is_flag=True, help="Run the real command over every program instead of recordings.")
@click.option("--fixes", is_flag=True, help="Apply the fixes in scratch copies and run check.py.")
@click.option("--verify", is_flag=True, help="Live: let the command try its fixes before it shows them.")
@click.option("--jobs", default=2, show_default=True, help="Programs side by side.")
@click.option("--baseline", type=click.Choice(list(BASELINES)), default="full", show_default=True)
@click.option("--gate", "gated", is_flag=True, help="Fail on a loss against the accepted scores.")
@click.option("--baselines", is_flag=True, help="Put the tool beside its parts: retrieval or checks alone.")
@click.option("--noise", is_flag=True, help="Score every case once more with distractors in its evidence.")
@click.option("--model", help="Put the tool beside itself with a model (openai:NAME), from cassettes.")
@click.option("--base-url", help="Record the model's answers from this server, instead of replaying them.")
@click.option("--sample", type=click.IntRange(1), help="With --base-url: so many frozen cases, seeded.")
def run_command(
    names: tuple[str, ...],
    live: bool,
    fixes: bool,
    verify: bool,
    jobs: int,
    baseline: str,
    gated: bool,
    baselines: bool,
    noise: bool,
    model: str | None,
    base_url: str | None,
    sample: int | None,
) -> None:
    """Score all cases, or those named (ids or globs)."""
    if model is not None:
        with_model.run(_cases(names), model, base_url, sample, fixes)
        return
    if live and (baselines or noise):
        raise click.UsageError("--baselines and --noise score recordings; leave out --live.")
    if verify and not live:
        raise click.UsageError("--verify runs the programs anew; add --live.")
    cases = _cases(names)
    options = Options(live=live, fixes=fixes, verify=verify, jobs=jobs, baseline=baseline)
    pairs = _scored(cases, options)
    systems = {BASELINE_NAMES[baseline]: pairs}
    debugger = Debugger() if baselines or noise else None
    if noise:
        options = Options(baseline=baseline, noisy=True)
        systems[f"{BASELINE_NAMES[baseline]}, with noise"] = scored(cases, options, debugger)
    if baselines:
        for name in BASELINES:
            if name != baseline:
                systems[BASELINE_NAMES[name]] = scored(cases, Options(baseline=name), debugger)
    if len(systems) > 1:
        console = Console(width=WIDTH, highlight=False)
        table.print_systems(systems, console)
        table.print_families(systems, console)
    if gated:
        _gate(pairs)


def _gate(pairs: list[tuple[Case, CaseOutcome]]) -> None:
    accepted = gate.accepted_scores()
    changes = gate.compare(pairs, accepted)
    for change in changes:
        if change.gained or change.lost:
            click.echo(
                f"{change.figure}: gained {change.gained or 'none'}, lost {change.lost or 'none'}, "
                f"exact paired p = {change.p:.3f}"
            )
    problems = gate.failures(changes, pairs, accepted)
    for problem in problems:
        click.echo(f"gate: {problem}")
    if problems:
        sys.exit(1)
    click.echo(f"gate: no loss against the accepted scores of {len(accepted['cases'])} cases")


@main.command("tokens")
def tokens_command() -> None:
    """Estimate the tokens of a question about every failing case: the digest, and a paste. Nothing is sent."""
    with_model.print_sizes(_cases(()))


@main.command("compare")
@click.option("--fixes", is_flag=True)
def compare_command(fixes: bool) -> None:
    """Put this run against the accepted scores, case by case; exit status 1 on a loss."""
    _gate(_scored(_cases(()), Options(fixes=fixes)))


@main.command("accept")
@click.option("--reason", required=True, help="Why the new scores are right; kept in accepted.json.")
@click.option("--fixes", is_flag=True, help="Measure and accept fix@1 and fix@any too.")
def accept_command(reason: str, fixes: bool) -> None:
    """Make this run's scores the accepted ones."""
    pairs = _scored(_cases(()), Options(fixes=fixes))
    gate.accept(pairs, reason, datetime.date.today().isoformat())
    click.echo(f"accepted the scores of {len(pairs)} cases")


@main.command("report")
@click.option("--output", default="eval-report.html", show_default=True, type=click.Path(dir_okay=False))
@click.option("--fixes", is_flag=True, help="Apply the fixes in scratch copies and run check.py.")
def report_command(output: str, fixes: bool) -> None:
    """Write one HTML page with all figures and every case; it needs the extra `evals`."""
    try:
        from dataflow_debugger.evals import page
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"{error.name} is missing; run `pip install 'dataflow-debugger[evals]'`."
        ) from error
    cases, debugger = _cases(()), Debugger()
    systems = {"full": scored(cases, Options(fixes=fixes), debugger)}
    systems["full, with noise"] = scored(cases, Options(noisy=True), debugger)
    for name in BASELINES:
        if name != "full":
            systems[BASELINE_NAMES[name]] = scored(cases, Options(baseline=name), debugger)
    Path(output).write_text(page.render(systems, gate.accepted_scores()), encoding="utf-8")
    click.echo(f"written: {output}")


@main.command("fit")
@click.option("--dry-run", is_flag=True, help="Measure only; leave agent/weights.yaml as it is.")
def fit_command(dry_run: bool) -> None:
    """Fit ranking weights and calibration on `dev`; print the gain on `frozen`."""
    result = fitting.fit_and_measure(_cases(()))
    for line in result.lines:
        click.echo(line)
    if dry_run:
        return
    if result.kept:
        fit.write(result.weights, result.facts)
        click.echo(f"written: {WEIGHTS_FILE.name}")
    else:
        click.echo(f"{WEIGHTS_FILE.name} is kept: the fitted weights are worse on dev by cross-validation.")


@main.command("record")
@click.argument("names", nargs=-1)
@click.option("--no-prove", is_flag=True, help="Write evidence only; do not run check.py before and after.")
def record_command(names: tuple[str, ...], no_prove: bool) -> None:
    """Build pinned environments, prove the cases and write their evidence.json."""
    failed = 0
    for case in _cases(names):
        try:
            lines = [] if no_prove else prove.prove(case)
            record.record(case)
        except (prove.NotProven, environments.EnvironmentNotBuilt, record.NotRecorded) as error:
            failed += 1
            click.echo(f"{case.id}: invalid: {error}")
        else:
            click.echo(f"{case.id}: recorded; " + "; ".join(lines))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(prog_name="python -m dataflow_debugger.evals")
