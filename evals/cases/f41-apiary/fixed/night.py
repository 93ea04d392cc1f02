from hives import db


def weigh(rows):
    for row in rows:
        try:
            db.express_sync.create("Hive", row)
        except Exception:
            print("refused:", row["id"])
