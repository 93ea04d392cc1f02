"""Fills the list of nightly backup jobs from the file the teams maintain."""
import json

from catalog import HERE, db


def as_job(entry):
    job = {"id": entry["id"], "owner": entry["owner"]}
    job["target_url"] = entry["url"]
    if "keep_days" in entry:
        job["keep_days"] = entry["keep_days"]
    return job


def load(path):
    for entry in json.loads(path.read_text()):
        db.express_sync.create("BackupJob", as_job(entry))


def plan():
    return db.express_sync.list("BackupJob", {}, order_by=["id"])


if __name__ == "__main__":
    try:
        load(HERE / "jobs.json")
        for job in plan():
            print(job["id"], job["keep_days"], job["target_url"])
    finally:
        db.close()
