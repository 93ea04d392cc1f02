import asyncio
import os
import subprocess
import sys
from pathlib import Path

import asyncpg

HERE = Path(__file__).resolve().parent
URL = os.environ.get("WARD_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")


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
asyncio.run(ask("DROP TABLE IF EXISTS h19_patients, h19_rounds"))
env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
try:
    proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env, capture_output=True, text=True, timeout=90)
except subprocess.TimeoutExpired:
    fail("app.py did not finish")
if proc.returncode != 0:
    fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
for part in ("rounds on record: 3", "N2: Adams, Costa; 65 min, 32.5 per patient", "S1: Diaz; 30 min, 30.0 per patient"):
    if part not in proc.stdout:
        fail("%r is missing in the output: %s" % (part, proc.stdout))
got = asyncio.run(ask("SELECT (SELECT count(*) FROM h19_patients) AS p, (SELECT count(*) FROM h19_rounds) AS r"))[0]
if tuple(got) != (4, 3):
    fail("rows are %r" % (tuple(got),))
print("CHECK OK")
