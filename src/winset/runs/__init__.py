"""The one meeting room: draws go to the engines, their results to the store."""
