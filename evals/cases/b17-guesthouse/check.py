import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def run_app(timeout=90, keep_db=False):
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    env.update(EXTRA_ENV)
    try:
        proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env,
                              capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        fail("app.py did not finish")
    if proc.returncode != 0:
        fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
    return proc.stdout


import asyncpg

URL = os.environ.get("DATABASE_URL") or "postgresql://postgres@127.0.0.1:5432/test"
EXTRA_ENV = {"DATABASE_URL": URL}


def sql(query):
    async def go():
        con = await asyncpg.connect(URL)
        try:
            return [tuple(r) for r in await con.fetch(query)]
        finally:
            await con.close()
    return asyncio.run(go())

sql("drop table if exists b17_rooms cascade")
out = run_app()
if not re.search(r"added room \d+ Attic", out) or not re.search(r"beds in the house: 11\b", out):
    fail("report is wrong: %r" % out)
got = sorted(sql("select label, beds from b17_rooms"))
if got != [("Attic", 3), ("Family", 5), ("Garden", 2), ("Tower", 1)]:
    fail("rooms are wrong: %r" % got)
if len({r[0] for r in sql("select id from b17_rooms")}) != 4:
    fail("ids are not unique")
print("CHECK OK")
