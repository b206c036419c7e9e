"""How sellers word what the registry names: phrases beside its labels and aliases. Data only.

A phrase here only says where to look; what is proposed is read by the spec's own kind.
"""

from typing import Final

NAMES: Final[dict[str, tuple[str, ...]]] = {
    "needle_length": (
        "needle lengths", "needle penetration", "penetration depth", "needle sizes", "needle size",
        "length of needle",
        "adjustable depth", "working depth", "depth of needle", "depth adjustment", "available lengths",
        "lengths available", "microneedle length", "pin length", "needling depth", "treatment depth",
        "depths",
        "depth setting", "depth settings",
    ),
    "needle_diameter": ("diameter of needle", "diameter of needles", "pin diameter"),
    "motor_speed": ("motor power", "rotating speed", "rotational speed", "revolutions",
    "vibration frequency", "max speed"),
    "speed_levels": ("speed controller", "speed settings", "speed level", "speed modes", "speed gears",
    "levels of speed",
                     "level speed", "levels speed", "gear", "speed control"),
    "battery_capacity": ("build in battery", "built in battery", "built-in battery", "lithium battery",
    "battery pack"),
    "run_time": ("runtime", "use time", "working hours", "operating time", "usage time", "continuous use",
    "running time",
                 "on one charge", "per charge", "hours of use"),
    "noise": ("noise level", "operating noise", "working noise"),
    "cartridge_mount": ("lock design", "cartridge lock", "cartridge mount", "cartridge interface",
    "lock type",
                        "connection", "cartridge connection", "cartridge slot"),
    "weight": ("product weight", "item weight", "weighs", "unit weight", "host weight", "device weight"),
    "dimensions": ("product size", "product dimensions", "device size", "item dimensions", "item size",
    "body size"),
    "shelf_life": ("shelf-life", "validity", "valid for", "expiry date"),
    "sterility": ("sterilization", "sterile method", "sterilization method", "sterilisation method"),
    "display": ("display type", "display screen"),
    "body_material": ("housing material", "handle material", "shell material", "shell"),
    "charging": ("charging port", "charging interface", "charging type", "charge port"),
    "power": ("power source", "power mode", "power type", "working mode", "powered"),
    "head_width": ("width of head", "roller width"),
    "warranty": ("warranty period",),
}  # fmt: skip
"""Spec key → what sellers call it, in small letters."""

NOT_NAMES: Final = (
    "charging time", "charge time", "charging voltage", "package weight", "gross weight", "shipping weight",
    "packing weight", "package size", "packing size", "package dimensions", "box size", "parcel weight",
    "carton size",
    "skin depth", "in-depth", "in depth", "power adapter", "power adaptor", "user manual",
    "charger and cord", "depth of field",
    "wall charger", "speed of delivery", "delivery speed", "shipping speed", "screen size", "cable length",
    "cord length",
    "noise reduction", "noise-free", "low noise", "beauty tips", "tips and tricks", "fingertips",
    "treatment time",
    "size 1", "sizes available", "packing list", "package includes", "motor power consumption",
    "output power",
    "input power", "rated power", "tip for", "multiple size", "different size",
)  # fmt: skip
"""Phrases that hold a name and mean something else."""

BATTERY: Final = ("cordless", "wireless", "rechargeable", "battery powered", "battery-powered",
    "built-in battery",
                  "build in battery", "built in battery", "lithium battery", "wire-free")  # fmt: skip
MAINS: Final = (
    "wired",
    "corded",
    "power cord",
    "plugged in",
    "plug in",
    "plug-in",
    "mains",
    "with cord",
    "meter cord",
    "with cable",
)
BY_HAND: Final = ("operated by hand", "by hand", "manual tool", "manual tools", "manual roller",
    "manual operation", "manually operated",
                  "roller-type manual", "hand-held tool", "manual cosmetic-use tool")  # fmt: skip
SINGLE_USE: Final = ("single use", "single-use", "disposable", "one-time use", "one time use", "use once")
STERILE: Final = (
    "sterile",
    "sterilised",
    "sterilized",
    "gamma-sterilised",
    "gamma-sterilized",
    "gamma sterilised",
    "eo gas",
)
MAYBE_STERILE: Final = ("aseptic",)
STERILISABLE: Final = ("autoclavable", "can be autoclaved", "can be sterilised", "can be sterilized")
REUSABLE: Final = ("reusable", "re-usable", "washable")

MATERIALS: Final = (
    "stainless steel sus 304(h)", "surgical stainless steel", "surgical steel", "medical stainless steel",
    "medical-grade stainless steel", "medical grade stainless steel", "stainless steel", "titanium alloy",
    "titanium",
    "aviation aluminium alloy", "aviation aluminum alloy", "aluminium alloy", "aluminum alloy", "aluminium",
    "aluminum",
    "24k gold", "gold-plated", "zinc alloy", "abs plastic", "abs", "polycarbonate",
)  # fmt: skip
"""Materials that sellers name, the longest of those that begin alike first."""

CHARGING: Final = ("usb type-c", "usb-c", "usb c", "type-c", "type c", "micro usb", "usb",
    "wireless charging", "induction base",
                   "inductive charger base", "charging base", "charging stand", "charging dock")  # fmt: skip
"""How it is charged, where a word of charging is in the same sentence."""

MOUNTS: Final = {
    "two-lock": ("2-lock", "2 lock", "two lock", "two-lock"),
    "three-lock": ("3-lock", "3 lock", "three lock", "three-lock"),
    "bayonet": ("bayonet",),
    "click-in": ("click-in", "click in", "snap-in", "snap in"),
    "screw": ("screw-on", "screw on", "screw-in", "screw thread", "threaded"),
    "universal": ("universal cartridge", "universal mount"),
    "proprietary": ("proprietary cartridge", "proprietary mount"),
}  # fmt: skip
"""A cartridge's mount, as the registry calls it → words that mean it wherever they stand."""
