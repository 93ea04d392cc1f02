import asyncio, os, subprocess, sys
import asyncpg
HERE = os.path.dirname(os.path.abspath(__file__))
os.chdir(HERE)
URL = os.environ.get("DATABASE_URL", "postgresql://postgres:postgres@127.0.0.1:5432/test")
async def sql(text, fetch=False):
    con = await asyncpg.connect(URL)
    try:
        if fetch:
            return [tuple(r) for r in await con.fetch(text)]
        await con.execute(text)
    finally:
        await con.close()
asyncio.run(sql("DROP TABLE IF EXISTS courier_drops CASCADE"))
try:
    p = subprocess.run([sys.executable, "app.py"], capture_output=True, text=True, timeout=120)
except subprocess.TimeoutExpired:
    sys.exit("app.py did not end within 120 s")
if p.returncode != 0:
    sys.exit("app.py ended with code %d: %s" % (p.returncode, p.stderr.strip().splitlines()[-1:]))
def need(ok, what):
    if not ok:
        sys.exit("not fixed: " + what)
got = asyncio.run(sql("SELECT depot, address FROM courier_drops ORDER BY id", fetch=True))
need(sorted(got) == [("Aachen", "Markt 1"), ("Aachen", "Ring 4"), ("Celle", "Allee 9")], "drops are %r" % got)
need("import complete" in p.stdout, "output is %r" % p.stdout)
