"""Words that a rule of inflection or derivation joins, and that mean different things: *ret* and *rette*.

Only such stand here as councils write often, so that a search for the one would find the other again and again. Of
rare words nobody notices.
"""

_DRIFTED = """
and/anden afdeling/afdele aktivitet/aktiv ale/alene almenhed/almen bakke/bak band/bande bane/ban barn/bo bas/base
batteri/batte beboer/bo bebyrde/byrde bed/bede beskeden/besked bestand/bestå bestyrelse/bestyre bid/bede bil/bile
bo/boe bog/boge borg/borge borger/borge brand/brande branding/brande brevis/brev brod/brodde buk/bukke bus/buse
bus/busse bygning/byge bær/bære båd/både bånd/binde bånd/bånde central/centralis dag/dage das/dase del/dels drev/drive
dreven/drev dæk/dække eg/ege egen/eg egen/ege egen/egne egenhed/egen egn/egne elev/elevere enhed/en enkelhed/enkel
fad/fade far/fare fasthed/fast firing/fire flygtning/flygte folde/fold folk/folke folkning/folke foreløbighed/foreløbig
forening/forene forening/forenes forhold/forholde form/formere forretning/forrette forsamle/forsamling
forskellighed/forskellig forslag/forslå fortale/fortælle fremme/frem fremmed/fremme frihed/fri frist/friste fyld/fylde
fyr/fyre fyr/fyring fælle/fælles færdighed/færdig føl/føle først/første galleri/galle gammel/ældre gang/gange gave/give
gjord/gøre godhed/god grad/grade gro/grøn grund/grunde grunding/grunde gæld/gælde gø/gøre hav/have havn/havne hele/hæl
helhed/hel heling/hele hold/holde holding/holde holdning/holde hu/hus hus/huse hus/husere hænde/hånd højhed/høj
hør/høre indgang/indgå indsat/indsats ja/jage jord/jorde kage/kag kendelse/kende kending/kende klarhed/klar kort/korte
korthed/kort kost/koste kunne/kun kur/kure kvalitet/kval kvitte/kvittere la/las la/lære lad/lade ladning/lade lag/lage
lage/lag land/lande lande/land lav/lave lavhed/lav led/lede leder/led lege/legere lejlighed/lejlig lejr/lejre
lever/levere lid/lide lig/ligge lighed/lig ligning/ligge list/listen lo/løn lokalitet/lokal lotteri/lotte lov/love
ly/lys lyd/lyde lykke/lykkes læ/lære læg/læge læg/lægge læg/lægte læge/læg læge/lægge lægning/læge læs/læse løs/løse
løsning/løsne mad/made maj/maje man/mane mark/markere mart/marts medfør/medføre mejeri/meje men/mene menighed/menig
middel/midle midle/middel minimum/minimus mode/moder moden/moder moderne/moder modne/moder moder/moderere mor/more
mulighed/mulig mund/munde mur/murre myndighed/myndig mål/måle nationalitet/national navn/navne net/nette nethed/net
nyhed/ny nyt/nytte nærhed/nær nævn/nævne nødvendighed/nødvendig odder/odde ordne/ordning ordning/orden overgang/overgå
overtag/overtage park/parkere part/parte part/partere pas/passe passe/passere plan/plane plan/planere plan/planet
plan/plante pris/prise præsent/præsentere punkt/punkte punkt/punktere ram/ramme ramme/ramt rederi/rede regering/regere
region/regere regn/regne regning/regne renovation/renovere renovation/renovering ret/retning ret/rette ret/rettelse
retning/rette rettelse/rettighed ring/ringe rundhed/rund række/ræk råd/råde rådighed/rådig sag/sage samlet/samle
samtidighed/samtidig sidde/sid side/siden skab/skabe skabning/skabe skal/skalle skat/skate skat/skatte skib/skibe
slag/slå sol/sole sort/sortere spar/spare specialitet/special stand/stå sted/stede steg/stige stege/stige stem/stemme
stemning/stemme stemt/stemme stil/stille stilling/stille stol/stole storhed/stor styrelse/styre støt/støtte
sundhed/sund syn/se sæt/sætte sætning/sætte søm/sømme tag/tage tagen/tage tal/tale tal/tælle tap/tappe tie/ti
tiltag/tiltage ting/tinge tog/tage tog/toge tone/to toning/to tren/trine trin/trine tvær/tværs tæthed/tæt tømme/tømmer
tønde/tønder udgang/udgå udgift/udgive udvalg/udvælge ungdom/ung universitet/univers vag/vagt valg/vælge vand/vande
vej/veje vid/videre vigtighed/vigtig vind/vinde virksomhed/virksom vis/visdom vis/vise vise/visere vise/vision
voks/vokse voksen/vokse vold/volde væk/vække værk/værke øvrighed/øvrig år/åre åre/år
"""
_PAIRS = frozenset(frozenset(pair.split("/")) for pair in _DRIFTED.split())


def have_drifted(one: str, other: str) -> bool:
    """Whether two words only look as if they were of one stem, or no longer mean the same."""
    return frozenset((one, other)) in _PAIRS
