from club import Club, db

club = Club()
club.join("k-11", "Vera")
club.join("k-12", "Jonas", "gold")
club.leave("k-11")
print("members:", club.members())

club.join("k-11", "Vera", "gold")
print("members:", club.members())
db.close()
