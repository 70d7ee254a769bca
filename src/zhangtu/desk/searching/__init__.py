"""The page that finds anything in either script, in whatever the visitor may see."""
