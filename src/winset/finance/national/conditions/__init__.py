"""The conditions under which members' accounts feel an instrument, by what they are about."""
