from typing import Optional


class Tracked:
    """Columns every record of the nursery has."""

    id: str
    entered_by: str = "office"
    remarks: Optional[str] = None
