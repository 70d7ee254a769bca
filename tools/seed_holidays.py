"""Writes the bundled holiday table from the chinesecalendar package; run again when a new year is out."""

import csv
from pathlib import Path
from typing import Final

from chinese_calendar.constants import Holiday, holidays, workdays

OUT: Final = Path(__file__).parent.parent / "src" / "zhangtu" / "kernel" / "data" / "holidays.csv"
NAMES: Final = {
    Holiday.new_years_day: "元旦",
    Holiday.spring_festival: "春节",
    Holiday.tomb_sweeping_day: "清明节",
    Holiday.labour_day: "劳动节",
    Holiday.dragon_boat_festival: "端午节",
    Holiday.national_day: "国庆节",
    Holiday.mid_autumn_festival: "中秋节",
    Holiday.anti_fascist_70th_day: "抗战胜利纪念日",
}


def main() -> None:
    """Write the table: date, off or work, name of the holiday, notice."""
    names = {holiday.value: name for holiday, name in NAMES.items()}
    rows = [(day, "off", names[name]) for day, name in holidays.items()]
    rows += [(day, "work", names[name]) for day, name in workdays.items()]
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["date", "kind", "name", "authority"])
        for day, kind, name in sorted(rows):
            notice = f"国务院办公厅关于{day.year}年部分节假日安排的通知"
            writer.writerow([day.isoformat(), kind, name, notice])
    print(f"{len(rows)} days written")


if __name__ == "__main__":
    main()
