from forms import SUBMISSIONS
from mailing import confirm, db, letters, subscribe

if __name__ == "__main__":
    for form in SUBMISSIONS:
        subscribe(form)
    confirm("lea@example.org")
    confirm("ivo@example.org")
    print("letters:", len(letters()))
    for letter in letters():
        print(letter)
    db.close()
