"""Calendar arithmetic, against dates anyone can look up."""

from datetime import date

import dateutil.easter
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.calendrical import days_between, easter, is_possible, resolve, weekday_of, years_between
from claimcheck.model import When

TUESDAY = date(2025, 9, 16)
days = st.dates()


def one(day: date) -> tuple[date, date]:
    return day, day


def test_the_weekday_of_a_full_date_is_known() -> None:
    assert 1 == weekday_of(When(2025, 9, 16))


def test_the_weekday_of_a_date_without_a_year_is_unknown() -> None:
    assert weekday_of(When(None, 9, 16)) is None


def test_the_thirty_first_of_april_is_impossible() -> None:
    assert not is_possible(When(None, 4, 31))


def test_the_leap_day_needs_a_leap_year() -> None:
    assert not is_possible(When(2025, 2, 29))


def test_the_leap_day_is_possible_when_no_year_is_written() -> None:
    assert is_possible(When(None, 2, 29))


def test_an_impossible_end_makes_the_range_impossible() -> None:
    assert not is_possible(When(2025, 6, 1, until=When(2025, 6, 31)))


def test_a_month_runs_from_its_first_to_its_last_day() -> None:
    assert (date(2024, 2, 1), date(2024, 2, 29)) == resolve(When(2024, 2), None)


def test_a_date_without_a_year_is_the_one_nearest_to_the_dateline() -> None:
    assert one(date(2024, 12, 30)) == resolve(When(None, 12, 30), date(2025, 1, 4))


def test_a_date_without_a_year_needs_a_dateline() -> None:
    assert resolve(When(None, 12, 30), None) is None


def test_a_weekday_is_the_one_before_or_the_one_after() -> None:
    assert (date(2025, 9, 12), date(2025, 9, 19)) == resolve(When(weekday=4), TUESDAY)


def test_last_friday_is_before_the_dateline() -> None:
    assert one(date(2025, 9, 12)) == resolve(When(weekday=4, relative="last"), TUESDAY)


def test_last_week_begins_on_a_monday() -> None:
    assert (date(2025, 9, 8), date(2025, 9, 14)) == resolve(When(relative="last_week"), TUESDAY)


def test_last_month_in_january_is_december() -> None:
    assert (date(2024, 12, 1), date(2024, 12, 31)) == resolve(When(relative="last_month"), date(2025, 1, 4))


def test_a_range_over_new_year_begins_in_the_old_year() -> None:
    expected = (date(2019, 12, 28), date(2020, 1, 3))
    assert expected == resolve(When(None, 12, 28, until=When(2020, 1, 3)), None)


def test_an_impossible_day_cannot_be_dated() -> None:
    assert resolve(When(2025, 2, 30), TUESDAY) is None


def test_nobody_is_a_year_older_on_the_eve_of_a_birthday() -> None:
    assert (29, 29) == years_between(one(date(1990, 5, 2)), one(date(2020, 5, 1)))


def test_two_bare_years_leave_two_possible_ages() -> None:
    born, died = resolve(When(1931), None), resolve(When(2019), None)
    assert born and died and (87, 88) == years_between(born, died)


def test_days_between_months_know_the_fewest_and_the_most() -> None:
    assert (1, 58) == days_between((date(2023, 1, 1), date(2023, 1, 31)), (date(2023, 2, 1), date(2023, 2, 28)))


def test_easter_agrees_with_dateutil_in_every_year_that_has_one() -> None:
    assert [] == [year for year in range(1583, 4100) if dateutil.easter.easter(year) != easter(year)]


def test_easter_agrees_with_the_almanacs() -> None:
    expected = [date(1954, 4, 18), date(1981, 4, 19), date(2000, 4, 23), date(2023, 4, 9), date(2038, 4, 25)]
    assert expected == [easter(day.year) for day in expected]


@given(st.integers(1583, 9999))
def test_easter_is_a_sunday_of_march_or_april(year: int) -> None:
    assert easter(year).weekday() == 6 and (3, 22) <= (easter(year).month, easter(year).day) <= (4, 25)


@given(st.builds(When, *[st.none() | st.integers(-5, 12000)] * 5), st.none() | days)
def test_any_moment_resolves_to_ordered_days_or_to_nothing(when: When, dateline: date | None) -> None:
    found = resolve(when, dateline)
    assert found is None or found[0] <= found[1]
