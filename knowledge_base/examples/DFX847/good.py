import asyncio

import psycopg2
from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"
TABLE = """
DROP TABLE IF EXISTS dfx847_requests;
DROP TYPE IF EXISTS dfx847_subject;
CREATE TYPE dfx847_subject AS ENUM ('invoice', 'delivery');
CREATE TABLE dfx847_requests (
    id TEXT PRIMARY KEY,
    subject dfx847_subject NOT NULL
);
"""


def make_table():
    connection = psycopg2.connect(URL)
    connection.autocommit = True
    connection.cursor().execute(TABLE)
    connection.close()


def answer(request, error):
    return f"{request['id']} was not taken: {type(error).__name__}"


async def main():
    make_table()
    db = DataFlow(URL, auto_migrate=False)

    @db.model
    class Request:
        __tablename__ = "dfx847_requests"
        id: str
        subject: str

    requests = [{"id": "r1", "subject": "invoice"}, {"id": "r2", "subject": "my divorce"}]
    mails = []
    for request in requests:
        try:
            await db.express.create("Request", request)
        except RuntimeError as error:
            mails.append(answer(request, error))
    await db.close_async()
    print("mails:", len(mails), "that quote a subject:", sum("divorce" in mail for mail in mails))


asyncio.run(main())
