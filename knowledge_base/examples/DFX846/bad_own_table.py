import asyncio

import aiomysql
from dataflow import DataFlow
from kailash.runtime import AsyncLocalRuntime
from kailash.workflow.builder import WorkflowBuilder

TABLES = (
    "DROP TABLE IF EXISTS dfx846_members",
    "CREATE TABLE dfx846_members (id INT AUTO_INCREMENT PRIMARY KEY, mail VARCHAR(80) NOT NULL,"
    " fee INT NOT NULL, created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,"
    " updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)",
)


async def make_tables():
    connection = await aiomysql.connect(host="127.0.0.1", user="root", db="test", autocommit=True)
    async with connection.cursor() as cursor:
        for statement in TABLES:
            await cursor.execute(statement)
    connection.close()


async def take_over(runtime, members):
    workflow = WorkflowBuilder()
    workflow.add_node(
        "MemberBulkUpsertNode",
        "members",
        {"data": members, "conflict_on": ["mail"], "conflict_resolution": "update"},
    )
    await runtime.execute_workflow_async(workflow.build(), inputs={})


async def main():
    await make_tables()
    db = DataFlow("mysql://root@127.0.0.1:3306/test", auto_migrate=False, cache_enabled=False)

    @db.model
    class Member:
        __tablename__ = "dfx846_members"
        id: int
        mail: str
        fee: int

    async with AsyncLocalRuntime() as runtime:
        await take_over(runtime, [{"mail": "ada@example.org", "fee": 20}])
        await take_over(runtime, [{"mail": "ada@example.org", "fee": 25}])
    print("fees:", [row["fee"] for row in await db.express.list("Member")])


asyncio.run(main())
