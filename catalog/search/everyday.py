"""Words that shoppers type and that are right as they stand: none of them is taken for another. Pure.

The dictionary of a catalogue knows few words. What it does not know it takes for a misspelling, and finds a
kit for somebody who asks for what is quiet. A word of this list finds what has it, or is said to be missing.
"""

from __future__ import annotations

from typing import Final

from .folding import inflected

_LISTED: Final = """
about adapter adult aesthetic affordable africa after again age aged ageing aging alcohol allergy alone also
always amazon america american anti app apply approval approved arm arthritis asia australia australian
authentic average avoid baby back bad bag bald baldness balm bargain base battery beard before beginner
beginners belly best better between big bigger bin black blackhead bleed bleeding blemish blood blue
bluetooth boil boots both bottle bottom box boy brand breast bright broken brow brown brows bruise brush
budget bulk bump bumps bundle burn butt button buttons buy buying cable canada cancer cap care case cat
cause cellulite certified change charge charged charger charging cheap cheaper cheapest check cheek chemical
chest chin china chinese choose clean cleaner cleaning cleanse clear clinic cloth cold color colour
comfortable compare compared container cord cordless couple coupon course cover cream cruelty cute dad daily
danger dangerous dark day days deal deep deeper delivery dermatologist diabetes diabetic difference
different digital dirty discount disease disinfect display disposable dispose doctor dog down dry dryness
dull dupe during each ear easy ebay eczema effective effects electric england english enough etsy europe
evening ever every everyday everyone expensive experience extra eye eyebrow eyelash eyes face facebook fake
family fast faster favorite favourite fda feet female find finger first fix flaky foot forehead france free
french fresh friend from full gadget gear gel gentle genuine german germany get gift girl girls give glass
gloves glow glowing glue gold good gray great green grey growth guarantee guide guy guys hair hairline hand
handle hands happen hard harm harmful have head healing healthy heat heavy help helps her here high his
holder home hot hour hours house hurt hurts hygiene idea india infect infection infections instagram instead
instructions italy itch itchy itself japan japanese jaw just keep keloid kid kids kind knee know korea
korean ladder ladies lady large laser lash lashes last late later learn least led left leg legal legs less
lid light lightweight like line lines lip lips list little lock london long look lose loss lotion low luxury
machine magnet make makeup male man manual many mark marks mask maybe mean medicine medium men metal mild
mini minute minutes mistake mix mode moisturiser moisturizer mole mom moment month monthly months more
morning most mother motor mouth much mum must nail natural near nearby neck need never new next nice nickel
night noise noisy normal nose not numb numbing nurse off offer official often oil oily ointment old once one
only open order organic original other our over overnight own pack pain painful painless pair parcel parts
peel peeling people person pharmacy pigment pimple pimples pink place plastic please plug pocket popular
pore pores portable possible pouch power pregnancy pregnant premium prescription present press prevent price
priced problem professional prove proven psoriasis purchase purple put quality question quick quiet quieter
quietest rash rated rather read ready real really reason rechargeable recommended red reddit redness refill
refills refund regular remove rent repair replace replacement result results return review reviews right
rinse risk risks roll rosacea rough rub rule rust rusty safe safely safer safest safety sagging sale salon
same save scab scalp scar scars screen screw seal second see sell seller send sensitive sephora serum serums
session set shall shape sharp sharpen shave shaving she sheet shipping shop shopping short should shoulder
show shower side silent silicon silicone silver simple since size slow small smaller smart smooth soak soap
soft sold some soon sore spa spain spare speed spot spots spray spring stand starter stay steel step steps
sterilise steriliser sterilize sterilizer sting stock stomach stop storage store strength stretch strip
strong stuff sun sunburn sunscreen supply sure swelling switch swollen take tan tape target tattoo teach
teen teenager teenagers tell temple temu test texture than their then therapist there they thick thigh thin
thing things think thinning tight tiktok time times tip tired today together tomorrow toner too tool tooth
top tourist training travel tray tried trip trust trusted try tube turkey uk ulta ultrasonic under unit
unsafe until upper usa usb use used useful user using usually value vegan versus vibrate vibration video
view vitamin vitamins voucher wait walmart want warm warning warranty wart wash water waterproof way ways
wear week weekly weeks well wet what where while white whole wholesale wide wife will wipe wire wired
wireless wish without woman women wood work works worse worst worth would wound wrinkle wrinkles wrong year
years yellow yes young youtube
"""
EVERYDAY: Final = frozenset(_LISTED.split())


def is_everyday(word: str) -> bool:
    """Whether a word is one of these, or one of them in its other number."""
    return word in EVERYDAY or any(one in EVERYDAY for one in inflected(word))
