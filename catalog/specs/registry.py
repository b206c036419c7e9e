"""Every spec, by section, in the order shown. Adding one here is all it takes."""

from typing import Final

from catalog.specs.kinds import Dimensions, Interval, Measurements, Note, Quantity, Terms
from catalog.specs.needle_length_kind import NeedleLengthKind
from catalog.specs.spec import ALL, CARTRIDGE, PEN, ROLLER, STAMP, Better, Facet, Section, Spec, check
from catalog.specs.units import COUNT, DECIBEL, GRAM, MILLIAMPERE_HOUR, MILLIMETRE, MINUTE, MONTH, RPM

NEEDLES: Final = Section("needles", "Needles")
MOTOR: Final = Section("motor", "Motor and power")
PARTS: Final = Section("parts", "Parts")
HYGIENE: Final = Section("hygiene", "Hygiene")
BODY: Final = Section("body", "Body")
SERVICE: Final = Section("service", "Service")
SECTIONS: Final = (NEEDLES, MOTOR, PARTS, HYGIENE, BODY, SERVICE)

POWER: Final = {"mains": "mains", "battery": "battery", "manual": "by hand"}
MOUNTS: Final = {
    "bayonet": "bayonet",
    "screw": "screw",
    "two-lock": "two-lock",
    "three-lock": "three-lock",
    "click-in": "click-in",
    "universal": "universal",
    "proprietary": "proprietary",
    "other": "other",
}
STERILITY: Final = {
    "sterile-single-use": "sterile, single use",
    "sterile": "sterile, use not stated",
    "single-use": "single use, sterility not stated",
    "sterilisable": "can be sterilised",
    "reusable": "reusable",
}

SPECS: Final[dict[str, Spec]] = check((
    Spec(
        "needle_length", "Needle length", NEEDLES, NeedleLengthKind(), ALL,
        example="0.25–2.5 mm every 0.25", facet=Facet.SEVEN_QUESTIONS,
        ask="Which needle lengths does it have?",
        help="How far the needles stick out of the head. Not how deep they go: skin bends, and needles usually go less deep.",
        aliases=("needle depth", "depth", "length of needles", "depth range"),
    ),
    Spec(
        "measured_length", "Measured length", NEEDLES, Measurements(), ALL,
        example="0.5 mm → 0.46 mm ± 0.03 mm (n=9)", facet=Facet.MEASURED,
        better=Better.LOWER, better_words="smaller deviation", material=30, measured_only=True,
        help="What the needles measured at a setting: mean, spread and number of readings.",
    ),
    Spec(
        "pin_count", "Needles", NEEDLES,
        Terms({"nano": "nano", "silicone": "silicone"}, many=True, counts=True, name="counts"), ALL,
        example="12, 36, nano", facet=Facet.EACH_VALUE, on_card=1,
        ask="How many needles are on one cartridge or head?",
        help="How many needles one cartridge or roller carries. A nano head has blunt points instead of needles.",
        aliases=("pin count", "needle count", "number of needles", "pins", "tips"),
    ),
    Spec(
        "needle_diameter", "Needle diameter", NEEDLES, Quantity(MILLIMETRE), ALL,
        example="0.25 mm", ask="How thick is one needle?",
        help="How thick one needle is. Sellers often give a gauge number instead.",
        aliases=("gauge", "needle gauge", "needle thickness"),
    ),
    Spec(
        "needle_material", "Needle material", NEEDLES, Terms(), ALL,
        example="stainless steel", facet=Facet.EACH_VALUE, ask="What are the needles made of?",
        help="What the needles are made of.",
        aliases=("material of needles",), schema_org="material",
    ),
    Spec("layout", "Needle layout", NEEDLES, Note(), (CARTRIDGE,), example="two rings",
         ask="How do the needles stand on the head?",
         help="How the needles stand on the head."),
    Spec(
        "motor_speed", "Motor speed", MOTOR, Interval(RPM), (PEN,), example="9,000–18,000 rpm", facet=Facet.RANGE,
        ask="How many turns a minute does the motor make, at least and at most?",
        help="Turns a minute. Strokes a minute count only where the source says one stroke a turn.",
        aliases=("speed", "rpm", "rotation speed", "vibration speed"),
    ),
    Spec("speed_levels", "Speed levels", MOTOR, Quantity(COUNT), (PEN,), example="5",
         ask="How many speeds can be chosen?",
         help="How many speeds can be chosen.", aliases=("gears", "speeds", "number of speeds")),
    Spec(
        "power", "Power", MOTOR,
        Terms(POWER, many=True, aliases={"wired": ("mains",), "cord": ("mains",), "corded": ("mains",),
                                         "cordless": ("battery",), "wireless": ("battery",),
                                         "both": ("mains", "battery")}), ALL,
        example="mains, battery", facet=Facet.EACH_VALUE, better=Better.SAY, on_card=4,
        ask="Does it run on the mains, on a battery, or by hand?",
        help="What drives it: the mains, a battery, or your hand.", aliases=("power supply", "powered by"),
    ),
    Spec("battery_capacity", "Battery", MOTOR, Quantity(MILLIAMPERE_HOUR), (PEN,), example="600 mAh",
         ask="How many mAh does the battery hold?",
         help="How much charge one battery holds.", aliases=("battery capacity",)),
    Spec("run_time", "Run time", MOTOR, Quantity(MINUTE), (PEN,), example="120 min",
         better=Better.HIGHER, better_words="longer run time", material_percent=10, measured_only=True,
         ask="How long does it run on one charge?",
         help="How long it runs on one charge.", aliases=("battery life", "working time")),
    Spec("charging", "Charging", MOTOR, Note(), (PEN,), example="USB-C", ask="How is it charged?",
         help="How the battery is charged.",
         aliases=("charger", "charging method")),
    Spec("noise", "Noise at 30 cm", MOTOR, Quantity(DECIBEL), (PEN,), example="55 dB", facet=Facet.RANGE,
         better=Better.LOWER, better_words="lower noise", material=3, measured_only=True,
         ask="How loud is it at 30 cm?",
         help="Sound level with the motor at full speed, 30 cm away.", aliases=("noise", "sound level")),
    Spec(
        "cartridge_mount", "Cartridge mount", PARTS,
        Terms(MOUNTS, aliases={"2-lock": ("two-lock",), "3-lock": ("three-lock",), "2 lock": ("two-lock",),
                               "3 lock": ("three-lock",), "threaded": ("screw",)}), (PEN, CARTRIDGE),
        example="bayonet", facet=Facet.EACH_VALUE,
        ask="How does a cartridge attach: bayonet, screw, or what else?",
        help="How a cartridge attaches. Two cartridges with the same mount need not fit the same pen.",
        aliases=("mount", "cartridge type", "connector", "socket"),
    ),
    Spec(
        "sterility", "Sterile packing", HYGIENE,
        Terms(STERILITY, aliases={
            "sterile single use": ("sterile-single-use",), "sterile, single use": ("sterile-single-use",),
            "single use": ("single-use",), "disposable": ("single-use",), "autoclavable": ("sterilisable",)}), ALL,
        example="sterile single use", facet=Facet.EACH_VALUE, better=Better.SAY, on_card=2,
        ask="Is the part that touches skin packed sterile, and is it for single use?",
        help="Whether the part that touches skin comes sterile, and whether it may be used again.",
        aliases=("sterile", "sterilisation", "packing"),
    ),
    Spec("replacement", "Replace after", HYGIENE, Note(), ALL, example="every session",
         ask="After how many uses does the part that touches skin have to be replaced?",
         help="When the part that touches skin has to be replaced.", aliases=("replacement interval", "replace")),
    Spec("display", "Display", BODY, Terms({"digital": "digital", "LED": "LED", "LCD": "LCD", "none": "none"}), (PEN,),
         example="LED", ask="What shows the setting?",
         help="What shows the setting.", aliases=("screen",)),
    Spec("body_material", "Body", BODY, Terms(), ALL, example="aluminium alloy",
         ask="What is the body made of?",
         help="What the handle is made of.", aliases=("body material", "housing", "material")),
    Spec("weight", "Weight", BODY, Quantity(GRAM), ALL, example="180 g", better=Better.SAY, less_words="lighter",
         material=10, tolerance=1,
         ask="How heavy is it?",
         help="Weight without the cable.", aliases=("net weight",), schema_org="weight"),
    Spec("dimensions", "Size", BODY, Dimensions(), ALL, example="length 180 mm, width 30 mm",
         ask="How long and how wide is it?",
         help="Outer size, axis by axis.", aliases=("dimensions", "measurements")),
    Spec("head_width", "Head width", BODY, Quantity(MILLIMETRE), (ROLLER, STAMP), example="20 mm",
         ask="How wide is the head?",
         help="Width of the strip that one pass covers.", aliases=("drum width",)),
    Spec("shelf_life", "Shelf life", SERVICE, Quantity(MONTH), ALL, example="36 months",
         ask="How long does a sealed one keep?",
         help="How long a sealed one keeps.", aliases=("expiry",)),
    Spec("warranty", "Warranty", SERVICE, Quantity(MONTH), ALL, example="12 months",
         better=Better.HIGHER, better_words="longer warranty", material=6,
         ask="How long is the warranty?",
         help="How long the seller or maker answers for it.", aliases=("guarantee",)),
))  # fmt: skip


def spec(key: str) -> Spec:
    """The spec of that key. Raises KeyError where there is none."""
    return SPECS[key]
