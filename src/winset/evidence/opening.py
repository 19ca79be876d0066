"""The texts of sources as a run has them: there or not, and whether they are the ones digested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from winset.errors import Fault, suggestion
from winset.evidence.codes import (
    COPY_ABSENT,
    COPY_DIFFERS,
    TEXT_ABSENT,
    TEXT_CHANGED,
    TEXT_UNREADABLE,
    UNKNOWN_SOURCE,
)
from winset.evidence.digest import text_digest
from winset.evidence.fold import Folded, fold
from winset.evidence.locate import shown
from winset.evidence.nouns import Evidence, holding
from winset.evidence.shape import place


@dataclass(frozen=True, slots=True)
class OpenText:
    """A source's text in this run.

    Attributes
    ----------
    folded : the text, if there is one that can be read.
    sound : whether it is the very text that was digested.
    elsewhere : whether it is absent by right: withheld without a copy, or not held.
    faults : what is wrong with it.
    """

    folded: Folded | None = None
    sound: bool = False
    elsewhere: bool = False
    faults: tuple[Fault, ...] = ()


def open_texts(
    evidence: Evidence, texts: Mapping[str, bytes | str], copies: Mapping[str, bytes]
) -> dict[str, OpenText]:
    """Every source's text, from the held texts or the reader's copies, folded and compared."""
    return {name: _open(evidence, name, texts, copies) for name in evidence.sources}


def superfluous_copies(evidence: Evidence, copies: Mapping[str, bytes]) -> Iterator[Fault]:
    """A fault for each copy that was given for something else than a withheld source."""
    withheld = [name for name, source in evidence.sources.items() if source.text == "withheld"]
    for name in copies:
        if name not in withheld:
            what = f"a copy was given for {name}, which is no withheld source"
            at = place("sources", name) if name in evidence.sources else place("sources")
            yield Fault(UNKNOWN_SOURCE, what, at, name, suggestion(name, withheld))


def _open(
    evidence: Evidence,
    name: str,
    texts: Mapping[str, bytes | str],
    copies: Mapping[str, bytes],
) -> OpenText:
    held = holding(evidence.sources[name])
    if held == "not_held":
        return OpenText(elsewhere=True)
    data = texts.get(name) if held == "held" else copies.get(name)
    if data is None:
        return OpenText(elsewhere=held == "withheld", faults=(_absent(evidence, name),))
    return _read(evidence, name, data.encode() if isinstance(data, str) else data)


def _read(evidence: Evidence, name: str, data: bytes) -> OpenText:
    source = evidence.sources[name]
    digest = text_digest(data)
    try:
        folded = fold(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        what = f"the text of source {name} is not UTF-8"
        got = f"byte {error.start}: 0x{data[error.start]:02x}"
        fix = "save it as UTF-8 and write its new `sha256:`"
        fault = Fault(TEXT_UNREADABLE, what, place("sources", name, "text"), got, fix)
        return OpenText(faults=(fault,))
    if source.sha256 in (None, digest):
        return OpenText(folded, source.sha256 == digest)
    return OpenText(folded, faults=(_differs(evidence, name, digest),))


def _absent(evidence: Evidence, name: str) -> Fault:
    source, at = evidence.sources[name], place("sources", name, "text")
    count = sum(1 for c in evidence.claims.values() if c.within and c.within.source == name)
    claims = f"{count} claim{'' if count == 1 else 's'}"
    if source.text == "withheld":
        what = f"source {name} is withheld and no copy was given; {claims} not verified"
        fix = f"winset check SCENARIO --source {name}=FILE"
        return Fault(COPY_ABSENT, what, at, shown(source.title), fix, "notice")
    what = f"the text of source {name} is absent; {claims} cannot be proven"
    fix = "put the text there, or write `text: withheld` or `text: not_held`"
    return Fault(TEXT_ABSENT, what, at, source.text, fix)


def _differs(evidence: Evidence, name: str, digest: str) -> Fault:
    at = place("sources", name, "sha256")
    if evidence.sources[name].text == "withheld":
        what = f"the copy given for source {name} is not the text that was digested"
        fix = "give the exact file (edition, extraction, line ends)"
        return Fault(COPY_DIFFERS, what, at, digest, fix)
    what = f"the text of source {name} is not the one that was digested"
    fix = f"restore the text, or write sha256: {digest} and check its claims again"
    return Fault(TEXT_CHANGED, what, at, digest, fix)
