"""The names of colours, and what each stands for on light and on dark ground.

Charts are drawn with the light one, and `winset.report.svg` turns it into a CSS variable, so that
one picture serves both. The hues follow Okabe & Ito (2008), which readers with any kind of colour
blindness can tell apart, darkened or lightened until they stand out from their ground.
"""

from __future__ import annotations

FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"

COLOURS = {
    # name: (on light, on dark)
    "ink": ("#1b1e24", "#e9ebef"),
    "muted": ("#59606c", "#a6adb9"),
    "rule": ("#d3d7de", "#3b414c"),
    "faint": ("#e9ebf0", "#272c35"),
    "paper": ("#fefefe", "#14171c"),
    "grey": ("#747b87", "#98a0ad"),
    "blue": ("#0b69a8", "#5ab6f0"),
    "red": ("#bd4211", "#ff8f57"),
    "green": ("#007a58", "#35cba0"),
    "purple": ("#8a4b98", "#d79fe3"),
    "gold": ("#9a6f00", "#f0c445"),
    "step1": ("#dcebf7", "#1d3346"),
    "step2": ("#b5d4ec", "#24506f"),
    "step3": ("#82b5dc", "#2f729d"),
    "step4": ("#4a90c4", "#4596c9"),
    "step5": ("#1f6ba5", "#78bbe6"),
    "step6": ("#0c4478", "#b9defa"),
}
