import asyncio
import os
import subprocess
import sys
from pathlib import Path

import asyncpg

HERE = Path(__file__).resolve().parent
URL = os.environ.get("SENSORS_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")


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
asyncio.run(ask("DROP TABLE IF EXISTS h18_readings"))
env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
try:
    proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env, capture_output=True, text=True, timeout=90)
except subprocess.TimeoutExpired:
    fail("app.py did not finish")
if proc.returncode != 0:
    fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
for part in ("monday {'hall': [17.5, 19.0], 'cellar': [9.25]}", "tuesday {'hall': [16.75, 18.5], 'cellar': [9.0]}"):
    if part not in proc.stdout:
        fail("%r is missing in the output: %s" % (part, proc.stdout))
got = [tuple(row) for row in asyncio.run(ask(
    "SELECT sensor, count(*), max(taken_at)::text FROM h18_readings GROUP BY sensor ORDER BY sensor"))]
if got != [("cellar", 2, "2025-02-04 06:00:00"), ("hall", 4, "2025-02-04 12:00:00")]:
    fail("readings are %r" % got)
print("CHECK OK")
