"""The scenario language: its nouns, and how a folder is read, checked, changed and migrated."""
