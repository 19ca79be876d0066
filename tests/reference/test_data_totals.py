"""Published totals, each with its document, held against the tables."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from winset.data.facilities import facility
from winset.data.read import read


def test_population_sums_to_the_published_total_and_threshold():
    # Agence Europe 13544, item 22 (12 December 2024): total 451 028 881, 65 % = 293 168 773
    population = read("eu27_population").frame["population_2025"]
    assert population.sum() == 451_028_881
    assert -(-int(population.sum()) * 65 // 100) == 293_168_773


def test_population_rounds_to_every_published_share():
    frame = read("eu27_population").frame
    exact = frame["population_2025"] / frame["population_2025"].sum() * 100
    assert exact.round(2).tolist() == frame["share_2025_pct"].tolist()


def test_population_is_exact_where_its_error_bound_is_nought():
    frame = read("eu27_population").frame
    exact = frame[frame["population_2025_half_width"] == 0]
    assert exact["population_2025"].tolist() == exact["population_1jan2024"].tolist()
    assert (frame["population_2025_half_width"] == 0).tolist() == frame[
        "population_1jan2024"
    ].notna().tolist()


def test_the_error_bound_is_half_a_hundredth_of_a_per_cent():
    # shares are printed to 0.01 %, so a share alone leaves +- 0.005 % of the total open
    frame = read("eu27_population").frame
    half = frame.loc[frame["population_2025_half_width"] > 0, "population_2025_half_width"]
    assert half.tolist() == pytest.approx([451_028_881 * 0.005 / 100] * len(half), abs=1)


def test_gdp_agrees_with_the_later_total_of_eurostat():
    # Eurostat, 21 October 2025: EU GDP 2023 = 17257.3 bn, 2024 = 18015.4 bn
    frame = read("eu27_gdp").frame
    assert frame["gdp_2023"].sum() == pytest.approx(17257.3, rel=0.003)
    assert frame["gdp_2024"].sum() == pytest.approx(18015.4, rel=0.005)


def test_gdp_shares_are_those_of_the_amounts():
    frame = read("eu27_gdp").frame
    shares = frame["gdp_2024"] / frame["gdp_2024"].sum() * 100
    # amounts are rounded to 0.1 bn of 17946
    assert (shares - frame["gdp_2024_share_pct"]).abs().max() < 0.001


def test_capital_key_sums_to_the_published_group_totals():
    # ECB, Capital subscription: euro area 8 851 402 605.67 of 10 825 007 069.61
    frame = read("eu27_capital_key").frame
    in_euro = sum(Decimal(str(x)) for x in frame.loc[frame["euro_area_2024"], "key_pct"])
    assert in_euro == Decimal("81.7681")
    assert sum(Decimal(str(x)) for x in frame["key_pct"]) == Decimal(100)
    assert round(8851402605.67 / 10825007069.61 * 100, 4) == float(in_euro)


@pytest.mark.parametrize(
    ("name", "total"),
    [
        ("ESM_subscribed", 708_493_700_000),  # esm.europa.eu/esm-governance
        ("ESM_paid_in", 80_970_690_000),  # esm.europa.eu/esm-governance
    ],
)
def test_capital_of_the_esm_sums_to_the_stated_total(name: str, total: float):
    amounts = facility(name).amounts
    assert amounts is not None
    assert amounts.sum() == total


@pytest.mark.parametrize(("name", "members"), [("ESM_key", 20), ("ESM_key_2021", 19)])
def test_keys_of_the_esm_sum_to_one_hundred(name: str, members: int):
    found = facility(name)
    assert len(found.members) == members
    assert sum(Decimal(str(x)) for x in found.values) == Decimal(100)


def test_guarantees_of_the_efsf_are_the_published_724_bn():
    # rekenkamer.nl, EFSF: 724.5 bn without Greece, Ireland, Portugal and Cyprus; Belgium 27032 m
    found = facility("EFSF_guarantee_2011")
    kept = [i for i, code in enumerate(found.members) if code not in {"EL", "IE", "PT", "CY"}]
    assert found.amounts is not None
    assert round(found.amounts[kept].sum() / 1e9, 1) == 724.5
    assert round(found.amounts[found.members.index("BE")] / 1e6) == 27032


def test_keys_of_the_development_fund_sum_to_one_hundred_over_28():
    found = facility("EDF11_key")
    assert (len(found.members), found.members[-1]) == (28, "UK")
    assert sum(Decimal(str(x)) for x in found.values) == Decimal(100)


def test_totals_in_the_table_of_facilities_are_met():
    for name, about in read("facilities").frame.dropna(subset="published_total").iterrows():
        without = {"EL", "IE", "PT", "CY"} if name == "EFSF_guarantee_2011" else set()
        found = facility(str(name))
        total = sum(
            Decimal(str(value))
            for code, value in zip(found.members, found.values, strict=True)
            if code not in without
        )
        printed_to = 100 if without else 1
        assert round(float(total) / printed_to) * printed_to == about["published_total"], name


def test_dissent_counts_every_state_over_the_same_entries():
    frame = read("council_dissent").frame
    assert frame.index[-1] == "UK"
    assert set(frame["entries_total"]) == {1755}
    acted = frame[["against", "abstained", "not_participating"]].sum(axis=1)
    assert (acted <= frame["entries_total"]).all()


def test_power_indices_of_every_game_sum_to_one():
    frame = read("power_indices").frame
    for game, rows in frame.groupby("game_id"):
        assert (rows["k"] * rows["swings"]).sum() == rows["swings_total"].iloc[0], game
        assert rows["k"].sum() == rows["n"].iloc[0], game
        exact = sum(
            Fraction(f) * int(k) for f, k in zip(rows["shapley_exact"], rows["k"], strict=True)
        )
        assert exact == 1, game


def test_power_indices_follow_from_their_exact_parts():
    frame = read("power_indices").frame
    assert frame["banzhaf"].tolist() == pytest.approx(
        (frame["swings"] / frame["swings_total"]).tolist(), abs=5e-9
    )
    assert frame["abs_banzhaf"].tolist() == pytest.approx(
        (frame["swings"] / 2.0 ** (frame["n"] - 1)).tolist(), abs=5e-9
    )
    assert frame["shapley"].tolist() == pytest.approx(
        [float(Fraction(exact)) for exact in frame["shapley_exact"]], abs=5e-9
    )
