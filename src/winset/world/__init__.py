"""The world that moves by itself or in answer to moves: walks, switches, schedules."""
