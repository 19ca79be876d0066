"""Scenarios that ship with winset: folders of data, no code."""
