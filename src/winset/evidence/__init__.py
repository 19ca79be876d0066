"""Sources and claims: who said what where, proven against the text where it is at hand."""
