"""Runs the examples of entries and says how each is diagnosed and whether its first fix works.

    python tools/try_entry.py DFX213 DFX401        two entries
    python tools/try_entry.py --family nodes -j2   a whole family, two programs side by side
    python tools/try_entry.py --all --quiet        only what is not as it must be
    python tools/try_entry.py --all --part 1/2     every second program, from the first on
    python tools/try_entry.py --all --kept         as the last time, without running what did not change
    python tools/try_entry.py --record DFX901      build the pinned environment and record the bad program there
    python tools/try_entry.py --all --messages docs/messages.md   write which causes share a message
    python tools/try_entry.py --names              only check files and names, without running anything

    python tools/try_entry.py --all --quiet --tolerate 2   the gate: at most 2 % may have problems

Exit status 1 when anything is not as it must be, with --tolerate when more than that share is not.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from dataflow_debugger.agent import checks, fixes
from dataflow_debugger.evals import environments, messages
from dataflow_debugger.evals.examples import NOT_HERE, ExampleOutcome, Examples
from dataflow_debugger.knowledge_base.loader import KnowledgeBase, load, unknown_names
from dataflow_debugger.knowledge_base.schema import FAMILIES, Entry

Job = Callable[[Path], ExampleOutcome]


def main() -> int:
    options = _options()
    kb = load(skip_broken=True)
    problems = list(kb.problems) + unknown_names(kb, checks.registered(), fixes.registered())
    chosen = [entry for entry in kb if _wanted(entry, options)]
    codes = {entry.code for entry in chosen}
    whole = options.all or options.names
    shown = [line for line in problems if whole or any(code in line for code in [*options.codes, *codes])]
    for line in shown:
        print(f"entry: {line}")
    missing = [code for code in options.codes if kb.get(code) is None]
    for code in missing:
        print(f"{code}: there is no sound entry with this code")
    failed = len(shown) + len(missing)
    if options.record:
        return _record(kb, chosen)
    if not options.names and chosen:
        wrong, total = _run_all(kb, chosen, options)
        failed += wrong if wrong * 100 > options.tolerate * total else 0
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("codes", nargs="*", type=str.upper, metavar="CODE")
    parser.add_argument("--family", choices=sorted(FAMILIES.values()))
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--part", type=_part, default=(1, 1), metavar="K/N")
    parser.add_argument("--names", action="store_true")
    parser.add_argument("--kept", action="store_true")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--quiet", action="store_true")
    parser.add_argument("--messages", type=Path, metavar="FILE")
    parser.add_argument("--tolerate", type=float, default=0.0, metavar="PERCENT")
    parser.add_argument("-j", dest="jobs", type=int, default=1, metavar="N")
    return parser.parse_args()


def _part(text: str) -> tuple[int, int]:
    which, _, parts = text.partition("/")
    if not (which.isdigit() and parts.isdigit() and 1 <= int(which) <= int(parts)):
        raise argparse.ArgumentTypeError(f"{text!r} is not a part such as 1/2.")
    return int(which), int(parts)


def _wanted(entry: Entry, options: argparse.Namespace) -> bool:
    return bool(options.all or entry.code in options.codes or entry.family == options.family)


def _run_all(kb: KnowledgeBase, chosen: list[Entry], options: argparse.Namespace) -> tuple[int, int]:
    """How many programs or pairs had problems, and how many there were."""
    examples = Examples(kb, reuse=options.kept)
    environments.user_like(build=True)
    jobs: list[Job] = []
    for entry in chosen:
        jobs += [partial(examples.run_example, entry, example) for example in entry.examples]
        jobs += [partial(examples.run_near_miss, entry, near) for near in entry.near_misses]
    which, parts = options.part
    jobs = jobs[which - 1 :: parts]
    started, failed, results = time.monotonic(), 0, []
    with ThreadPoolExecutor(options.jobs) as pool:
        for result in pool.map(_in_workdir, jobs):
            results.append(result)
            failed += bool(result.problems) or _must_not_skip(result)
            if result.problems or not options.quiet:
                _print(result)
    print(f"{len(jobs)} programs or pairs, {failed} with problems, {time.monotonic() - started:.0f} s")
    if options.all:
        print("\n".join(messages.summary(results)))
    if options.messages is not None:
        options.messages.write_text(messages.table(results), encoding="utf-8")
    return failed, len(jobs)


def _must_not_skip(result: ExampleOutcome) -> bool:
    """True where the gate promises a PostgreSQL server and the program found none."""
    required = "DATAFLOW_DEBUGGER_REQUIRE_POSTGRES" in os.environ
    return required and result.skipped is not None and "PostgreSQL" in result.skipped


def _record(kb: KnowledgeBase, chosen: list[Entry]) -> int:
    examples, failed = Examples(kb), 0
    for entry in chosen:
        for example in entry.examples:
            try:
                with tempfile.TemporaryDirectory(prefix="example-", ignore_cleanup_errors=True) as folder:
                    target = examples.record(entry, example, Path(folder).resolve())
            except NOT_HERE as error:
                failed = 1
                print(f"{entry.code}: not recorded: {error}")
            else:
                print(
                    f"{entry.code}: " + (f"wrote {target.name}" if target else "names no file to record into")
                )
    return failed


def _in_workdir(job: Job) -> ExampleOutcome:
    with tempfile.TemporaryDirectory(prefix="example-", ignore_cleanup_errors=True) as folder:
        return job(Path(folder).resolve())


def _print(result: ExampleOutcome) -> None:
    name = f"{result.code} {Path(result.bad).name}"
    if result.skipped and not result.problems:
        print(f"{name}: {'only the recorded run was judged' if result.top else 'skipped'}: {result.skipped}")
        if not result.top and not result.problems:
            return
    mark = "FAIL" if result.problems else "ok"
    top = " | ".join(result.top) or "no diagnosis"
    print(f"{mark:4} {name}: {top}" + (f"; fix {result.fix}" if result.fix else ""))
    for line in result.problems:
        print(f"       {line}")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
