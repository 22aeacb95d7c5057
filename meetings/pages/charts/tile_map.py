"""Denmark's municipalities as a map of tiles, one a municipality, placed about where they lie.

The places are laid out by hand: a tile a municipality, neighbours beside one another as far as a grid allows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from meetings.models import Municipality

SOFT_HYPHEN = "\u00ad"

# From north to south and from west to east; `.` is a place without land, `~` where a long name may be broken.
_LAYOUT = """
.    .                 .         .                Hjørring     Frederiks~havn  Læsø      .          . .           .             .        .              .           .            .              .
.    .                 Thisted   Jammer~bugt      Brønders~lev .               .         .          . .           .             .        .              .           .            .              .
.    .                 Morsø     Vesthimmer~lands Aalborg      .               .         .          . .           .             .        .              .           .            .              .
.    Lemvig            Struer    Skive            Rebild       Mariager~fjord  .         .          . .           .             .        .              Gribskov    Helsingør    .              .
.    .                 Holstebro Viborg           Favrskov     Randers         Norddjurs .          . .           .             .        Halsnæs        Hillerød    Fredens~borg Hørsholm       .
.    Ringkøbing-Skjern Herning   Silkeborg        Skander~borg Aarhus          Syddjurs  .          . .           .             .        Frederiks~sund Allerød     Furesø       Rudersdal      .
.    Varde             Billund   Ikast-Brande     Horsens      Odder           .         Samsø      . .           Odsherred     Lejre    Egedal         Ballerup    Gladsaxe     Lyngby-Taarbæk Gentofte
Fanø Esbjerg           Vejen     Vejle            Hedensted    .               .         .          . Kalund~borg Holbæk        Roskilde Høje-Taastrup  Glostrup    Herlev       Frederiks~berg København
.    .                 Kolding   Fredericia       .            Middelfart      Nordfyns  Kerteminde . Slagelse    Sorø          Greve    Alberts~lund   Brøndby     Rødovre      Hvidovre       Tårnby
.    .                 Haderslev .                .            Assens          Odense    Nyborg     . .           Ringsted      Solrød   Ishøj          Vallens~bæk .            .              Dragør
.    Tønder            Aabenraa  Sønderborg       .            Faaborg-Midtfyn Svendborg Langeland  . .           Næstved       Køge     Stevns         .           .            .              .
.    .                 .         .                .            .               Ærø       .          . .           Vording~borg  Faxe     .              .           .            .              Bornholms
.    .                 .         .                .            .               .         .          . Lolland     Guldborg~sund .        .              .           .            .              .
"""  # noqa: E501 - a map is read as a picture, a line a row of Denmark


@dataclass(frozen=True)
class MunicipalityTile:
    """A municipality's name, where it may be broken, and its row and column, from 0 in the north-west."""

    name: str
    label: str
    row: int
    column: int


MUNICIPALITY_TILES: tuple[MunicipalityTile, ...] = tuple(
    MunicipalityTile(word.replace("~", ""), word.replace("~", SOFT_HYPHEN), row, column)
    for row, line in enumerate(_LAYOUT.strip().splitlines())
    for column, word in enumerate(line.split())
    if word != "."
)

# Less than this share of the items that name the municipality most named is only a few. Chosen by hand so that the
# samples' map shows their region; test_tile_map.py holds what it is for.
FEW_ITEMS_SHARE = 0.1

# With more columns than this the tiles are small.
WIDE_ABOVE_COLUMNS = 9


@dataclass(frozen=True)
class DrawnTile:
    """A municipality on the map, its row and column from 1; without an address the archive has nothing of it."""

    label: str
    row: int
    column: int
    count: int = 0
    url: str = ""


@dataclass(frozen=True)
class TileMap:
    """The part of Denmark that the archive knows; `elsewhere` are those of its municipalities that lie outside it."""

    tiles: tuple[DrawnTile, ...]
    elsewhere: tuple[Municipality, ...]
    columns: int

    @property
    def is_wide(self) -> bool:
        return self.columns > WIDE_ABOVE_COLUMNS


def tile_map(municipalities: Iterable[Any]) -> TileMap:
    """The map of `municipalities`, each with `item_count`: in their order, then the pale ones that lie among them.

    It is cut to the rows and columns of those that many items name. One that only a few name is shown if it lies
    there, and else stands elsewhere: a single item that mentions a town far away would bring whole rows of pale
    tiles with it, and the map would no longer show where the council is.
    """
    known = list(municipalities)
    tiles = {tile.name: tile for tile in MUNICIPALITY_TILES}
    placed = [(municipality, tiles[municipality.name]) for municipality in known if municipality.name in tiles]
    if not placed:
        return TileMap((), tuple(known), 0)
    few = FEW_ITEMS_SHARE * max(municipality.item_count for municipality, _ in placed)
    much_named = [tile for municipality, tile in placed if municipality.item_count >= few]
    rows = range(min(tile.row for tile in much_named), max(tile.row for tile in much_named) + 1)
    columns = range(min(tile.column for tile in much_named), max(tile.column for tile in much_named) + 1)
    placed = [(municipality, tile) for municipality, tile in placed if tile.row in rows and tile.column in columns]
    known_names = {tile.name for _, tile in placed}
    elsewhere = tuple(municipality for municipality in known if municipality.name not in known_names)

    def drawn(tile: MunicipalityTile, count: int = 0, url: str = "") -> DrawnTile:
        return DrawnTile(tile.label, tile.row - rows.start + 1, tile.column - columns.start + 1, count, url)

    known_tiles = [
        drawn(tile, municipality.item_count, municipality.get_absolute_url()) for municipality, tile in placed
    ]
    pale_tiles = [
        drawn(tile)
        for tile in MUNICIPALITY_TILES
        if tile.name not in known_names and tile.row in rows and tile.column in columns
    ]
    return TileMap((*known_tiles, *pale_tiles), elsewhere, len(columns))
