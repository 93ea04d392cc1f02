"""Loads the supplier's price feed every night and prints the list for the counter."""
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

from feed import MONDAY, TUESDAY, parse
from store import db


def load(articles, batch_size=500):
    workflow = WorkflowBuilder()
    workflow.add_node("ArticleBulkUpsertNode", "load", {
        "data": articles,
        "batch_size": batch_size,
    })
    with LocalRuntime() as runtime:
        results, _ = runtime.execute(workflow.build())
    return results["load"]


def nightly(day, text):
    articles = list(parse(text, supplier="Weidner"))
    outcome = load(articles)
    if not outcome["success"]:
        raise SystemExit(f"{day}: feed refused: {outcome.get('error')}")
    print(f"{day}: {outcome['processed']} of {len(articles)} articles processed")


def price_list():
    for article in sorted(db.express_sync.list("Article"), key=lambda a: a["id"]):
        yield f"{article['id']}  {article['label']:<17} {article['cents'] / 100:>6.2f}"


def main():
    nightly("monday", MONDAY)
    nightly("tuesday", TUESDAY)
    for line in price_list():
        print(line)


if __name__ == "__main__":
    main()
