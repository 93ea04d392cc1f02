"""Loading entries: what is read, and what the errors say."""

import shutil
from pathlib import Path

import pytest

from dataflow_debugger.knowledge_base import loader
from dataflow_debugger.knowledge_base.loader import KnowledgeError, load, unknown_names

SAMPLES = Path(__file__).parents[1] / "data" / "knowledge"
NESTED = "entries/nodes/DFX201-nested-data.yaml"


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("DATAFLOW_DEBUG_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def kb(tmp_path):
    """A copy of the samples that a test may break."""
    return Path(shutil.copytree(SAMPLES, tmp_path / "team"))


def change(kb, file, old, new):
    path = kb / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_reads_every_entry_in_order_of_codes():
    assert [entry.code for entry in load(SAMPLES)] == ["DFX201", "DFX401", "DFX701", "DFX901"]


def test_the_shipped_entries_are_sound():
    assert load().problems == ()


def test_finds_an_entry_by_code_whatever_its_case():
    kb = load(SAMPLES)
    assert kb.get("dfx201") is kb.entries[0]
    assert kb.get("DFX999") is None


def test_resolves_example_paths_below_the_folder_of_the_entry():
    kb = load(SAMPLES)
    assert SAMPLES.resolve() / "examples/bad.py" == kb.path(kb.entries[0], kb.entries[0].examples[0].bad)


def test_joins_several_folders(kb):
    shutil.rmtree(kb / "entries" / "nodes")
    change(kb, "entries/schema/DFX401-no-table.yaml", "DFX401", "DFX499")
    (kb / "entries/schema/DFX401-no-table.yaml").rename(kb / "entries/schema/DFX499-no-table.yaml")
    shutil.rmtree(kb / "entries" / "results")
    shutil.rmtree(kb / "entries" / "upstream")
    assert len(load(SAMPLES, kb)) == 5


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "kind: edit",
            "kind: patch",
            "fixes.0.kind: input should be 'edit', 'upgrade', 'config' or 'workaround'",
        ),
        ("weight: 2", "weight: 20", "checks.1.weight: input should be less than or equal to 5"),
        ('missing required inputs"]', 'missing ("]', 'symptoms.messages: "Node'),
        ("examples/bad.py", "examples/gone.py", "examples.0.bad: examples/gone.py does not exist"),
        ("title: Create", "titel: Create", "title: field required"),
        ("code: DFX201", "code: DFX301", "code: DFX301 belongs in entries/graph/ (3 is the family 'graph')"),
        ("code: DFX201", "code: DFX202", "code: the file name must begin with 'DFX202-'"),
        ("cause: >", "cause: [", "line 11: "),
        ("weight: 2", "refute: dialect", "checks.1: a check has exactly one of"),
    ],
)
def test_an_error_names_file_and_field(kb, old, new, problem):
    change(kb, NESTED, old, new)
    with pytest.raises(KnowledgeError) as caught:
        load(kb)
    assert f"team/{NESTED}: {problem}" in "\n".join(caught.value.problems)
    assert "\n" not in str(caught.value)


def test_a_code_used_twice_is_an_error(kb):
    shutil.copy(kb / NESTED, kb / "entries/nodes/DFX201-other.yaml")
    with pytest.raises(
        KnowledgeError, match=r"code: DFX201 is already used by team/entries/nodes/DFX201-nested"
    ):
        load(kb)


def test_broken_entries_can_be_left_out(kb):
    change(kb, NESTED, "kind: edit", "kind: patch")
    found = load(kb, skip_broken=True)
    assert ([entry.code for entry in found], len(found.problems)) == (["DFX401", "DFX701", "DFX901"], 1)


def test_a_folder_without_entries_is_an_error(tmp_path):
    with pytest.raises(KnowledgeError, match="is not a knowledge base"):
        load(tmp_path)


def test_the_digest_changes_with_an_entry(kb):
    before = load(kb).digest
    change(kb, NESTED, "weight: 2", "weight: 3")
    assert before != load(kb).digest


def test_the_cache_gives_the_same_entries(own_cache):
    first = load(SAMPLES)
    assert len(list(own_cache.glob("entries-*.json"))) == 1
    assert first.entries == load(SAMPLES).entries


def test_a_damaged_cache_is_ignored(own_cache):
    load(SAMPLES)
    next(own_cache.glob("entries-*.json")).write_text("[1, 2")
    assert len(load(SAMPLES)) == 4


def test_old_caches_are_removed(kb, own_cache):
    for weight in range(1, 4 + loader.CACHES_KEPT):
        (kb / NESTED).write_text((SAMPLES / NESTED).read_text() + f"# {weight}\n")
        load(kb)
    assert len(list(own_cache.glob("entries-*.json"))) == loader.CACHES_KEPT


def test_an_unwritable_cache_does_not_matter(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DATAFLOW_DEBUG_CACHE", str(tmp_path / "file" / "below"))
    assert len(load(SAMPLES)) == 4


def test_an_example_that_is_not_recorded_yet_is_named_but_loads(kb):
    change(kb, NESTED, "good: examples/good.py}", "good: examples/good.py, recorded: examples/run.json}")
    found = load(kb)
    problems = unknown_names(
        found, {use.name for entry in found for use in entry.checks}, {"flatten_key", "rewrite"}
    )
    assert problems == ["DFX201-nested-data.yaml: examples.0.recorded: examples/run.json is not recorded yet"]


def test_names_of_checks_edits_and_entries_that_do_not_exist():
    checks = {"exception_matches", "text_matches", "option_is", "dialect", "call_matches", "package_version"}
    assert unknown_names(load(SAMPLES), checks, {"flatten_key"}) == [
        "DFX201-nested-data.yaml: checks.1: there is no check named 'node_config_has'",
        "DFX401-no-table.yaml: fixes.0.edit: there is no edit named 'rewrite'",
    ]
