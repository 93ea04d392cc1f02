from dataflow import DataFlow

import clean

clean.reset("payslips")
db = DataFlow(clean.URL, cache_enabled=False)


@db.model
class Payslip:
    id: int
    cents: int
