from pathlib import Path

from dataflow import DataFlow

from trash import summary

db = DataFlow(str(Path(__file__).resolve().parent / "notes.db"))


@db.model
class Memo:
    id: str
    project: str
    body: str

    __dataflow__ = {"soft_delete": True}


def main():
    memos = db.express_sync
    for number in range(1, 6):
        memos.create("Memo", {"id": f"m{number}", "project": "bridge", "body": f"memo {number}"})
    memos.create("Memo", {"id": "m9", "project": "tunnel", "body": "other"})
    memos.delete("Memo", "m2")
    memos.delete("Memo", "m4")

    report = summary(memos, "bridge")
    print("live:", report["live"])
    print("in trash:", report["trash"])
    print("ever written:", report["total"])
    db.close()


if __name__ == "__main__":
    main()
