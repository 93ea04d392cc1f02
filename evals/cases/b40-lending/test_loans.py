def test_lend(loans):
    loans.lend("l1", "mira", "Dune")
    assert [row["title"] for row in loans.open_loans("mira")] == ["Dune"]


def test_give_back(loans):
    loans.lend("l1", "mira", "Emma")
    loans.give_back("l1")
    assert loans.open_loans("mira") == []


def test_two_readers(loans):
    loans.lend("l1", "mira", "Ulysses")
    loans.lend("l2", "joan", "Persuasion")
    assert [row["id"] for row in loans.open_loans("joan")] == ["l2"]
