"""The kinds of faults that evidence can have, E1xx."""

from __future__ import annotations

from winset.errors import Code

QUOTE_NOT_FOUND = Code(
    "E101",
    "quotation not found",
    "A quotation that its source does not contain proves nothing.",
    "Quotations match exactly, after folding away white space and the shapes of quotation marks\n"
    "and dashes. A passage that is merely similar is shown as a hint and never accepted, because\n"
    "the difference may be the digit that matters. Wrong: `quote: 7 billion` where the source\n"
    "says 6 billion. Right: copy the words from the source.",
)
QUOTE_NOT_UNIQUE = Code(
    "E102",
    "quotation found several times",
    "A reader who looks a quotation up must arrive at one place.",
    "Lengthen the quote, or add `prefix:` (what stands right before it) or `suffix:` (right\n"
    "after it) so that only one place is left.",
)
SURROUNDINGS_NOT_FOUND = Code(
    "E103",
    "prefix or suffix does not fit",
    "The words before and after a quotation say which place is meant; here there is no such place.",
    "`prefix` must stand right before the quote and `suffix` right after it.",
)
QUOTE_CUTS_A_WORD = Code(
    "E104",
    "quotation cuts a word or number",
    "Part of a number is another number: 6 billion also stands inside 36 billion.",
    "A quotation begins and ends where words and numbers begin and end.",
)
TEXT_ABSENT = Code(
    "E105",
    "held text absent",
    "A source that is said to be held must be there, or its claims cannot be proven.",
    "Put the text where `text:` says, or declare it `withheld` or `not_held`.",
)
TEXT_UNREADABLE = Code(
    "E106",
    "text is not UTF-8",
    "Spans and quotations count characters, and bytes of another encoding have none.",
    "Save the text as UTF-8 and write its new `sha256:`.",
)
TEXT_CHANGED = Code(
    "E107",
    "text differs from its digest",
    "Claims were read in one text and would be checked against another.",
    "The texts of sources are never edited after extraction. If the new text is meant, write its\n"
    "SHA-256 and check the claims again.",
)
COPY_ABSENT = Code(
    "E108",
    "no copy of a withheld text",
    "Its claims are cited but could not be verified in this run.",
    "The scenario gives digests instead of the words, because the text may not be republished.\n"
    "Hand in your own copy: `winset check SCENARIO --source ID=FILE`.",
)
COPY_DIFFERS = Code(
    "E109",
    "copy of a withheld text differs",
    "Spans point into one exact text; in another they point at other words.",
    "The SHA-256 of your copy is not the one in `sha256:`: another edition, another extraction,\n"
    "or other line ends.",
)
SPAN_DIFFERS = Code(
    "E110",
    "words at the span differ from their digest",
    "The claim rests on words that do not stand where it says.",
    "`span:` counts Unicode characters from 0, the end excluded; `digest:` is the SHA-256 of the\n"
    "folded words. `winset.evidence.digest.span_digest` makes both from a quotation.",
)
UNKNOWN_SOURCE = Code(
    "E111",
    "unknown source",
    "A claim must be traceable to the text it was read in.",
    "`source:` names a key of `sources:`; a copy is handed in for a source that is withheld.",
)
UNKNOWN_CLAIM = Code(
    "E112",
    "unknown claim",
    "What does not exist supports nothing and contests nothing.",
    "A basis lists keys of `claims:` in evidence.yaml, or says `judgement`; so do `contested_by`\n"
    "and `from`, without the judgement.",
)
SOURCE_INCOMPLETE = Code(
    "E113",
    "source does not fit its holding",
    "What a reader can check depends on who holds the text, so each case needs its own keys.",
    "held (`text: sources/NAME.txt`) and `withheld` need `sha256`; `not_held` needs `grade` and\n"
    "`locator`, and has no `sha256`.",
)
SELECTOR_MISFIT = Code(
    "E114",
    "claim does not fit the holding of its source",
    "Each kind of source is proven in its own way; a mixture would look proven and not be.",
    "held: `{source, quote}` with `prefix`, `suffix` at need. withheld: `{source, span, digest}`\n"
    "and no quote, which would publish the words. not_held: `{source}` alone.",
)
CLAIM_INCOMPLETE = Code(
    "E115",
    "claim lacks what its kind needs",
    "An unattributed or empty claim cannot be weighed.",
    "A claim has `by` and `in`, or is `computed`. kind `figure` needs `figure` or `computed`,\n"
    "kind `date` needs `date`.",
)
FIGURE_MALFORMED = Code(
    "E116",
    "figure or date malformed",
    "A number without a proper unit or order cannot be compared with anything.",
    "A figure has `value`, or `low` and `high`, or all three in order; its unit is one that\n"
    "winset knows. A period ends after it begins.",
)
NUMBER_NOT_IN_QUOTE = Code(
    "E117",
    "number does not stand in the quotation",
    "The number would look sourced although the words cited do not state it.",
    "The number must stand in the quote, in figures or in words, with its unit and at the same\n"
    "precision: `6.98 billion` states 6.98 and not 7. A number worked out from others is a\n"
    "`computed` claim with its formula.",
)
FORMULA_UNREADABLE = Code(
    "E118",
    "formula cannot be worked out",
    "A reader must be able to redo the arithmetic.",
    "+ - * / and parentheses over the claims in `from` and plain numbers, signs between spaces:\n"
    "`loan-part + facility-part`. Only like can be added to like.",
)
COMPUTED_WRONG = Code(
    "E119",
    "computed value is wrong",
    "The arithmetic shown does not give the number stated.",
    "The result must equal `value` at the precision to which `value` is written.",
)
CONFLICT_UNMARKED = Code(
    "E120",
    "conflicting claims not marked",
    "A brief that shows one of two conflicting figures takes a side without saying so.",
    "Both are kept and both are shown. Name the other claim in `contested_by:` of one of them.",
)
LATER_THAN_AS_OF = Code(
    "E121",
    "later than the scenario",
    "A brief as of a day may use only what could be known on that day.",
    "`published` of a source and `as_of` of a claim are not later than the scenario's `as_of`.\n"
    "A month counts by its first day. What a claim speaks of (`date`, a forecast) may lie ahead.\n"
    "An archived paper says in `written` when it was written down, and counts from that day.",
)
UNDATED = Code(
    "E122",
    "undated source",
    "Nobody can tell whether it was known on the day of the brief.",
    "Give `published`, or a day in `retrieved` not later than the scenario's `as_of`.",
)
WEAK_ALONE = Code(
    "E123",
    "quantity rests on weak sources alone",
    "A weak source may be wrong altogether; a conclusion must not hang on it unseen.",
    "A figure of grade W enters only as one end of a range that is marked contested, or beside\n"
    "a better source.",
)
BASIS_ASTRAY = Code(
    "E124",
    "quantity leaves out the figures that it cites",
    "The number looks sourced, but its source gives another one.",
    "At least one figure cited must equal the value or lie in the range, or the basis also says\n"
    "`judgement`, with a note.",
)
HINDSIGHT = Code(
    "E125",
    "written at the time, published later",
    "Whoever published it knew how the case ended, and that may be why it was published.",
    "`written` lets a source count from the day on which it was written down: an archived paper,\n"
    "or an account of a past case. The notice stays, so that a reader can weigh it.",
)

ALL = tuple(code for code in list(globals().values()) if isinstance(code, Code))
"""Every code of this package, for `winset explain`."""
