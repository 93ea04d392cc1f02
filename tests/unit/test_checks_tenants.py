"""Checks of tenants: bound in one thread, asked for in another."""

from __future__ import annotations

import pytest
from evidence_samples import call, view

from dataflow_debugger.agent.checks import Answer, run

REFUSED = "RuntimeError: multi_tenant=True but no tenant is bound to the current context. Bind one"
STORE = """
    def store(row):
        db.express_sync.create("Bill", row)
    def outer(row):
        store(row)
"""


def seen(code: str, error: str = REFUSED) -> Answer:
    calls = [call("express_sync.create", line=2, ok=False, error=error)]
    text = "\n".join([*(line[4:] for line in STORE.strip("\n").splitlines()), code])
    return run(view(source=text, calls=calls), "tenant_bound_in_other_thread", {}).answer


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("with db.tenant_context.switch('a'):\n    pool.submit(store, row)", Answer.HOLDS),
        ("with db.tenant_context.switch('a'):\n    list(pool.map(outer, rows))", Answer.HOLDS),
        ("with db.tenant_context.switch('a'):\n    pool.submit(lambda: outer(row))", Answer.HOLDS),
        ("with db.tenant_context.switch('a'):\n    Thread(target=store, args=(row,)).start()", Answer.HOLDS),
        ("async with ctx.aswitch('a'):\n    await loop.run_in_executor(None, store, row)", Answer.HOLDS),
        ("def go():\n    pool.submit(store, 1)\nwith ctx.switch('a'):\n    go()", Answer.HOLDS),
        ("async with ctx.aswitch('a'):\n    await asyncio.to_thread(store, row)", Answer.FAILS),
        ("with ctx.switch('a'):\n    pool.submit(other, row)\nstore(1)", Answer.FAILS),
        ("with ctx.switch('a'):\n    process_pool.submit(store, row)", Answer.FAILS),
        ("pool.submit(store, row)", Answer.FAILS),
        ("with ctx.switch('a'):\n    pool.submit(copy_context().run, store, row)", Answer.FAILS),
    ],
)
def test_work_is_handed_to_a_thread_inside_the_block(code: str, answer: Answer) -> None:
    assert seen(code) is answer


def test_another_error_tells_nothing_of_tenants() -> None:
    assert seen("with ctx.switch('a'):\n    pool.submit(store, row)", "RuntimeError: no") is Answer.FAILS
