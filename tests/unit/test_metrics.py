"""The figures of the eval harness on small inputs worked out by hand."""

import math

import pytest

from dataflow_debugger.evals import metrics


def test_hit_at_looks_no_further_than_k() -> None:
    assert metrics.hit_at(["A", "B", "C"], ["C"], 3) == 1.0
    assert metrics.hit_at(["A", "B", "C"], ["C"], 2) == 0.0


def test_reciprocal_rank_of_second_place_is_a_half() -> None:
    assert metrics.reciprocal_rank(["A", "B"], ["B"]) == 0.5
    assert metrics.reciprocal_rank([], ["B"]) == 0.0


def test_ndcg_is_one_for_the_best_order_and_less_for_the_reverse() -> None:
    assert metrics.ndcg_at(["A", "B"], ["A", "B"]) == pytest.approx(1.0)
    reverse = (1 + 2 / math.log2(3)) / (2 + 1 / math.log2(3))
    assert metrics.ndcg_at(["B", "A"], ["A", "B"]) == pytest.approx(reverse)


def test_interval_holds_the_mean_and_is_repeatable() -> None:
    first = metrics.bootstrap([1, 0, 1, 1])
    assert first.mean == 0.75
    assert first.low <= 0.75 <= first.high
    assert first == metrics.bootstrap([1, 0, 1, 1])


def test_no_values_give_no_figure() -> None:
    assert math.isnan(metrics.bootstrap([]).mean)


def test_calibration_of_overconfident_answers() -> None:
    assert metrics.expected_calibration_error([0.95, 0.95], [True, False]).mean == pytest.approx(0.45)


@pytest.mark.parametrize(("gained", "lost", "p"), [(0, 0, 1.0), (0, 5, 0.0625), (5, 5, 1.0), (0, 6, 0.03125)])
def test_exact_paired_p(gained: int, lost: int, p: float) -> None:
    assert metrics.exact_paired_p(gained, lost) == pytest.approx(p)
