from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'forum.db'}")


@db.model
class Post:
    id: str
    text: str


@db.model
class Answer:
    id: str
    post: str
    text: str


def create(model, record):
    return db.express_sync.create(model, record)


post = create("Post", {"id": "p1", "text": "How do I delete from a list?"})
answer = create("Answer", {"id": "a1", "post": post["id"], "text": "With del."})
print(post["text"], answer["text"])
db.close()
