from datetime import datetime, timedelta

from content import Newsroom, db

ARTICLES = {
    "bridge": "Bridge closed until May",
    "choir": "Choir looks for tenors",
    "harbour": "Harbour dredging begins",
}
LOG = ["bridge", "harbour", "bridge", "harbour", "harbour", "bridge", "choir", "bridge"]


def replay(newsroom, log, start=datetime(2024, 3, 1, 8, 0)):
    for minute, slug in enumerate(log):
        newsroom.visit(slug, start + timedelta(minutes=minute))


def main():
    newsroom = Newsroom(threshold=3)
    for slug, headline in ARTICLES.items():
        newsroom.publish(slug, headline)
    replay(newsroom, LOG)
    print("front page:", " / ".join(newsroom.front_page()))
    db.close()


if __name__ == "__main__":
    main()
