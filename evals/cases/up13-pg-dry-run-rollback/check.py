import asyncio, os, subprocess, sys
import asyncpg
HERE = os.path.dirname(os.path.abspath(__file__))
os.chdir(HERE)
URL = "postgresql://postgres@127.0.0.1:5432/test"
try:
    p = subprocess.run([sys.executable, "app.py"], capture_output=True, text=True, timeout=90)
except subprocess.TimeoutExpired:
    sys.exit("app.py did not end within 90 s")
if p.returncode != 0:
    sys.exit("app.py ended with code %d: %s" % (p.returncode, p.stderr.strip().splitlines()[-1:]))
def need(ok, what):
    if not ok:
        sys.exit("not fixed: " + what)
def rows(sql):
    async def go():
        con = await asyncpg.connect(URL)
        try:
            return [tuple(r) for r in await con.fetch(sql)]
        finally:
            await con.close()
    return asyncio.run(go())

need("rollback: rolled_back" in p.stdout, "output is %r" % p.stdout)
got = rows("select id from transfers order by id")
need(got == [(1,)], "transfers are %r" % got)
need("transfers kept: [1]" in p.stdout, "output is %r" % p.stdout)
