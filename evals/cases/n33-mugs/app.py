import unittest

from prices import db, discounted


class Discount(unittest.TestCase):
    def test_stored(self):
        db.express_sync.upsert("Item", {"id": "mug", "cents": 1000})
        self.assertEqual(db.express_sync.read("Item", "mug")["cents"], 1000)

    def test_tenth_off(self):
        db.express_sync.upsert("Item", {"id": "cup", "cents": 500})
        self.assertEqual(discounted("cup"), 450)


if __name__ == "__main__":
    unittest.main()
