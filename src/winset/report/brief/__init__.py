"""The brief: one self-contained HTML file, a file per part, a registry of chapters."""
