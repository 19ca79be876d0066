"""What a burden does to a member's own accounts: ESA 2010, the fiscal rule, the debt path."""
