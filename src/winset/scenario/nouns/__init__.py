"""The nouns of a scenario: frozen records that compute nothing and refuse unknown keys."""
