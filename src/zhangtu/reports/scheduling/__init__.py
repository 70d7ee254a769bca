"""Reports that plans ask for: their rule as read, scheduled by a person, expected from then on."""
