"""What people read: the brief, its tables and its charts."""
