"""kaigong (开工): investment projects, sums, counts, regions and slogans from Chinese local news."""

from kaigong.extract import Extraction, extract
from kaigong.rules import load_rules

__all__ = ["Extraction", "extract", "load_rules"]
__version__ = "0.1.0"
