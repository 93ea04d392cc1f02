import asyncio
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def run_app(timeout=90):
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


pg("DROP TABLE IF EXISTS h21_parcels", fetch=False)
out = run_app()
need(out, "booked 4 parcels", "bay A: 2 parcels, 7.4 kg", "bay B: 2 parcels, 13.2 kg")
got = pg("SELECT id, bay, grams FROM h21_parcels ORDER BY id")
if got != [("P-1041", "A", 2300), ("P-1042", "A", 5100), ("P-1043", "B", 800), ("P-1044", "B", 12400)]:
    fail("parcels are %r" % (got,))
pg("DROP TABLE IF EXISTS h21_parcels", fetch=False)
print("CHECK OK")
