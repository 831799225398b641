"""Row numbers of the kernel's arrays; a row holds one value per lane (zone of a block)."""

from __future__ import annotations

# rows of one opaque element
DECAY = 0  # 3 rows, what a mode loses in a step: one minus its eigenvalue
TO_OUTER = 3  # 3 rows
TO_INNER = 6  # 3 rows
K_OUTER = 9
K_INNER = 10
CROSS = 11
C_OUTER = 12
C_INNER = 13
AREA = 14
ABSORBED = 15  # solar absorptance times shading, exposed elements
SKY = 16  # emissivity times share of sky; fixed elements: outer conductance
AIR = 17  # emissivity times the rest; fixed elements: weight of the boundary's series
FIXED = 18  # fixed elements: constant part of the boundary temperature, K above the origin
DIRECT_SHARE = 19  # share of the direct sun let in that a m2 of this surface takes, 1/m2
MODES = 20  # 3 rows of state
X_OUTER = 23
X_INNER = 24
FREE = 25  # inner temperature before air and mean radiant temperature act
GAIN = 26  # its answer to the air's and the star's flow
FILM = 27
SOURCE = 28
INVERSE = 29
DIFFUSE_SHARE = 30  # the same of diffuse light
EXCHANGE = 31  # long-wave exchange factor with the mean radiant temperature
RADIATIVE = 32  # the same as a conductance this hour, W/(m2 K)
ELEMENT_ROWS = 33

# rows of the zone
W_AREA = 0
W_GAP = 1  # 3 rows: g0, g1, g3 of the gap's conductance
W_SKY = 4
W_AIR = 5
W_DIRECT = 6  # shares of the light let in that the glass takes back, 1/m2
EXCHANGE_ALL = 7  # sum of areas times exchange factors, m2
AIR_CONSTANT = 8  # W/K
AIR_SCHEDULED = 9  # W/K per unit of the schedule
AIR_OPENED = 10  # W/K when windows are opened
CAPACITY = 11  # air and furniture over the step, W/K
SUN_TO_AIR = 12
GAIN_RADIANT = 13  # radiant share over all inner surfaces, 1/m2
GAIN_CONVECTIVE = 14
POWER_HEAT = 15
POWER_COOL = 16
OPERATIVE = 17  # weight of the mean radiant temperature in the controlled temperature
W_EXCHANGE = 18
GAIN_SCALE = 19
OPEN_ABOVE = 20
W_OUTER = 21  # states of the glazing
W_INNER = 22
T_AIR = 23
T_STAR = 24
DIRECT = 25  # light let in, W
RADIANT = 26
S1 = 27  # 6 rows of sums over surfaces
W_FREE = 33
W_GAIN = 34
W_FILM = 35
W_SOURCE = 36
W_INVERSE = 37
W_CONDUCT = 38
AIR_FLOW = 39
HEAT = 40
W_PANES = 41  # resistance of the panes themselves, m2K/W
W_DIFFUSE = 42
DIFFUSE = 43
BLACK = 44  # 4 sigma T^3 at the mean radiant temperature, W/(m2 K)
LOW = 45  # set-points of this hour
HIGH = 46
GAINS = 47  # gains of this hour, W
OPENING = 48  # air schedule of this hour
T_FELT = 49  # mean of air and mean radiant temperature
ZONE_ROWS = 50
