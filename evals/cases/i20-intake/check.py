import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg2

HERE = Path(__file__).resolve().parent


def fail(why):
    print("CHECK FAILED:", why)
    sys.exit(1)


def ask(sql):
    con = psycopg2.connect("postgresql://postgres@127.0.0.1:5432/test")
    con.autocommit = True
    try:
        with con.cursor() as cur:
            cur.execute(sql)
            return cur.fetchall() if cur.description else None
    except psycopg2.Error as exc:
        fail("%s: %s" % (sql, exc))
    finally:
        con.close()


ask("DROP TABLE IF EXISTS i20_patients; DROP TYPE IF EXISTS i20_allergy")
log = HERE / "helpdesk.log"
log.unlink(missing_ok=True)
env = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REGISTRY_DB")}
try:
    proc = subprocess.run([sys.executable, "app.py"], cwd=HERE, env=env,
                          capture_output=True, text=True, timeout=120)
except subprocess.TimeoutExpired:
    fail("app.py did not finish")
if proc.returncode != 0:
    fail("app.py exited with %s: %s" % (proc.returncode, proc.stderr[-300:]))
if "stored: 2, sent to the help desk: 2, wards: A2 B1" not in proc.stdout:
    fail("wrong report: %r" % proc.stdout[-300:])
if not log.exists():
    fail("helpdesk.log was not written")
text = log.read_text()
forms = [json.loads(line)["form"] for line in text.splitlines()]
if forms != ["P-3002", "P-3004"]:
    fail("help desk has %r" % forms)
for word in ("HIV", "methadone"):
    if word in text or word in proc.stdout or word in proc.stderr:
        fail("the answer %r can be read in the logs" % word)
if ask("SELECT id, allergy::text FROM i20_patients ORDER BY id") != [("P-3001", "none"), ("P-3003", "latex")]:
    fail("stored patients are wrong")
print("CHECK OK")
