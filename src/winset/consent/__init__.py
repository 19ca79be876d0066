"""Whether those who must consent would: votes, agendas, norms, win-sets over terms, first cash."""
