"""The numbers of the Union's fiscal rule, each with the text that sets it."""

from __future__ import annotations

DEFICIT_REFERENCE = 0.03
"""Of GDP: Article 126(2)(a) TFEU with Article 1 of Protocol No 12."""
DEBT_REFERENCE = 0.60
"""Of GDP: Article 126(2)(b) TFEU with Article 1 of Protocol No 12."""
LEAST_CORRECTION = 0.005
"""Of GDP a year, structural, while an excessive deficit is corrected: Article 3(4) of Regulation
(EC) 1467/97 as amended by Regulation (EU) 2024/1264. Cited from memory: the text was not read."""
RESILIENCE_MARGIN = 0.015
"""Of GDP, structural, below the reference value: Article 8(1) of Regulation (EU) 2024/1263."""
RESILIENCE_STEP = 0.004
"""Of GDP a year towards that margin: Article 8(2) of the same (0.0025 in an extended period)."""
PAYMENTS_CEILING = 0.0140
"""Of the Union's GNI, for payments in a year: Article 3(1) of Council Decision (EU, Euratom)
2020/2053. The extra 0.6 points of its Article 6 serve the recovery instrument alone."""
