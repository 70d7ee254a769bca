"""The language packs speak: YAML made into frozen specs, with problems by file and line; pure."""
