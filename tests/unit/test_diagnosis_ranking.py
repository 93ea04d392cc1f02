"""The ranking model: scores, confidence, fitting."""

import pytest

from dataflow_debugger.agent import ranking
from dataflow_debugger.agent.ranking import FEATURES, exclusive, fit, read, shipped


def test_the_shipped_weights_name_every_feature():
    assert set(FEATURES) == set(shipped().score) - {"bias"}


def test_an_unknown_feature_is_an_error(tmp_path):
    file = tmp_path / "weights.yaml"
    file.write_text("score: {bias: 0, luck: 1}\ncalibration: {bias: 0, score: 1, margin: 0}\n")
    with pytest.raises(ValueError, match=r"weights\.yaml: score: there is no feature named 'luck'"):
        read(file)


def test_weights_survive_writing_and_reading(tmp_path):
    file = tmp_path / "weights.yaml"
    file.write_text(shipped().as_text())
    assert shipped() == read(file)


def test_a_confirmed_entry_outranks_a_mere_resemblance():
    weights = shipped()
    assert weights.raw({"confirmed": 1, "confirm_weight": 1}) > weights.raw(
        {"fused": 1, "first": 1, "dense": 1}
    )


def test_a_close_second_lowers_the_confidence():
    weights = shipped()
    assert weights.confidence(2.0, [1.9]) < weights.confidence(2.0, []) < weights.confidence(2.0, [-1.0])


def test_causes_that_exclude_each_other_share_one_probability():
    assert exclusive([0.75, 0.5, 0.5]) == pytest.approx([0.75, 0.125, 0.125])
    assert exclusive([0.5, 0.1]) == [0.5, 0.1]
    assert exclusive([]) == []


def test_confidence_is_a_probability_at_the_extremes():
    weights = shipped()
    assert 0 <= weights.confidence(-1e6, [1e6]) < 0.01
    assert 0.99 < weights.confidence(1e6, []) <= 1


def test_fitting_learns_which_feature_tells():
    told, untold = {"message": 1.0}, {"dense": 1.0}
    weights = fit([[told, untold]] * 40, [[True, False]] * 40)
    assert weights.score["message"] > shipped().score["message"]
    assert weights.score["dense"] < shipped().score["dense"]
    assert weights.confidence(weights.raw(told), [weights.raw(untold)]) > 0.9


def test_fitting_keeps_weights_that_no_case_speaks_of():
    weights = fit([[{"message": 1.0}, {}]] * 10, [[True, False]] * 10)
    assert shipped().score["version_bound"] == pytest.approx(weights.score["version_bound"])


def test_fitting_nothing_keeps_the_weights():
    assert dict(shipped().score) == pytest.approx(dict(fit([], []).score))
    assert ranking.shipped() is shipped()
