"""Numbers the state gives to people, firms, vehicles and papers, with their check digits; one file each."""
