from dotenv import load_dotenv

load_dotenv()

from catalogue import add, names, shut  # noqa: E402


def main():
    add("h1", "Arnica montana", 1850)
    add("h2", "Salvia officinalis", 400)
    print("herbs:", ", ".join(names()))
    shut()


if __name__ == "__main__":
    main()
