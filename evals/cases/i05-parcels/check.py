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


sql("DROP TABLE IF EXISTS i05_parcels CASCADE")
out = run_app()
if "accepted 3" not in out or "handed out: Abebe from locker 102" not in out:
    fail("wrong intake: %r" % out)
if "waiting: [(101, 'Haas'), (201, 'Quist')]" not in out:
    fail("wrong waiting list: %r" % out)
if sql("SELECT recipient FROM i05_parcels ORDER BY locker", fetch=True) != [("Haas",), ("Quist",)]:
    fail("parcels are not stored")
if sql("SELECT count(DISTINCT id) FROM i05_parcels", fetch=True) != [(2,)]:
    fail("parcels have no ids")
sql("DROP TABLE IF EXISTS i05_parcels CASCADE")
print("CHECK OK")
