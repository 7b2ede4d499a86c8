"""How many: bounds over overlapping counts; estimates from overlapping lists; judgments and paths."""
