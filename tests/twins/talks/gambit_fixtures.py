"""Make the answers of another program to small talks: agent logit equilibria of their game trees.

Needs pygambit (GPL, the extra `referee`, compiled on installation; not a dependency and not run
with the tests):

    pip install 'winset[referee]'
    python tests/twins/talks/gambit_fixtures.py > tests/twins/talks/gambit_fixtures.json

Each game has one state and one package. Every decision is an information set of its own. Discount
factors are so close to one that a difference of values counts the same at every step, as it does
in the engine; in games of one step they are not.
"""

from __future__ import annotations

import json
import sys
from typing import Any

TEMPERATURES = (1.0, 0.2, 0.05)
PATIENT = 1 - 2e-9

GAMES: list[dict[str, Any]] = [
    {
        "name": "two parties, one step",
        "steps": 1,
        "discount": [0.5, 0.7],
        "flow": [0.35, 0.2],
        "end": [0.3, 0.45],
        "worth": [0.5, 0.4],
        "exits": [[0.3, 0.1], [0.2, 0.35]],
        "recognition": [0.4, 0.6],
        "needed": 2,
    },
    {
        "name": "two parties, two steps",
        "steps": 2,
        "discount": [PATIENT, PATIENT],
        "flow": [0.0, 0.0],
        "end": [0.1, 0.2],
        "worth": [0.45, 0.5],
        "exits": [[0.3, 0.05], [0.1, 0.4]],
        "recognition": [0.7, 0.3],
        "needed": 2,
    },
    {
        "name": "three parties of whom two suffice",
        "steps": 1,
        "discount": [0.6, 0.6, 0.6],
        "flow": [0.2, 0.3, 0.1],
        "end": [0.2, 0.2, 0.2],
        "worth": [0.6, 0.3, 0.1],
        "exits": None,
        "recognition": [0.5, 0.2, 0.3],
        "needed": 2,
    },
    {
        "name": "three parties who must all agree",
        "steps": 1,
        "discount": [0.6, 0.7, 0.8],
        "flow": [0.2, 0.3, 0.1],
        "end": [0.2, 0.1, 0.2],
        "worth": [0.4, 0.3, 0.3],
        "exits": None,
        "recognition": [0.5, 0.2, 0.3],
        "needed": 3,
    },
]


class Tree:
    """The game tree of one of the games, node by node."""

    def __init__(self, gambit: Any, spec: dict[str, Any]) -> None:
        self.spec, self.n = spec, len(spec["discount"])
        self.names = [f"p{i}" for i in range(self.n)]
        self.game = gambit.Game.new_tree(players=self.names)
        self.paths: list[tuple[str, Any]] = []
        self.attend(self.game.root, 0, 0, [0.0] * self.n, "")

    def end(self, node: Any, payoffs: list[float]) -> None:
        self.game.set_outcome(node, self.game.add_outcome(f"o{len(self.game.outcomes)}", payoffs))

    def later(self, step: int, paid: list[float], values: list[float]) -> list[float]:
        d = self.spec["discount"]
        return [paid[i] + d[i] ** step * values[i] for i in range(self.n)]

    def choose(self, node: Any, player: int, actions: list[str], path: str) -> list[Any]:
        self.game.append_move(node, self.names[player], actions)
        self.paths.append((path, node))
        return list(node.children)

    def failed(self, node: Any, step: int, paid: list[float], path: str) -> None:
        """The step brings nothing: flows are paid, then the next step or the end."""
        d, flow = self.spec["discount"], self.spec["flow"]
        paid = [paid[i] + d[i] ** step * (1 - d[i]) * flow[i] for i in range(self.n)]
        if step + 1 == self.spec["steps"]:
            self.end(node, self.later(step + 1, paid, self.spec["end"]))
        else:
            self.attend(node, step + 1, 0, paid, path)

    def attend(self, node: Any, step: int, i: int, paid: list[float], path: str) -> None:
        if i == self.n:
            self.propose(node, step, paid, path)
            return
        exits = self.spec["exits"]
        actions = ["attend", "refuse"] + (["leave"] if exits else [])
        children = self.choose(node, i, actions, f"{path}/{step}:attend:{i}")
        self.attend(children[0], step, i + 1, paid, path)
        self.failed(children[1], step, paid, f"{path}/r{i}")
        if exits:
            self.end(children[2], self.later(step, paid, exits[i]))

    def propose(self, node: Any, step: int, paid: list[float], path: str) -> None:
        self.game.append_move(node, self.game.players.chance, self.names)
        self.game.set_chance_probs(node.infoset, self.spec["recognition"])
        for k, child in enumerate(list(node.children)):
            here = f"{path}/{step}:offer:{k}"
            offer, stall = self.choose(child, k, ["offer", "stall"], here)
            others = [j for j in range(self.n) if j != k]
            self.answer(offer, step, k, others, 1, paid, path)
            self.failed(stall, step, paid, f"{path}/s{k}")

    def answer(
        self,
        node: Any,
        step: int,
        k: int,
        waiting: list[int],
        yes: int,
        paid: list[float],
        path: str,
    ) -> None:
        if yes >= self.spec["needed"]:
            self.end(node, self.later(step, paid, self.spec["worth"]))
            return
        if yes + len(waiting) < self.spec["needed"]:
            self.failed(node, step, paid, f"{path}/x{k}")
            return
        j, rest = waiting[0], waiting[1:]
        where = f"{path}/{step}:answer:{k}:{j}:{yes}"
        said_yes, said_no = self.choose(node, j, ["yes", "no"], where)
        self.answer(said_yes, step, k, rest, yes + 1, paid, path)
        self.answer(said_no, step, k, rest, yes, paid, path)


def main() -> None:
    import pygambit

    found = []
    for spec in GAMES:
        for temperature in TEMPERATURES:
            tree = Tree(pygambit, spec)
            fit = pygambit.qre.logit_solve_lambda(tree.game, lam=[1 / temperature])[0]
            place = {action: number for number, action in enumerate(tree.game.actions)}
            chances = {
                path: [float(fit[place[action]]) for action in node.infoset.actions]
                for path, node in tree.paths
            }
            found.append({"game": spec, "temperature": temperature, "chances": chances})
    answers = {
        "made by": "python tests/twins/talks/gambit_fixtures.py",
        "program": f"pygambit {pygambit.__version__}, qre.logit_solve_lambda",
        "answers": found,
    }
    json.dump(answers, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
