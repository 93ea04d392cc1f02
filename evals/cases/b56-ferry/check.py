import asyncio, os, subprocess, sys
import asyncpg
HERE = os.path.dirname(os.path.abspath(__file__))
os.chdir(HERE)
URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")
TABLES = ("ferry_bookings", "ferrybookings")
async def drop():
    con = await asyncpg.connect(URL)
    for t in TABLES:
        await con.execute("DROP TABLE IF EXISTS %s CASCADE" % t)
    await con.close()
async def rows():
    con = await asyncpg.connect(URL)
    got = [dict(r) for r in await con.fetch("SELECT * FROM ferry_bookings ORDER BY id")]
    await con.close()
    return got
asyncio.run(drop())
try:
    p = subprocess.run([sys.executable, "app.py"], capture_output=True, text=True, timeout=120)
except subprocess.TimeoutExpired:
    sys.exit("app.py did not end within 120 s")
if p.returncode != 0:
    sys.exit("app.py ended with code %d: %s" % (p.returncode, p.stderr.strip().splitlines()[-1:]))
def need(ok, what):
    if not ok:
        sys.exit("not fixed: " + what)
for line in ("Ida Brandt - suite", "Juri Koval - bunk"):
    need(line in p.stdout, "%r is missing in %r" % (line, p.stdout))
got = [{k.replace("_", "").lower(): v for k, v in r.items()} for r in asyncio.run(rows())]
need([(r["id"], r["firstname"], r["cabintype"]) for r in got] == [(1, "Ida", "suite"), (2, "Juri", "bunk")], "rows are %r" % got)
