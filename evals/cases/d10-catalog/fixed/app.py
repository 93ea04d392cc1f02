import asyncio
import math
from pathlib import Path

from dataflow import DataFlow
from kailash.runtime import AsyncLocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(str(Path(__file__).resolve().parent / "catalog.db"))


@db.model
class Article:
    id: str
    title: str
    category: str
    published: bool = False


class Catalog:
    def __init__(self, page_size=5):
        self.page_size = page_size
        self.runtime = AsyncLocalRuntime()

    async def page(self, number, **criteria):
        wf = WorkflowBuilder()
        wf.add_node("ArticleListNode", "articles", {
            "filter": criteria,
            "order_by": ["id"],
            "limit": self.page_size,
            "offset": (number - 1) * self.page_size,
        })
        wf.add_node("ArticleCountNode", "total", {"filter": dict(criteria)})
        results, _ = await self.runtime.execute_workflow_async(wf.build(), inputs={})
        articles = results["articles"]
        total = results["total"]["count"]
        return {
            "items": articles["records"],
            "total": total,
            "pages": math.ceil(total / self.page_size),
        }


async def sitemap(catalog):
    first = await catalog.page(1, published=True)
    urls = [f"/a/{a['id']}" for a in first["items"]]
    for number in range(2, first["pages"] + 1):
        urls += [f"/a/{a['id']}" for a in (await catalog.page(number, published=True))["items"]]
    return first["total"], urls


async def main():
    await db.express.bulk_create("Article", [
        {"id": f"art-{n:02}", "title": f"Article {n}", "category": "howto", "published": n % 4 != 0}
        for n in range(1, 17)
    ])
    total, urls = await sitemap(Catalog())
    print("published articles:", total)
    print("urls in sitemap:", len(urls), urls[0], "...", urls[-1])
    await db.close_async()


asyncio.run(main())
