

def test_secrets_that_overlap_are_hidden_as_one():
    redactor = Redactor(["//hooks.slack.com/services/T0", "zebra42/x9"])
    assert redactor.text("see https://hooks.slack.com/services/T0/x90000000 now") == "see https:*** now"
    assert redactor.text("see zebra42/x9 now") == "see *** now"
