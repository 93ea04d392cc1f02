import asyncio
import os
import subprocess
import sys
from pathlib import Path

import asyncpg

HERE = Path(__file__).resolve().parent
URL = os.environ.get("PURGE_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


async def ask(sql):
    con = await asyncpg.connect(URL)
    try:
        return await con.fetch(sql) if sql.startswith("SELECT") else await con.execute(sql)
    finally:
        await con.close()


for pattern in ("*.db", "*.db-*"):
    for leftover in HERE.glob(pattern):
        leftover.unlink()
asyncio.run(ask("DROP TABLE IF EXISTS h17_visits"))
env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
try:
    proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env, capture_output=True, text=True, timeout=90)
except subprocess.TimeoutExpired:
    fail("app.py did not finish")
if proc.returncode != 0:
    fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
for part in ("test visit removed: True", "on the list: 1003, 1004, 1007", "purged: 3", "remaining: [1001, 1010]"):
    if part not in proc.stdout:
        fail("%r is missing in the output: %s" % (part, proc.stdout))
got = [row["id"] for row in asyncio.run(ask("SELECT id FROM h17_visits ORDER BY id"))]
if got != [1001, 1010]:
    fail("visits left are %r" % got)
print("CHECK OK")
