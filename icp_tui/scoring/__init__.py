"""Scoring: accounts -> levels -> score -> bucket, and the words that explain it.

    plan      profile + columns -> expressions and exact fractions, or every problem
    prepared  accounts in the profile's currency, with its extra fields
    assess    which level each criterion is at, which rules are true (the only reader of columns)
    score     exact arithmetic over the levels
    kill      rules, suppression, what lifts them
    rank      the order; limit, family, tier, assign fill the buckets; cut names where they end
    reason, why, explain, survey   the same facts in words

Each stage is a function from frames to frames with a row per account. A stage that explains reads what
the scoring stages stored, and computes nothing of its own.
"""
