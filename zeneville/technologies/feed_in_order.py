"""What the order S21 pays for electricity of panels on buildings, by size of the installation."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

#: upper size of each class of the order, kWp; above the last one there are tenders
CLASS_LIMITS_KWP = (9.0, 36.0, 100.0)
CLASSES = ("up_to_9", "9_to_36", "36_to_100", "above_100")


def size_class(kwp: Array) -> Array:
    """(N,) position in :data:`CLASSES`; a size at a limit is of the lower class."""
    return np.asarray(np.searchsorted(np.array(CLASS_LIMITS_KWP), np.asarray(kwp) - 1e-9))


def total_sale_eur_per_kwh(kwp: Array, figures: Any) -> Array:
    """(N,) EUR per kWh, before VAT, when everything is sold; NaN up to 9 kWp: not offered.

    Above 100 kWp the mean price of the tenders, taken for larger installations too.
    """
    value = figures.value
    price = np.array(
        [
            np.nan,
            value("pv_fit_total_9_36"),
            value("pv_fit_total_36_100"),
            value("pv_tender_100_500"),
        ]
    )
    return np.asarray(price[size_class(kwp)])


def premium_eur_per_kwp(kwp: Array, figures: Any) -> Array:
    """(N,) EUR per kWp paid once to who uses a part and sells the surplus; none above 100 kWp."""
    value = figures.value
    paid = [value("pv_premium_0_9"), value("pv_premium_9_36"), value("pv_premium_36_100"), 0.0]
    return np.asarray(np.array(paid)[size_class(kwp)])
