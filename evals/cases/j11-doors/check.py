import os
import subprocess
import sys
from pathlib import Path

import psycopg2

HERE = Path(__file__).resolve().parent
PG = "postgresql://postgres@127.0.0.1:5432/test"


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def need(ok, why):
    if not ok:
        fail(why)


def sql(statement):
    con = psycopg2.connect(PG)
    con.autocommit = True
    try:
        cur = con.cursor()
        cur.execute(statement)
        return cur.fetchall() if cur.description else None
    except psycopg2.Error as exc:
        fail(str(exc))
    finally:
        con.close()


def run_app(timeout=120):
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    try:
        proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env,
                              capture_output=True, text=True, timeout=timeout)
    except subprocess.TimeoutExpired:
        fail("app.py did not finish")
    if proc.returncode != 0:
        fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
    return proc.stdout


sql("DROP TABLE IF EXISTS j11_doors, j11_badge, j11_badges")
out = run_app()
want = ["Nadia at main entrance: open", "Tom at main entrance: open", "badge 9999 at main entrance: unknown",
        "Nadia at server room: open", "Tom at server room: refused", "badge 9999 at server room: unknown"]
need([line for line in out.splitlines() if " at " in line] == want, "verdicts are wrong: %r" % out)
need(sql("select id, holder, level from j11_badge order by id") == [("4711", "Nadia", 3), ("4712", "Tom", 1)], "old table was changed")
