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

sql("drop table if exists b13_tariffs cascade")
out = run_app()
got = {code: (round(price, 2), valid) for code, price, valid in sql("select code, price, valid from b13_tariffs")}
if got != {"DAY": (34.0, True), "NIGHT": (19.5, True), "WEEKEND": (21.5, True)}:
    fail("tariffs in the database: %r" % got)
if not re.search(r"tariffs changed: 2\b", out) or "DAY 34.0" not in out or "NIGHT 19.5" not in out or "WEEKEND 21.5" not in out:
    fail("report is wrong: %r" % out)
print("CHECK OK")
