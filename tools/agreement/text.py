"""Words of the page's tables in both languages, regular so that none is written twice.

The page is written in English; the French goes to the catalogue, as for every page.
French follows the EU interinstitutional style.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from progress_matrix.model.statuses import OURS, Strength
from progress_matrix.words import Words

from .codings import ACT, MATTER, NO_LINK

if TYPE_CHECKING:
    from .measure import Agreement

NBSP = "\u00a0"


class Text(NamedTuple):
    """One message: what stands on the page, and its French."""

    en: str
    fr: str


# The terms as the matrices have them.
_FRENCH = Words("fr")
VALUES = {
    **{str(term.value): Text(term.label, _FRENCH(term.label)) for term in (*OURS, *Strength)},
    NO_LINK: Text("No link", "Aucun lien"),
}
_INFERRED = VALUES[str(Strength.INFERRED.value)]
VALUES |= {
    f"inferred:{MATTER}": Text(f"{_INFERRED.en}, matter supplied", f"{_INFERRED.fr}, matière ajoutée"),
    f"inferred:{ACT}": Text(f"{_INFERRED.en}, act supplied", f"{_INFERRED.fr}, acte ajouté"),
}
KINDS = {
    "activity": Text("activity", "activité"),
    "announcement": Text("announcement", "annonce"),
    "limitation": Text("limitation", "limite"),
}
STANDS = {
    "first": Text("first coding", "premier codage"),
    "second": Text("second coding", "second codage"),
    "neither": Text("neither as it was", "aucun des deux tel quel"),
}

SECTIONS = {
    "INT": Text("Introduction and key elements", "Introduction et éléments clés"),
    "HYB": Text("Countering hybrid threats", "Lutte contre les menaces hybrides"),
    "OPS": Text(
        "Operational cooperation, including maritime issues",
        "Coopération opérationnelle, notamment sur les questions maritimes",
    ),
    "CYB": Text("Cyber security and cyber defence", "Cybersécurité et cyberdéfense"),
    "CAP": Text("Defence capabilities", "Capacités de défense"),
    "IND": Text("Defence industry and research", "Industrie de défense et recherche en matière de défense"),
    "EXE": Text("Exercises", "Exercices"),
    "DCB": Text(
        "Defence and security capacity building",
        "Renforcement des capacités de défense et de sécurité",
    ),
    "POL": Text("Political dialogue", "Dialogue politique"),
    "CON": Text("Conclusion", "Conclusion"),
}


def decimal(value: float, places: int = 2) -> Text:
    """Write a rounded number, with a point in English and a comma in French."""
    written = f"{value:.{places}f}"
    return Text(written, written.replace(".", ","))


def number(value: int) -> Text:
    """Write a whole number, with thousands set apart as each language does."""
    written = f"{value:,}"
    return Text(written, written.replace(",", NBSP))


def share(agreement: Agreement) -> Text:
    """Write raw agreement with its denominator."""
    if not agreement.compared:
        return Text("nothing to compare", "rien à comparer")
    same, compared = number(agreement.same), number(agreement.compared)
    percent = decimal(100 * agreement.same / agreement.compared, places=1)
    return Text(
        f"{same.en} of {compared.en} ({percent.en}%)",
        f"{same.fr} sur {compared.fr} ({percent.fr}{NBSP}%)",
    )


def alpha(agreement: Agreement) -> Text:
    """Write alpha, or say that it is undefined."""
    if agreement.alpha is None:
        return Text("undefined: the values do not vary", "non défini: les valeurs ne varient pas")
    return decimal(agreement.alpha)
