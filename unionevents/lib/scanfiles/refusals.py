"""Why a photo or scan is not taken: one sentence each, with what to do instead."""

from __future__ import annotations

from typing import Final

from unionevents.lib.phrase import Phrase

EMPTY: Final = Phrase("The file is empty. Choose it again.", "文件是空的。请重新选择。")
TOO_LARGE: Final = Phrase(
    "The file is larger than 10 MB. Take the photo with a smaller resolution, or scan at 200 dpi.",
    "文件超过 10 MB。请调低照片分辨率，或按 200 dpi 扫描。",
)
HEIC: Final = Phrase(
    "This is an iPhone photo in the HEIC format, which other computers cannot show. Take it with the button on this "
    "page, or choose Settings > Camera > Formats > Most Compatible and take it again.",
    "这是苹果手机的 HEIC 照片，别的电脑打不开。请用本页的按钮直接拍照，"
    "或在“设置 > 相机 > 格式”里选“兼容性最佳”后重拍。",
)
UNKNOWN: Final = Phrase(
    "The file is no JPG or PNG picture and no PDF, whatever its name says. Photograph the stamped page instead.",
    "不管文件叫什么名字，它都不是 JPG、PNG 图片，也不是 PDF。请给盖章页拍照后上传。",
)
BROKEN: Final = Phrase(
    "The file is damaged or came only in part. Take the photo or the scan again.",
    "文件已损坏或没有传完整。请重新拍照或扫描。",
)
TOO_MANY_DOTS: Final = Phrase(
    "The picture has more than 60 million dots. Take it with a smaller resolution.",
    "图片超过 6000 万像素。请调低分辨率后重拍。",
)
LOCKED: Final = Phrase(
    "The PDF is protected by a password. Save it without one.", "这个 PDF 有密码保护。请去掉密码后再上传。"
)
ACTIVE: Final = Phrase(
    "The PDF holds programs, forms or attached files. Print it and scan it, or photograph the page.",
    "这个 PDF 里带有程序、表单或附件。请打印后扫描，或直接拍照上传。",
)
DETAILS: Final = Phrase(
    "The PDF says who made it, in a way that cannot be taken out. Print it and scan it, or photograph the page.",
    "这个 PDF 里写有制作者信息，而且无法去除。请打印后扫描，或直接拍照上传。",
)
TOO_MANY_PAGES: Final = Phrase(
    "The PDF has more than 20 pages. Upload the stamped roster alone.", "这个 PDF 超过 20 页。请只上传盖章的报名表。"
)
TOO_MUCH: Final = Phrase(
    "The file takes too much work to look into. Photograph the stamped page instead.",
    "检查这个文件耗费过大，已停止。请给盖章页拍照后上传。",
)
BUSY: Final = Phrase(
    "Many files are being looked into right now. Try again in a minute.", "正在检查的文件较多，请一分钟后再试。"
)

REFUSALS: Final = {
    "empty": EMPTY, "too_large": TOO_LARGE, "heic": HEIC, "unknown": UNKNOWN, "broken": BROKEN,
    "too_many_dots": TOO_MANY_DOTS, "locked": LOCKED, "active": ACTIVE, "details": DETAILS,
    "too_many_pages": TOO_MANY_PAGES, "too_much": TOO_MUCH, "busy": BUSY,
}  # fmt: skip


class NotAScan(Exception):
    """`phrase` says why, and what to do instead."""

    def __init__(self, phrase: Phrase) -> None:
        self.phrase = phrase
        super().__init__(phrase.en)
