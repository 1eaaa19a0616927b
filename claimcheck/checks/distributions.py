"""Tail probabilities of the usual test statistics, in floating point, to about ten digits.

The only place where floats are used: p-values are compared with printed ones of a few decimals.
Source: Press et al., Numerical Recipes, sections 6.2 (incomplete gamma) and 6.4 (incomplete beta).
"""

from __future__ import annotations

import math

TINY, ENOUGH, TURNS = 1e-300, 1e-13, 2000


def normal(z: float) -> float:
    """The two-sided p-value of a standard normal statistic."""
    return math.erfc(abs(z) / math.sqrt(2))


def student(t: float, df: float) -> float:
    """The two-sided p-value of Student's t."""
    return _beta(df / (df + t * t), df / 2, 0.5)


def fisher(f: float, df1: float, df2: float) -> float:
    """The upper tail of F."""
    return 1.0 if f <= 0 else _beta(df2 / (df2 + df1 * f), df2 / 2, df1 / 2)


def correlation(r: float, df: float) -> float:
    """The two-sided p-value of a correlation with n - 2 degrees of freedom."""
    return 0.0 if abs(r) >= 1 else student(r * math.sqrt(df / (1 - r * r)), df)


def chi_square(x: float, df: float) -> float:
    """The upper tail of chi-square."""
    return 1.0 if x <= 0 else _gamma_upper(df / 2, x / 2)


def _beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )  # fmt: skip
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(x, a, b) / a
    return 1 - front * _beta_fraction(1 - x, b, a) / b


def _beta_fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, TURNS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            d = 1 / _away(1 + step * d)
            c = _away(1 + step / c)
            value *= c * d
        if abs(c * d - 1) < ENOUGH:
            break
    return value


def _gamma_upper(a: float, x: float) -> float:
    """The regularised upper incomplete gamma function."""
    front = math.exp(-x + a * math.log(x) - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        for n in range(1, TURNS):
            term *= x / (a + n)
            total += term
            if term < total * ENOUGH:
                break
        return 1 - front * total
    b = x + 1 - a
    c, d = 1 / TINY, 1 / b
    value = d
    for n in range(1, TURNS):
        b += 2
        d = 1 / _away(b - n * (n - a) * d)
        c = _away(b - n * (n - a) / c)
        value *= c * d
        if abs(c * d - 1) < ENOUGH:
            break
    return front * value


def _away(value: float) -> float:
    return value if abs(value) > TINY else TINY
