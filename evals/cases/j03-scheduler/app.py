from journal import db, finish

PLAN = {"stock_sync": 2, "mail_digest": 3, "price_update": 4}


def load_plan():
    for job_id, hour in PLAN.items():
        db.express_sync.create("Job", {"id": job_id, "hour": hour})


def run_night():
    for job in sorted(db.express_sync.list("Job"), key=lambda j: j["hour"]):
        finish(job["id"], f"{job['id']} finished at {job['hour']:02d}:00")
        print("finished", job["id"])


def main():
    load_plan()
    run_night()
    print("done:", db.express_sync.count("Job", {"state": "done"}))
    print("entries:", db.express_sync.count("Entry"))
    db.close()


if __name__ == "__main__":
    main()
