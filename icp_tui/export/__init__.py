"""Export: a scored list -> files, all of them or none.

`rows` makes the columns of each kind of file, `safe` keeps their text harmless, `writer` writes them
slice by slice, `folder` puts the finished folder in place, `receipt` says what went in and came out.

A preset is one YAML file in `presets/`: what a CRM, sequencer or ad platform loads. `preset` and
`preset_column` say what such a file may hold, `preset_mapping` what a person changes of it, `preset_choice`
reads both. `tier_tables` gives the tiers, `preset_plan` makes the files of them without writing anything
(`preset_cells`, `preset_parts`, `preset_findings`), `preset_files` writes them with a README. To add a target,
add a YAML file: see docs/presets.md. `workbook` writes XLSX for people, `tier_workbook` the tiers of a list in one.
"""
