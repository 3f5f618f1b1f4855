"""kaigong (开工): investment projects, sums, counts, regions and slogans from Chinese local news."""

from kaigong.batch import SetAsideWarning, extract_files
from kaigong.extract import Extraction, extract
from kaigong.reading.set_aside import SetAside
from kaigong.rules import load_rules
from kaigong.text import Article

__all__ = ["Article", "Extraction", "SetAside", "SetAsideWarning", "extract", "extract_files", "load_rules"]
__version__ = "0.1.0"
