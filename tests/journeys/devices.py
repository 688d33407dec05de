"""What the people of the journeys hold in their hands, in CSS pixels."""

from typing import Any

Device = dict[str, Any]
DESKTOP: Device = {"viewport": {"width": 1280, "height": 900}}
TABLET: Device = {"viewport": {"width": 768, "height": 1024}, "device_scale_factor": 2, "has_touch": True}
SMALL_PHONE: Device = {
    "viewport": {"width": 360, "height": 640},
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
}
PHONE: Device = {**SMALL_PHONE, "viewport": {"width": 390, "height": 844}}
