"""Sources: account lists as they come -> accounts as we know them.

`accounts.load_accounts` tells it in order: `reader` (path -> `table.Table`: text under unique headers),
`mapping` (headers -> account fields, by `dialect`), `cleaning` (text -> typed account columns, by the
grammars in `counts`, `money`, `dates`, `domains`, ...), `source_accounts` (keys, and rows that name
nobody), `merging` and `companies` (rows of one account -> one row).

What belongs here: everything between a file and the account columns of `columns.ACCOUNT`; no scoring.
Nothing here changes a source file, and no row is lost without a count, a row number and its raw text.

To add a dialect, write one YAML file in `dialects/`, with its signature (`all_of`, `any_of`) and, for
each account column, the headers that feed it; `dialect.Dialect` says what else it may state. People put
their own into `dialects/` in `$ICP_TUI_HOME`, or in their configuration folder. To add an alias that any
list may use, add it to `dialects/generic.yaml`.
"""
