"""What a reader calls the matters of the talks: by the titles that the scenario gives them."""

from __future__ import annotations

from winset.runs.coupling.frame import ANY, NODE, PENDING
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.nouns.talks import Talks, Track

LINES = "red_lines."
MOVES = {
    "refused": "{who} stays away",
    "stalled": "{who} proposes nothing",
    "rejected": "{who} says no to an offer",
}
"""What a party can do at the table short of agreeing."""

STATES = {
    "closed": "No session by the calendar",
    "settled": "Signed",
    "awaiting": "Signed, to be approved",
    "unratified": "Approval fails",
}
"""What else can happen there."""


def settling(scenario: Scenario) -> Talks | None:
    """The table at which parties may settle; None where none can."""
    found = (table for table in scenario.tables.values() if isinstance(table, Talks))
    return next(found, None)


def settling_name(scenario: Scenario) -> str:
    """Its name in the scenario."""
    return next(name for name, table in scenario.tables.items() if isinstance(table, Talks))


def tracks(scenario: Scenario) -> dict[str, Track]:
    """Meetings beside it, by name."""
    return {name: each for name, each in scenario.tables.items() if isinstance(each, Track)}


def party_name(scenario: Scenario, party: str) -> str:
    """A party by the name that the scenario gives it."""
    found = scenario.parties.get(party)
    return spaced(party) if found is None else found.name


def node_title(scenario: Scenario, node: str) -> str:
    """What may be decided about the money, by the title of its option."""
    if node == ANY:
        return "Whatever is decided"
    option = scenario.money.options.get(node) if scenario.money is not None else None
    return spaced(node) if option is None else option.title


def issue_title(scenario: Scenario, issue: str) -> str:
    """A matter on the agenda."""
    table = settling(scenario)
    return spaced(issue) if table is None else table.issues[issue].title


def level_title(scenario: Scenario, issue: str, level: str) -> str:
    """A way to settle it."""
    table = settling(scenario)
    return spaced(level) if table is None else table.issues[issue].levels[level].title


def package_words(scenario: Scenario, package: str) -> tuple[tuple[str, str], ...]:
    """A package, written as its levels joined, as pairs of issue and level in words."""
    table = settling(scenario)
    if table is None or not package:
        return ()
    levels = package.split(" + ")
    return tuple(
        (issue.title, issue.levels[level].title)
        for issue, level in zip(table.issues.values(), levels, strict=True)
    )


def variable_title(scenario: Scenario, name: str) -> str:
    """A variable of the world in a few words: its title up to the first colon.

    Red lines are told by whose they are and what they are on, tracks by their titles.
    """
    if name == NODE:
        return "What is decided about the money"
    if name.startswith(LINES):
        return line_title(scenario, name.removeprefix(LINES))
    title = scenario.world[name].title if name in scenario.world else ""
    title = title or (scenario.tables[name].title if name in scenario.tables else spaced(name))
    return title.split(":")[0].split(";")[0].strip()


def line_title(scenario: Scenario, name: str) -> str:
    """A red line by what it rules out and for whom."""
    table = settling(scenario)
    if table is None or name not in table.red_lines:
        return spaced(name)
    line = table.red_lines[name]
    return f"Red line of {party_name(scenario, line.by)}: {spaced(name)}"


def level_word(scenario: Scenario, variable: str, level: str) -> str:
    """Where a variable stands."""
    if variable == NODE:
        return "Not yet decided" if level == PENDING else node_title(scenario, level)
    return capital(spaced(level))


def outcome_word(scenario: Scenario, outcome: str) -> str:
    """What happens at the table, by the name it has in the tables."""
    what, _, who = outcome.partition(":")
    if what in MOVES:
        return capital(MOVES[what].format(who=party_name(scenario, who)))
    return STATES.get(what, capital(spaced(what)))


def declared_by(scenario: Scenario) -> dict[str, str]:
    """Parties that declared not to talk before a day, with that day (ISO)."""
    table = settling(scenario)
    found = () if table is None else table.declared.values()
    return {each.by: each.until.isoformat() for each in found}


def spaced(word: str) -> str:
    """A name in the scenario as words.

    >>> spaced("leaders_meeting")
    'leaders meeting'
    """
    return word.replace("_", " ")


def capital(text: str) -> str:
    """A text with its first letter large."""
    return text[:1].upper() + text[1:]
