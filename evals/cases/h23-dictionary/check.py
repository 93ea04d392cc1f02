import asyncio
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def run_app(timeout=120):
    for pattern in ("*.db", "*.db-*"):
        for leftover in HERE.rglob(pattern):
            if "site-packages" not in leftover.parts:
                leftover.unlink()
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    try:
        proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env,
                              capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        fail("app.py did not end within %d s" % timeout)
    if proc.returncode != 0:
        fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr.strip()[-300:]))
    return proc.stdout


def need(out, *lines):
    have = [" ".join(line.split()) for line in out.splitlines()]
    for line in lines:
        if " ".join(line.split()) not in have:
            fail("%r is missing in the output: %r" % (line, out))


def pg(sql, fetch=True):
    import asyncpg

    async def go():
        con = await asyncpg.connect("postgresql://postgres@127.0.0.1:5432/test")
        try:
            if fetch:
                return [tuple(r) for r in await con.fetch(sql)]
            await con.execute(sql)
        finally:
            await con.close()

    try:
        return asyncio.run(go())
    except (asyncpg.PostgresError, OSError) as exc:
        fail("%s: %s" % (type(exc).__name__, exc))


for table in ("h23_customers", "h23_invoices", "h23_articles"):
    pg("DROP TABLE IF EXISTS %s" % table, fetch=False)
out = run_app()
need(out, "open invoices: 80.50", "data dictionary, 3 models")
for name in ("Article", "Customer", "Invoice"):
    if "- %s (" % name not in out:
        fail("%s is missing in %r" % (name, out))
if pg("SELECT count(*) FROM h23_invoices") != [(2,)]:
    fail("invoices are not stored")
got = pg("SELECT DISTINCT model_name FROM dataflow_model_registry WHERE model_name LIKE 'H23%' ORDER BY 1")
if got != [("H23Article",), ("H23Customer",), ("H23Invoice",)]:
    fail("registry has %r" % (got,))
for table in ("h23_customers", "h23_invoices", "h23_articles"):
    pg("DROP TABLE IF EXISTS %s" % table, fetch=False)
pg("DELETE FROM dataflow_model_registry WHERE model_name LIKE 'H23%'", fetch=False)
print("CHECK OK")
