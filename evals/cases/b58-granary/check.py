import asyncio, os, subprocess, sys
import asyncpg
HERE = os.path.dirname(os.path.abspath(__file__))
os.chdir(HERE)
URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")
async def sql(text, fetch=False):
    con = await asyncpg.connect(URL)
    try:
        if fetch:
            return [tuple(r) for r in await con.fetch(text)]
        await con.execute(text)
    finally:
        await con.close()
asyncio.run(sql("DROP TABLE IF EXISTS grain_silos CASCADE"))
try:
    p = subprocess.run([sys.executable, "app.py"], capture_output=True, text=True, timeout=120)
except subprocess.TimeoutExpired:
    sys.exit("app.py did not end within 120 s")
if p.returncode != 0:
    sys.exit("app.py ended with code %d: %s" % (p.returncode, p.stderr.strip().splitlines()[-1:]))
def need(ok, what):
    if not ok:
        sys.exit("not fixed: " + what)
got = asyncio.run(sql("SELECT id, tons FROM grain_silos ORDER BY id", fetch=True))
need(got == [(1, 55), (2, 40)], "silos are %r" % got)
need("East 55" in p.stdout and "West 40" in p.stdout, "output is %r" % p.stdout)
