from kailash.workflow.builder import WorkflowBuilder

PARSE = """
members = []
for line in text.splitlines()[1:]:
    number, name, section, joined, fee = line.split(';')
    cents = int(fee.replace(',', ''))
    members.append({'id': number, 'name': name, 'section': section, 'joined': joined, 'fee_cents': cents})
result = {'members': members}
"""


def import_workflow(text):
    wf = WorkflowBuilder()
    wf.add_node("PythonCodeNode", "parse_csv", {"code": PARSE, "text": text})
    wf.add_node("MemberBulkCreateNode", "import_members", {
        "data": "{{parse_csv.members}}",
        "batch_size": 500,
    })
    return wf.build()
