"""What a reader calls a quantity of a table or of the world, where its path does not say it alone.

Each line of `SAID` is a path below a table or a variable, `*` for any key, and its words.
`{2}` is the key at the second place as a reader calls it: a party, a member, an option, an issue, a
way to settle it or an item of an agenda by its title, anything else as words.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from winset.scenario.nouns.scenario import Scenario

REST = "{2} without a settlement"
SAID = {
    "discount.*": "what next month counts for {2}",
    "temperature": "how far choices stray",
    "recognition.weights.*": "initiative of {3}",
    "recognition.changes.*.weights.*": "initiative of {5} ({3})",
    "declared.*.kept": "declaration of {2} kept",
    "status_quo.*.base": REST,
    "status_quo.*.over.*.slope": f"{REST}, by \u201c{{4}}\u201d",
    "status_quo.*.over.*.levels.*": f"{REST}, \u201c{{4}}\u201d: {{6}}",
    "issues.*.weights.*": "weight of \u201c{2}\u201d for {4}",
    "issues.*.levels.*.value.*": "worth to {6} of \u201c{4}\u201d ({2})",
    "issues.*.levels.*.slope.*.*": "worth to {6} of \u201c{4}\u201d ({2}), by \u201c{7}\u201d",
    "red_lines.*.firmness": "red line ({2}), firm today",
    "red_lines.*.hazard": "red line ({2}), softens in a month",
    "red_lines.*.changes.*.hazard": "red line ({2}), softens in a month ({4})",
    "durability.hazard": "a settlement breaks down in a month",
    "durability.by_issue.*.*": "breakdowns, times, under \u201c{4}\u201d ({3})",
    "durability.changes.*.times": "breakdowns, times ({3})",
    "assets.reparations.*": "principal that reparations meet ({3})",
    "moves.*.chance": "{2} in a month",
    "answers.refused.*.*.chance": "{4}, once {3} stays away",
    "answers.stalled.*.*.chance": "{4}, once {3} proposes nothing",
    "answers.rejected.*.*.chance": "{4}, once {3} says no to an offer",
    "answers.agreed.*.chance": "{3} under an agreement",
    "answers.unratified.*.chance": "{3}, once approval has failed",
    "answers.agreed.drift": "drift under an agreement",
    "answers.agreed.volatility": "volatility under an agreement",
    "changes.*.drift": "drift, {2}",
    "believed_by.*.drift": "drift as {2} takes it to be",
    "agenda.*.if_fails.*": "\u201c{4}\u201d follows once \u201c{2}\u201d has failed",
    "matters.*.way_to_cash.*.takes": "\u201c{2}\u201d, {4}: takes",
    "matters.*.way_to_cash.*.chance": "\u201c{2}\u201d, {4}: succeeds",
    "positions.*.*.firmness": "{2} votes on \u201c{3}\u201d as it said",
    "positions.*.*.stance": "what \u201c{3}\u201d is worth to {2} beside money",
    "positions.*.*.against_unless.*.firmness": "{2} on \u201c{3}\u201d, firm on: {5}",
    "positions.*.*.against_unless.*.at_least": "{2} on \u201c{3}\u201d, at least: {5}",
    "positions.*.*.against_unless.*.at_most": "{2} on \u201c{3}\u201d, at most: {5}",
}
OF_MONEY = {
    "rates.*.start": "today",
    "rates.*.mean": "in the long run",
    "rates.*.reversion": "how fast it is pulled back",
    "rates.own_yield_rise": "a member's own yield, for what it stands behind",
    "rates.correlation": "how far the two move together",
    "assets.cash": "cash balances",
    "assets.margin": "what the cash earns above the short rate",
    "assets.host_tax": "the host's tax on the proceeds",
    "assets.retained": "share of the proceeds kept as a buffer",
    "assets.buffer": "the custodian's own means",
    "assets.abroad": "what lies within the other state's reach",
    "freeze.every": "time between renewals",
    "freeze.lapse": "a renewal fails",
    "settlement.clauses.*": "the assets, {1}",
    "settlement.reparations": "principal that reparations meet",
    "events.*.chance": "comes at all",
    "events.*.excess": "how large, against what was lent",
    "events.*.factor": "how large, against what was lent",
    "events.*.lag": "time until it comes",
    "events.*.taken": "share of the holdings abroad that is lost",
    "events.*.together": "how far they go together",
    "liquidity.cash": "at hand today",
    "liquidity.receipts.*.chance": "comes at all",
    "liquidity.receipts.*.amount": "how much",
    "liquidity.needs.*.after_settlement": "what remains after a settlement",
    "instruments.*.use.over": "time over which it is paid out",
    "instruments.*.use.first_call.amount": "what is taken first",
    "instruments.*.guarantee.pays_within": "from call to cash",
    "instruments.*.guarantee.late_margin": "what late cash costs",
    "instruments.*.guarantee.headroom.capacity": "what the room in the budget bears",
    "instruments.*.guarantee.cap.of_size": "guarantees against the size",
}
"""The same below `money`; each line that is not told here says enough by its keys."""


def said(scenario: Scenario, path: str, names: Mapping[str, str]) -> str | None:
    """What a quantity is called beside the title of its table or variable; None: its keys say it.

    Parameters
    ----------
    names : parties and members by their keys.

    >>> bare = Scenario.model_construct(tables={"table": None})
    >>> said(bare, "tables.table.discount.north", {"north": "The North"})
    'what next month counts for The North'
    >>> said(bare, "tables.table.status_quo.north.over.front.slope", {})
    'north without a settlement, by “front”'
    >>> said(bare, "tables.table.rule", {}) is None
    True
    """
    top, _, below = path.partition(".")
    if top == "money":
        parts = below.split(".")
        pattern = pattern_of(tuple(parts), money=True)
        words = [each.replace("_", " ") for each in parts]
        return None if pattern is None else OF_MONEY[pattern].format(*words[1:2], words[-1])
    table, _, within = below.partition(".")
    keys = within.split(".")
    pattern = pattern_of(tuple(keys)) if top in ("tables", "world") else None
    if pattern is None:
        return None
    at = (scenario.tables if top == "tables" else scenario.world).get(table)
    words = [_word(scenario, at, keys[:i], names) for i in range(1, len(keys) + 1)]
    return SAID[pattern].format(table, *words)


@cache
def pattern_of(keys: tuple[str, ...], money: bool = False) -> str | None:
    """The line of `SAID`, or of `OF_MONEY`, that a path fits."""
    for pattern in OF_MONEY if money else SAID:
        parts = pattern.split(".")
        if len(parts) == len(keys) and all(
            part in ("*", key) for part, key in zip(parts, keys, strict=True)
        ):
            return pattern
    return None


def _word(scenario: Scenario, table: Any, keys: list[str], names: Mapping[str, str]) -> str:
    """The last of some keys as a reader calls what stands there."""
    key, at = keys[-1], table
    if key in names:
        return names[key]
    for each in keys:
        at = _below(at, each)
    by = getattr(at, "by", None)
    if keys[0] == "declared" and by is not None:
        return names.get(by, str(by))
    known = _options(scenario).get(getattr(at, "option", None) or key) or _titled(
        scenario, table, key
    )
    title = getattr(at, "title", None) or getattr(known, "title", None)
    if title is not None:
        return str(title).split(":")[0]
    return str(getattr(at, "term", None) or key).replace(".", ", ").replace("_", " ")


def _titled(scenario: Scenario, table: Any, key: str) -> Any:
    """What a key points at: an item of the agenda, an issue, a way to settle it, a variable."""
    issues = getattr(table, "issues", None) or {}
    node = (getattr(table, "agenda", None) or {}).get(key)
    if node is not None:
        return _options(scenario).get(node.option)
    levels = {name: each for issue in issues.values() for name, each in issue.levels.items()}
    return issues.get(key) or levels.get(key) or (getattr(scenario, "world", None) or {}).get(key)


def _below(at: Any, key: str) -> Any:
    if isinstance(at, Mapping):
        return at.get(key)
    if isinstance(at, tuple | list):
        return at[int(key)] if key.isdecimal() and int(key) < len(at) else None
    return getattr(at, key, None)


def _options(scenario: Scenario) -> Mapping[str, Any]:
    money = getattr(scenario, "money", None)
    return money.options if money is not None else {}
