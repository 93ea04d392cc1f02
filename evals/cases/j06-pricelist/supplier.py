import csv
import io

PRICE_FILE = """\
sku;name;price;discount;remark
A-1;Hinge;2.40;;
A-2;Handle;7.90;0.10;while stocks last
A-3;Lock;31.00;0.05;
A-4;Key blank;1.15;;min. order 20
"""

NUMERIC = ("price", "discount")


def convert(column, value):
    return float(value) if column in NUMERIC else value


def read_articles(text=PRICE_FILE):
    reader = csv.DictReader(io.StringIO(text), delimiter=";")
    articles = []
    for row in reader:
        article = {column: convert(column, value) for column, value in row.items() if value}
        article["id"] = article.pop("sku")
        articles.append(article)
    return articles
