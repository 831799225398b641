"""One linear program in four libraries: its objective must be one, its cost in seconds is told.

It is the master of the package for a small district: shares of designs of each building (package,
heating system, panels) that add up to one; purchases behind a transformer; surplus shared with
neighbours against the network fee, sold or curtailed; sizes and operation of photovoltaic fields
and of a battery behind one inverter; positive energy and a cap on CO2 over the year; cost of a
year. ``ours`` is :func:`zeneville.model.build` itself.

What the libraries do not say with components of their own, and how it is said instead:

=======================================  ======================  ======================
row                                      PyPSA                   oemof.solph
=======================================  ======================  ======================
shares of a building add up to one       a bus that supplies 1   Pyomo constraint
a design draws and gives in one share    link with several ends  ``equate_variables``
charge and discharge share an inverter   linopy constraint       Pyomo constraint
balance and CO2, with fuel of designs    linopy constraints      Pyomo constraints
"at least" (what is not used is lost)    generator of sign -1    sink without cost
=======================================  ======================  ======================

Left out for all: the cycle of the battery within each typical day (the storages of the peers close
over the whole horizon, so the days follow one another here); the limits on investment and on the
winter peak, of the same kinds as those that are in; and the slack that lets our master miss a
requirement at a high price. Ours has the slack and must leave it at zero, or the run fails.
"""
