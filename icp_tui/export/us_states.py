"""The states of the United States by their two letters, for targets that take nothing else."""

from __future__ import annotations

_NAMES = """\
AL Alabama, AK Alaska, AZ Arizona, AR Arkansas, CA California, CO Colorado, CT Connecticut, DE Delaware,
DC District of Columbia, FL Florida, GA Georgia, HI Hawaii, ID Idaho, IL Illinois, IN Indiana, IA Iowa, KS Kansas,
KY Kentucky, LA Louisiana, ME Maine, MD Maryland, MA Massachusetts, MI Michigan, MN Minnesota, MS Mississippi,
MO Missouri, MT Montana, NE Nebraska, NV Nevada, NH New Hampshire, NJ New Jersey, NM New Mexico, NY New York,
NC North Carolina, ND North Dakota, OH Ohio, OK Oklahoma, OR Oregon, PA Pennsylvania, RI Rhode Island,
SC South Carolina, SD South Dakota, TN Tennessee, TX Texas, UT Utah, VT Vermont, VA Virginia, WA Washington,
WV West Virginia, WI Wisconsin, WY Wyoming, PR Puerto Rico, GU Guam, VI U.S. Virgin Islands, AS American Samoa,
MP Northern Mariana Islands"""
_STATES = dict(one.strip().split(" ", 1) for one in _NAMES.split(","))

# The name of a state, or its two letters -> its two letters.
US_STATES = {name: code for code, name in _STATES.items()} | {code: code for code in _STATES} | {"Washington DC": "DC", "Washington, D.C.": "DC"}
