"""The regulatory engine: 3CL-DPE 2021, the method of the decree of 31 March 2021.

It answers what the law says of a dwelling; the hourly model answers what physics says. Neither
feeds the other.
"""
