from passports import db, issue

db.create_tables()
print("first:", issue("a", "C01X"))
print("second:", issue("b", "C01X"))
db.close()
