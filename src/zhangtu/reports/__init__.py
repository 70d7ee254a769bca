"""Reports: expected by themselves, filled by measures, signed, submitted, frozen, restated."""
