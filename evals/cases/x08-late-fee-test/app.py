import sys
import unittest

from fees import late_fee
from store import db


class LoanTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        db.express_sync.create("Loan", {"id": 1, "reader": "Nia", "due_day": 10, "returned_day": 0})
        db.express_sync.create("Loan", {"id": 2, "reader": "Per", "due_day": 10, "returned_day": 0})

    @classmethod
    def tearDownClass(cls):
        db.close()

    def test_duplicate_loan_is_refused(self):
        with self.assertRaises(RuntimeError):
            db.express_sync.create("Loan", {"id": 1, "reader": "Ole", "due_day": 12, "returned_day": 0})

    def test_fee_after_return(self):
        for loan_id, returned_day, cents in ((1, 12, 0), (2, 15, 50)):
            db.express_sync.update("Loan", loan_id, {"returned_day": returned_day})
            loan = db.express_sync.read("Loan", loan_id)
            self.assertEqual(late_fee(loan), cents, f"fee for loan {loan_id} of table loans")


if __name__ == "__main__":
    result = unittest.main(exit=False, verbosity=2).result
    print("tests:", "passed" if result.wasSuccessful() else "FAILED")
    sys.exit(not result.wasSuccessful())
