"""An amount and its reason in words."""

from __future__ import annotations

from collections.abc import Sequence

from winset.finance.book import Loss, Portion

MILLION, BILLION = 10**8, 10**11  # in cents
PERILS = {
    "arbitration": "treaty arbitration",
    "late_cash": "cost of late cash",
    "standby": "cost of the standby line",
}
"""What a loss is of, where its own word does not say it."""
BEARERS = {
    "set_off": "set off against reparations",
    "headroom": "by the joint budget's headroom",
    "guarantee": "by guarantors",
    "custodian": "by the custodian's own means",
    "host": "by the host state",
    "pool": "by the members together",
}
"""Who bears a loss, in the order in which it passes them."""


def sentence(loss: Loss, part: Portion, month: str, name: str, failing: Sequence[str] = ()) -> str:
    """One amount in words, and how the loss that it is part of passed through all layers.

    failing : names of guarantors that do not pay.

    Examples
    --------
    >>> part = Portion("guarantee", "BE", 342 * 10**9, 0.0342, None)
    >>> loss = Loss(32, "principal", "the freeze lapses", 10**13, (part,))
    >>> sentence(loss, part, "2028-07", "Belgium")
    '2028-07: the freeze lapses. Of EUR 100.00 bn of principal Belgium bears EUR 3.42 bn as \
guarantor, its share of 3.420 %; no cap.'
    """
    whole, mine = in_words(loss.cents), in_words(part.cents)
    what = PERILS.get(loss.peril, loss.peril.replace("_", " "))
    start = f"{month}: {loss.trigger}. Of {whole} of {what} {name} bears {mine}"
    return f"{start} {_as_what(part)}{_cap(part)}.{through(loss, failing)}"


def through(loss: Loss, failing: Sequence[str]) -> str:
    """Who bore the whole of a loss, layer by layer; empty where one layer bore it all.

    >>> borne = (Portion("guarantee", "BE", 300), Portion("host", "BE", 200))
    >>> for said in through(Loss(0, "principal", "", 500, borne), ["Malta"]).strip().split(". "):
    ...     print(said)
    The whole: EUR 3.00 by guarantors, EUR 2.00 by the host state
    Malta does not pay as guarantor.
    """
    borne = {layer: sum(p.cents for p in loss.borne if p.layer == layer) for layer in BEARERS}
    told = [f"{in_words(cents)} {BEARERS[layer]}" for layer, cents in borne.items() if cents]
    whole = f" The whole: {', '.join(told)}." if len(told) > 1 else ""
    if not failing or not borne["guarantee"]:
        return whole
    verb = "does" if len(failing) == 1 else "do"
    return f"{whole} {', '.join(failing)} {verb} not pay as guarantor{'s' * (len(failing) > 1)}."


def _as_what(part: Portion) -> str:
    share = "" if part.share is None else f", its share of {part.share:.3%}".replace("%", " %")
    words = {
        "guarantee": f"as guarantor{share}",
        "headroom": f"through the joint budget's headroom{share}",
        "pool": f"with the other members{share}",
        "host": "as the state that hosts the custodian: what no layer before it takes",
    }
    return words.get(part.layer, f"in the layer {part.layer}")


def _cap(part: Portion) -> str:
    if part.layer != "guarantee":
        return ""
    return "; no cap" if part.left is None else f"; {in_words(part.left)} are left to its cap"


def in_words(cents: int) -> str:
    """An amount in cents as a brief writes it.

    >>> in_words(123456789012), in_words(123456789), in_words(150)
    ('EUR 1.23 bn', 'EUR 1.23 m', 'EUR 1.50')
    """
    if cents >= BILLION:
        return f"EUR {cents / BILLION:.2f} bn"
    if cents >= MILLION:
        return f"EUR {cents / MILLION:.2f} m"
    return f"EUR {cents / 100:.2f}"
