"""The app: screens over a review. It shows what `review` gives and passes on what a person decides.

`app` opens screens and keeps the terminal whole, `commands` is the table of all keys, `screens/` has a
file per screen, `bench/` what the workbench is made of, `widgets/` one per part of a screen, `app.tcss` all
styles. State comes down by method calls, what happens goes up as messages, slow work runs in threads.
"""
