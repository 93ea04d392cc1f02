import asyncio

import asyncpg
from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

URL = "postgresql://postgres@127.0.0.1:5432/test"
TABLES = """
DROP TABLE IF EXISTS dfx_822_pages;
DROP TABLE IF EXISTS dfx_822_books;
CREATE TABLE dfx_822_books (id TEXT PRIMARY KEY, title TEXT NOT NULL,
    created_at TIMESTAMP DEFAULT now(), updated_at TIMESTAMP DEFAULT now());
CREATE TABLE dfx_822_pages (id TEXT PRIMARY KEY, book_id TEXT NOT NULL REFERENCES dfx_822_books (id),
    created_at TIMESTAMP DEFAULT now(), updated_at TIMESTAMP DEFAULT now());
"""


async def make_tables():
    connection = await asyncpg.connect(URL)
    await connection.execute(TABLES)
    await connection.close()


asyncio.run(make_tables())
db = DataFlow(URL, auto_migrate=False)


@db.model
class Book:
    __tablename__ = "dfx_822_books"
    id: str
    title: str


@db.model
class Page:
    __tablename__ = "dfx_822_pages"
    id: str
    book_id: str


workflow = WorkflowBuilder()
workflow.add_node("PageCreateNode", "first_page", {"id": "p1"})
workflow.add_node("BookCreateNode", "the_book", {"id": "b1", "title": "Emma"})
workflow.add_connection("the_book", "id", "first_page", "book_id")
with LocalRuntime() as runtime:
    results, _ = runtime.execute(workflow.build())
print(results["first_page"]["book_id"])
