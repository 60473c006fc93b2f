"""Why a file cannot be taken: each reason with its remedy, in the words a person reads. Pure."""

from __future__ import annotations

from typing import Final

from unionevents.lib.phrase import Phrase

MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 60


class NotReadable(Exception):
    """The file cannot be taken; `phrase` says why and what to do."""

    def __init__(self, phrase: Phrase) -> None:
        self.phrase = phrase
        super().__init__(phrase.en)


AS_XLSX = Phrase(
    "Save it as an Excel workbook (.xlsx) and upload it again.", "请另存为 Excel 工作簿（.xlsx）后重新上传。"
)
EMPTY = Phrase("The file is empty.", "文件是空的。请选择填好的表格，或直接粘贴内容。")
TOO_LARGE = Phrase(
    "The file is larger than 5 MB. A roster is much smaller: remove pictures and other sheets.",
    "文件超过 5 MB。报名表不会这么大，请删去图片和其他工作表。",
)
LOCKED = Phrase(
    "The file has a password. Remove the password and upload it again.", "文件加了密码，请取消密码后重新上传。"
)
NOT_EXCEL = Phrase(
    "This is neither an Excel workbook nor a CSV text. {remedy}", "这不是 Excel 工作簿，也不是 CSV 文本。{remedy}"
).fill(remedy=AS_XLSX)
WEB_PAGE = Phrase(
    "This is a web page that only calls itself a table. Open it in Excel or WPS. {remedy}",
    "这是改了扩展名的网页，不是表格文件。请用 Excel 或 WPS 打开，{remedy}",
).fill(remedy=AS_XLSX)
MACROS = Phrase("The file contains macros. {remedy}", "文件中含有宏。{remedy}").fill(remedy=AS_XLSX)
LINKS = Phrase(
    "The file takes values from other files. Copy the cells as values into a new workbook and upload that.",
    "文件引用了其他文件的数据。请把单元格“粘贴为数值”到新工作簿后再上传。",
)
SUSPICIOUS = Phrase(
    "The file unpacks to much more than a roster holds, so it was not opened. Copy the rows into the template.",
    "文件解压后大得异常，没有打开。请把内容复制到下载的模板中再上传。",
)
BROKEN = Phrase(
    "The file is damaged and could not be read. Open it in Excel or WPS, save it again, and upload that.",
    "文件已损坏，无法读取。请用 Excel 或 WPS 打开并重新保存后再上传。",
)
NO_SHEET = Phrase("The workbook has no visible sheet with rows.", "工作簿里没有带内容的可见工作表。请检查是否被隐藏。")
TOO_MANY_ROWS = Phrase(
    "The sheet goes beyond row {rows}. Delete what stands below the roster.",
    "工作表内容超过第 {rows} 行。请删去报名表以下的内容。",
).fill(rows=MAX_ROWS)
TOO_MUCH = Phrase(
    "Reading the file takes more time or memory than a roster ever needs, so it was put aside. "
    "Copy the rows into the template and upload that.",
    "读取文件所需的时间或内存远超一份报名表，已停止读取。请把内容复制到下载的模板中再上传。",
)
BUSY = Phrase(
    "Several files are being read right now. Nothing was stored; upload it again in a minute.",
    "正在读取其他人上传的文件，本次没有保存。请稍等一分钟再上传。",
)
REFUSALS: Final = {name: value for name, value in list(globals().items()) if isinstance(value, Phrase)}
