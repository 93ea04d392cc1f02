from models import db
from worker import run_client

DRAFTS = {
    "bakery": [("bk-1", "Mr Sørensen", "your cake is ready."), ("bk-2", "Ms Wu", "we open at 7 on Monday.")],
    "garage": [("gm-1", "Mr Ferri", "the tyres have arrived.")],
}


def seed():
    for client, letters in DRAFTS.items():
        with db.tenant_context.switch(client):
            for letter_id, recipient, body in letters:
                db.express_sync.create("Letter", {"id": letter_id, "recipient": recipient, "body": body})


def sent_by(client):
    with db.tenant_context.switch(client):
        return db.express_sync.count("Letter", {"state": "sent"})


def main():
    seed()
    for client in DRAFTS:
        done = run_client(client)
        print(client, "posted", [letter_id for letter_id, _ in done])
    print({client: sent_by(client) for client in DRAFTS})


if __name__ == "__main__":
    try:
        main()
    finally:
        db.close()
