"""Takes the mails of the morning into the help desk."""
from desk import letter, mention, open_ticket

MAILS = [
    ("Hofer", "Items I delete from the basket come back after a minute."),
    ("Iqbal", "The printer on floor 2 is out of toner."),
    ("Janssen", "Since Friday I can't delete from the shared folder, please update contact set B as well."),
    ("Kovac", "My second screen stays black."),
]


def main():
    numbers = [open_ticket(4100 + n, customer, " ".join(body.split()))
               for n, (customer, body) in enumerate(MAILS)]
    print("opened:", ", ".join(numbers))
    for phrase in ("delete from", "toner", "screen"):
        print(f"mentions of '{phrase}':", ", ".join(mention(phrase)) or "-")
    for number in numbers:
        print(letter(number))


if __name__ == "__main__":
    main()
