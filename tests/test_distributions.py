"""Tail probabilities agree with published tables."""

from __future__ import annotations

import pytest

from claimcheck.checks import distributions


def test_the_normal_quantile_of_the_tables_leaves_five_per_cent() -> None:
    assert pytest.approx(0.05, abs=1e-9) == distributions.normal(1.959963984540054)


@pytest.mark.parametrize(("t", "df"), [(12.706204736, 1), (2.228138852, 10), (2.048407142, 28), (1.983971519, 100)])
def test_students_quantiles_leave_five_per_cent(t: float, df: int) -> None:
    assert pytest.approx(0.05, abs=1e-8) == distributions.student(t, df)


@pytest.mark.parametrize(("f", "df1", "df2"), [(4.170876786, 1, 30), (3.325834530, 5, 10), (161.4476388, 1, 1)])
def test_fishers_quantiles_leave_five_per_cent(f: float, df1: int, df2: int) -> None:
    assert pytest.approx(0.05, abs=1e-8) == distributions.fisher(f, df1, df2)


@pytest.mark.parametrize(("x", "df"), [(3.841458821, 1), (5.991464547, 2), (18.307038053, 10), (124.342113404, 100)])
def test_chi_square_quantiles_leave_five_per_cent(x: float, df: int) -> None:
    assert pytest.approx(0.05, abs=1e-8) == distributions.chi_square(x, df)


def test_a_correlation_is_judged_as_its_t() -> None:
    assert pytest.approx(0.05, abs=1e-4) == distributions.correlation(0.3610, 28)


def test_a_statistic_of_zero_proves_nothing() -> None:
    assert [1.0, 1.0, 1.0, 1.0] == [
        distributions.normal(0),
        pytest.approx(distributions.student(0, 5)),
        distributions.fisher(0, 2, 9),
        distributions.chi_square(0, 3),
    ]
