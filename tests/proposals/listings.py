# ruff: noqa: E501 - sentences as they were written
"""Sentences of real product pages, each with the source it was read in, and what a person reads from them.

The texts are quoted from the pages named in the catalogue's sources. What is expected was written from the facts
that people had taken down from these pages, and from the sentences themselves.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Listing:
    """A page's sentences about one product. ``expected``: spec → values that are stated, with words of the
    sentence that states each."""

    source: str
    product: str
    kind: str
    text: str
    expected: dict[str, dict[str, str]]


LISTINGS = (
    Listing(
        "zhao-products", "dr-pen-a6", "pen",
        """Dr Pen Ultima A6 Microneedling Facial Care
LUMINOUS LOOK: Use professional Dr Pen kit in the comfort of your own home.
COST-EFFECTIVE and TIME SAVING: No more expensive, time-consuming salon facials.
ADJUSTABLE and PORTABLE: Lightweight, cordless design with adjustable dial and 5-speed levels. NON-HARMFUL: Always put fresh Dr. Pen cartridges and consistently follow your regime.
Cost-Effective and Time Saving
Adjustable needle length (0.25mm - 3.0mm)
Lightweight and Cordless with 2 rechargeable batteries
5-speed levels adjust to skin needs
1x Dr Pen A6
2x 12 pins cartridges
2x Rechargeable batteries
1x Adapter to use the pen plugged in
1x User manual & Retail box""",
        {
            "needle_length": {"0.25–3.0 mm": "Adjustable needle length"},
            "pin_count": {"12": "2x 12 pins cartridges"},
            "speed_levels": {"5": "5-speed levels"},
            "power": {"battery": "ordless", "mains": "plugged in", "mains, battery": "ordless"},
        },
    ),
    Listing(
        "zhao-products", "dr-pen-m8", "pen",
        """Dr Pen Ultima M8 Microneedling Latest Model
The Dr pen M8 is the newest product in the Dr pen series. It equipped a digital LED display to show you which speed you're working on (6 speed levels) and has a BUILT-IN battery, just charge and GO, or use wired with the power cord provided. The Dr. Pen M8 will help with the appearance of skin, giving you a smoother look and feel, resulting in overall beautiful skin.
6 levels adjustable for all skin types
Exclusive cartridge with arc edge for smooth working
LCD digital screen Display for intuitive operation
3 slots for more stable connection cartridge and pen
Imported internal motor: High-performance, low noise
Longer battery life: 500mAh high-capacity battery
2x 16 Pins Needles
1x Power Adaptor""",
        {
            "speed_levels": {"6": "(6 speed levels)"},
            "power": {"mains, battery": "BUILT-IN battery", "battery": "500mAh high-capacity battery"},
            "display": {"LED": "digital LED display", "LCD": "LCD digital screen"},
            "battery_capacity": {"500 mAh": "500mAh"},
            "pin_count": {"16": "2x 16 Pins"},
        },
    ),
    Listing(
        "zhao-products", "dr-pen-a1-w", "pen",
        """Dr Pen Ultima A1-Wireless
It's safe to share the host with other persons. Also, it's economical, you just need to replace the cartridges after every use. All cartridges are disposable with sealed packaging.
Wired or wireless working modes with 2 rechargeable batteries (8h working time)
High-quality aviation aluminum alloy, lightweight and attractive
Latest mute technology (less than 15 decibels)
Disposable aseptic design prevents cross-infection
Adjustable needle depth for different skin problems
5 levels speed with high-speed internal motor""",
        {
            "replacement": {"every use": "replace the cartridges"},
            "sterility": {"single-use": "All cartridges are disposable", "sterile-single-use": "aseptic"},
            "power": {"mains, battery": "Wired or wireless"},
            "run_time": {"480 min": "8h working time"},
            "body_material": {"aviation aluminium alloy": "aviation aluminum alloy"},
            "noise": {"15 dB": "15 decibels"},
            "speed_levels": {"5": "5 levels speed"},
        },
    ),
    Listing(
        "zhao-products", "dr-pen-a1-wired", "pen",
        """Dr. Pen A1 (Wired)
I find this to be the most reliable entry-level professional device for those who prefer consistent corded power.
Stainless steel build
5 speed levels
Broad compatibility with standard needle types""",
        {
            "power": {"mains": "ired"},
            "body_material": {"stainless steel": "Stainless steel build"},
            "speed_levels": {"5": "5 speed levels"},
        },
    ),
    Listing(
        "unilog-a6", "dr-pen-a6", "pen",
        """<div class="stat-card stat-1">
  <div class="stat-icon"><i class="fas fa-bolt"></i></div>
  <div class="stat-number">15000 RPM</div>
  <div class="stat-label">Motor Power</div>
</div>
<div class="stat-card stat-2"><div class="stat-number">2</div><div class="stat-label">lock design</div></div>
<div class="stat-card stat-3"><div class="stat-number">2.5mm</div>
  <div class="stat-label">Needle penetration</div></div>
<div class="stat-card stat-4"><div class="stat-number">600MA</div><div class="stat-label">Build in battery</div></div>
<h3 class="feature-title">two power system</h3><p class="feature-desc">
   wired and wireless power system.
</p>
<h3>2 lock cartridge</h3><p>2 lock cartridge design for better treatment.</p>
<h3>Multiple size cartridge</h3><p>Different size cartridge attachments.</p>""",
        {
            "motor_speed": {"up to 15,000 rpm": "15000 RPM"},
            "cartridge_mount": {"two-lock": "lock"},
            "needle_length": {"up to 2.5 mm": "Needle penetration"},
            "battery_capacity": {"600 mAh": "600MA"},
            "power": {"mains, battery": "wired and wireless", "battery": "Build in battery"},
        },
    ),
    Listing(
        "unilog-a6s", "dr-pen-a6s", "pen",
        """16000 RPM
Motor Power
1-6
speed controller
3
lock design
2.5mm
Needle penetration
600MA
Build in battery
Dual power system
2 meter cord, wireless 2 batteries.
3 lock cartridge
3 lock cartridge design for better treatment.
Speed controller
Speed controller 1-6 for better treatment.
High Speed
16000RPM high speed.""",
        {
            "motor_speed": {"up to 16,000 rpm": "16000"},
            "speed_levels": {"6": "1-6"},
            "cartridge_mount": {"three-lock": "lock"},
            "needle_length": {"up to 2.5 mm": "Needle penetration"},
            "battery_capacity": {"600 mAh": "600MA"},
            "power": {"mains, battery": "2 meter cord", "battery": "Build in battery"},
        },
    ),
    Listing(
        "unilog-a11", "dr-pen-a11", "pen",
        """What is Dr. Pen A11 ultima?
Dr. Pen Ultima A11 uses advanced vertical oscillation technology to create controlled micro-channels that trigger the body’s natural collagen and elastin production.
16000 RPM
Motor Power
1-6
speed controller
3
lock design
2.5mm
Needle penetration
Smart on- off mechanism
Comes with induction base, stop working on placing.
3 lock cartridge design for better treatment.""",
        {
            "motor_speed": {"up to 16,000 rpm": "16000 RPM"},
            "speed_levels": {"6": "1-6"},
            "cartridge_mount": {"three-lock": "lock"},
            "needle_length": {"up to 2.5 mm": "Needle penetration"},
        },
    ),
    Listing(
        "unilog-m8", "dr-pen-m8", "pen",
        """15000 RPM
Motor Power
1-6
speed controller
3
lock design
2.5mm
Needle penetration
600MA
Build in battery
one power system
wireless power system.
3 lock cartridge
Speed controller 1-6 for better treatment.""",
        {
            "motor_speed": {"up to 15,000 rpm": "15000 RPM"},
            "speed_levels": {"6": "1-6"},
            "cartridge_mount": {"three-lock": "lock"},
            "needle_length": {"up to 2.5 mm": "Needle penetration"},
            "battery_capacity": {"600 mAh": "600MA"},
            "power": {"battery": ""},
        },
    ),
    Listing(
        "dermashatech-microneedling", "dr-pen-a6", "pen",
        """Dr. Pen A6 Ultima Microneedling Pen
5-speed pen with adjustable depth up to 15,000 RPM.""",
        {"speed_levels": {"5": "5-speed pen"}, "motor_speed": {"up to 15,000 rpm": "up to 15,000 RPM"}},
    ),
    Listing(
        "dermashatech-microneedling", "dr-pen-a6s", "pen",
        """Dr. Pen A6S (A6-S / A6S Ultima)
6 speed levels (8,000–16,000 RPM) with bayonet-style cartridge for customized treatments.""",
        {
            "speed_levels": {"6": "6 speed levels"},
            "motor_speed": {"8,000–16,000 rpm": "(8,000–16,000 RPM)"},
            "cartridge_mount": {"bayonet": "bayonet-style"},
        },
    ),
    Listing(
        "dermashatech-microneedling", "dr-pen-a11", "pen",
        """Dr. Pen A11 Ultima Pro Microneedling Pen
NEW 2024 professional pen with LED display, 6 speed levels, and adjustable depth (0-2.5mm).""",
        {
            "display": {"LED": "LED display"},
            "speed_levels": {"6": "6 speed levels"},
            "needle_length": {"0–2.5 mm": "adjustable depth (0-2.5mm)"},
        },
    ),
    Listing(
        "dermashatech-microneedling-long", "hydra-pen-h3", "pen",
        """HYDRA PEN [PREMIUM] H3
Premium fully automatic serum delivery pen with adjustable needle depth (0.1mm-1mm) and single universal cartridge. Cost-effective single cartridge system for all needle sizes with 5 speed levels.""",
        {
            "needle_length": {"0.1–1.0 mm": "adjustable needle depth"},
            "cartridge_mount": {"universal": "universal cartridge"},
            "speed_levels": {"5": "5 speed levels"},
        },
    ),
    Listing(
        "dermadream-devices", "dermadream-f20", "pen",
        """<table class="table"><tr><th>Model</th><th>Role</th><th>Basic Specs for Website</th><th>Compatible Product Direction</th></tr>
<tr><td>F20</td><td>Core main product</td><td>Derma pen; 6 speed levels; 500mAh battery; aluminum alloy; color: Cool Violet.</td><td>NK3 PRO; NK3 Ultra; 45 / 64 wide-area options.</td></tr></table>""",
        {
            "speed_levels": {"6": "6 speed levels"},
            "battery_capacity": {"500 mAh": "500mAh battery"},
            "body_material": {"aluminium alloy": "aluminum alloy"},
            "power": {"battery": "500mAh battery"},
        },
    ),
    Listing(
        "dermadream-devices", "dermadream-m7", "pen",
        """<tr><td>M7</td><td>Main product</td><td>Hydra microneedle pen; 6 speed levels; wireless 500mAh; aluminum alloy; Type-C charging.</td><td>Hydra / nano cartridge options according to product configuration.</td></tr>""",
        {
            "speed_levels": {"6": "6 speed levels"},
            "battery_capacity": {"500 mAh": "wireless 500mAh"},
            "power": {"battery": "wireless 500mAh"},
            "body_material": {"aluminium alloy": "aluminum alloy"},
            "charging": {"USB-C": "Type-C charging"},
        },
    ),
    Listing(
        "dermadream-cartridges", "dermadream-nk3-pro", "cartridge",
        """<tr><td>NK3 PRO</td><td>Replacement cartridge system with 11 / 12 / 16 / 24 / 36 and nano / silicone options.</td><td>F20 and matching device systems.</td></tr>""",
        {"pin_count": {"11, 12, 16, 24, 36, nano, silicone": "and nano / silicone options"}},
    ),
    Listing(
        "dermadream-cartridges", "dermadream-nk3-ultra", "cartridge",
        """<tr><td>NK3 Ultra</td><td>Wide-area cartridge option with 45 / 64 needle options for SKU expansion.</td><td>F20 / matching device systems, if confirmed.</td></tr>""",
        {"pin_count": {"45, 64": "45 / 64 needle options"}},
    ),
    Listing(
        "dermadream-rollers", "dermadream-roller-540", "roller",
        """<h2>Manual Tool Product Line</h2>
<tr><td>Derma Roller 540</td><td>540 roller with multiple needle-length options and handle / needle material options.</td><td>Standalone roller.</td></tr>""",
        {"pin_count": {"540": "540 roller"}, "power": {"manual": "Manual Tool"}},
    ),
    Listing(
        "genosys-price-list", "genosys-dts-roller", "roller",
        """The GENOSYS DTS microneedle roller: every needle cut from a metal disk, 0.2 mm fine and gamma-sterilised, for one precise, comfortable, perfectly clean session. 540 needles on the 0.25 mm head, 450 at 0.5 and 1.0 mm, 405 at 1.5 and 2.0 mm. No wire, no glue, nothing comes loose mid-pass. Sealed, single use, CE-marked, made in Korea under ISO 13485.""",
        {
            "needle_diameter": {"0.2 mm": "0.2 mm fine"},
            "pin_count": {"540": "540 needles", "450": "450 at", "405": "405 at"},
            "needle_length": {"0.25, 0.5, 1.0, 1.5, 2.0 mm": "on the 0.25 mm head"},
            "sterility": {"sterile": "gamma-sterilised", "single-use": "single use", "sterile-single-use": ""},
        },
    ),
)  # fmt: skip
