"""What ``zhangtu lake`` says."""

from collections.abc import Mapping

#: Simplified and English wording of each sentence; ``zhangtu.kernel.scripts`` makes the Traditional.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "summary_lake": (
        "把可公开的台账数据导出为 Parquet 文件（数据湖），或与本单位的数据核对",
        "write the open columns of all ledgers as Parquet files (a lake), or check one",
    ),
    "example_lake_export": ("导出全部", "write everything"),
    "example_lake_since": ("只重写这一天所在年份及以后的", "write that day's year and later years only"),
    "example_lake_check": ("核对数据湖算出的指标", "compare the figures of a lake"),
    "help_lake_deed": ("export 导出，check 核对", "export or check"),
    "help_lake_folder": ("数据湖的文件夹", "the folder of the lake"),
    "help_lake_since": (
        "只写这一天所在年份及以后的变更（YYYY-MM-DD）",
        "write what was entered in that day's year and later (YYYY-MM-DD)",
    ),
    "lake_ledger": ("{ledger}：{count} 个版本", "{ledger}: {count} versions of rows"),
    "lake_written": (
        "已导出 {count} 个台账，到第 {entry} 条变更为止：{path}",
        "Wrote {count} ledgers up to entry {entry}: {path}",
    ),
    "lake_same": (
        "{measures} 个指标、{figures} 个数，全部一致。",
        "{measures} measures, {figures} figures: all the same.",
    ),
    "lake_differs": (
        "{figures} 个数中有 {count} 个不一致，如 {measure}（{period}）：数据湖 {there}，本单位 {here}。",
        "{count} of {figures} figures differ, for instance {measure} ({period}): {there} there, {here} here.",
    ),
    "lake_bad_day": ("“{day}”不是日期，请写成 2026-01-31。", "“{day}” is no day; write 2026-01-31."),
}
