"""The talks: a dynamic bargaining game with a moving world, solved by backward induction."""
