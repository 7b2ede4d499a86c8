"""Which claims tell of one event; which events are part of another; contradictions; breakdowns that add up."""
