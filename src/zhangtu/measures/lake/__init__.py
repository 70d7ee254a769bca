"""The lake: what is open of all ledgers as Parquet files by ledger and year, with the definitions beside."""
