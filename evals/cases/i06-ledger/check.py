import asyncio
import os
import subprocess
import sys
from pathlib import Path

import asyncpg

HERE = Path(__file__).resolve().parent
URL = "postgresql://postgres@127.0.0.1:5432/test"


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def sql(statement, fetch=False):
    async def go():
        con = await asyncpg.connect(URL)
        try:
            if fetch:
                return [tuple(r) for r in await con.fetch(statement)]
            await con.execute(statement)
        finally:
            await con.close()
    try:
        return asyncio.run(go())
    except asyncpg.PostgresError as exc:
        fail(str(exc))


def run_app(timeout=90):
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    try:
        proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env,
                              capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        fail("app.py did not finish")
    if proc.returncode != 0:
        fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
    return proc.stdout


sql("DROP TABLE IF EXISTS i06_postings CASCADE")
out = run_app()
want = [
    "P0001 rent 184250.35", "P0002 rent 184250.35", "P0004 rent 2000000.25", "total rent 2368500.95",
    "P0003 repairs -12399.99", "P0005 repairs -0.01", "total repairs -12400.00",
]
if out.split("\n")[-len(want) - 1:-1] != want:
    fail("wrong statement: %r" % out)
if sql("SELECT count(*) FROM i06_postings", fetch=True) != [(5,)]:
    fail("postings are not stored")
sql("DROP TABLE IF EXISTS i06_postings CASCADE")
print("CHECK OK")
