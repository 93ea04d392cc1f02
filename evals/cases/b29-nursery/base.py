from typing import Optional


class Tracked:
    """Columns every record of the nursery has."""

    id: Optional[str] = None
    entered_by: str = "office"
    remarks: Optional[str] = None
