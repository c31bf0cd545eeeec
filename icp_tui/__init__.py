"""icp-tui: account lists, cut with an Ideal Customer Profile and tiered within capacity.

Data flows one way; each stage only adds columns:

    sources   files as they came                     sources/
    accounts  one row per company, cleaned           sources/accounts.py
    levels    which level each criterion is at       scoring/assess.py
    score     exact points, 0-100                    scoring/score.py
    bucket    tier, nurture, disqualified, killed    scoring/assign.py
    reviewed  with what people decided               review/
    files     tier lists that other tools load       export/
"""

__version__ = "0.1.0"
