"""The words of the app, and what can be typed as a filter, for the help."""

from __future__ import annotations

WORDS: tuple[tuple[str, str], ...] = (
    ("score", "How well an account fits your profile: the points of all criteria, 0 to 100, less penalties."),
    ("best case", "The score if everything that is unknown about the account turned out well. Far above the score: worth a look."),
    ("known", "How much of the score rests on data rather than on blanks, in percent."),
    ("tier", "Where the best accounts go, such as A, B and C. Each tier has its line, often a capacity, and a play."),
    ("bucket", "Where an account ends: a tier, nurture, disqualified or killed. Every account is in exactly one."),
    ("cut line", "Where a tier ends: the rank and score of its last account, and why it ends there."),
    ("nurture", "Good enough to keep warm, not good enough for a tier today."),
    ("disqualified", "The score is too low, or a must-have of the profile is not met."),
    ("killed", "On the kill list: a rule, a suppression file or your exclusion took it off. It keeps its score."),
    ("pin", "Your word that an account belongs in a tier. It takes a place there before anyone else."),
    ("reviewed", "You, or somebody in your team, looked at the account and agreed with where it is."),
    ("P, R", "Two narrow columns of the list: ✓ below P is an account that is pinned, below R one that is reviewed."),
    ("unverified", "A must-have could not be checked, since the value is missing."),
    ("play", "What a tier gets: one-to-one outreach, a sequence, an automated campaign."),
    ("workspace", "The file that keeps your decisions. They are saved at once and outlive a new list or profile."),
    ("profile", "The YAML file with your ideal customer: criteria, must-haves, kill list, tiers."),
)

FILTERS: tuple[tuple[str, str], ...] = (
    ("acme software", "Words: all of them in the name, domain or industry."),
    ("country:US", "A field and its value."),
    ("technologies:hubspot", "What they use; short names do too, such as tech:hubspot, size:50-200, rep:dana."),
    ("employees:50-200", "A field from one number to another."),
    ("score:>=80", "A field from a number up; >, <, <= too."),
    ("owner:none", "Nothing in the field; owner:any for anything in it."),
    ("is:pinned", "Also is:reviewed, is:unreviewed, is:killed; has:note, has:owner for any value."),
    ("tier:A owner:dana", "Several: all of them must be met."),
    ("employees > 100 AND country = 'US'", "A condition in SQL, as in the profile."),
)
