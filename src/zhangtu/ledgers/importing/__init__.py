"""A spreadsheet into a ledger: matched, prepared, shown, put in force by one act, continued, undone."""
