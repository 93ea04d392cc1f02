"""Renders and posts the letters of one client."""
from concurrent.futures import ThreadPoolExecutor

from config import CLIENTS, PARALLEL
from models import db


def render(letter, sender):
    return f"Dear {letter['recipient']},\n{letter['body']}\n-- {sender}"


def post_letter(letter, sender):
    text = render(letter, sender)
    db.express_sync.update("Letter", letter["id"], {"body": text, "state": "sent"})
    return letter["id"], len(text)


def pending():
    return sorted(db.express_sync.list("Letter", {"state": "draft"}), key=lambda letter: letter["id"])


def run_client(client):
    sender = CLIENTS[client]
    with db.tenant_context.switch(client):
        letters = pending()
        with ThreadPoolExecutor(max_workers=PARALLEL, thread_name_prefix=client) as pool:
            jobs = [pool.submit(post_letter, letter, sender) for letter in letters]
            return [job.result() for job in jobs]
