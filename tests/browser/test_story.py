"""The whole story in one browser: a fault is reported, the procedure revised and signed, the action checked, the case closed,
the commander's board counts it and the citizen's page shows the new edition. A picture of each step is kept when
QMS_PICTURES names a folder."""

import os
import re
import struct
import zlib
from datetime import timedelta
from pathlib import Path

import pytest

from qms.core import clock
from qms.core.vietnamese import day
from tests.browser.conftest import new_page, sign_in

SIZES = {"desk": (1366, 768), "phone": (390, 844)}


def photo() -> bytes:
    """Make a small real PNG."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + bytes([90, 140, 90]) * 64 for _row in range(48))
    header = struct.pack(">IIBBBBB", 64, 48, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Teller:
    """Tells the story at one size, keeping a picture of each step."""

    def __init__(self, browser, served, size):
        self.browser, self.served, self.size = browser, served, size
        self.step = 0

    def as_(self, username):
        page = new_page(self.browser, self.served, SIZES[self.size])
        if username:
            sign_in(page, self.served, username)
        return page

    def picture(self, page, name):
        self.step += 1
        folder = os.environ.get("QMS_PICTURES")
        if folder:
            page.screenshot(path=Path(folder) / f"{self.step:02d}-{name}-{self.size}.png", full_page=True)


@pytest.mark.parametrize("size", SIZES)
def test_from_the_report_to_the_wall(browser, served, size, tmp_path):
    tell = Teller(browser, served, size)
    today = day(clock.today())
    code = "QT-12" if size == "desk" else "QT-13"

    page = tell.as_("chihuy")
    page.goto(f"{served.url}/dashboard")
    before = opened_in(page)
    page.context.close()

    page = tell.as_("nhanvien")
    page.goto(f"{served.url}/nc/new?procedure={code}")
    page.fill("[name=what_happened]", f"Bảng niêm yết {code} ghi thiếu nơi nộp trực tuyến. Công dân phải hỏi lại.")
    tell.picture(page, "report")
    page.click("main button.btn")
    found = re.search(r"/nc/(NC-\d{4}-\d+)/reported", page.url)
    assert found, page.url
    case = found[1]
    tell.picture(page, "reported")
    page.context.close()

    page = tell.as_("chatluong")
    assert case in page.goto(f"{served.url}/").text()
    page.goto(f"{served.url}/nc/{case}")
    tell.picture(page, "to-triage")
    page.select_option("[name=clause]", "8.2")
    page.select_option("[name=responsible]", label=label_of(page, "[name=responsible]", "Trần Thị Bình"))
    page.click("text=Chấp nhận và giao")
    page.fill("[name=correction]", "Dán tờ bổ sung nơi nộp trực tuyến.")
    page.click("text=Ghi khắc phục >> visible=true")
    page.fill("[name=why_1]", "Bảng niêm yết chép từ quy trình, quy trình thiếu nơi nộp.")
    page.select_option("[name=cause_group]", "method")
    page.fill("[name=elsewhere]", "Không: chỉ bảng của thủ tục này chép tay.")
    page.fill("[name=cause]", "Quy trình không ghi rõ địa chỉ nộp trực tuyến.")
    page.click("button:has-text('Ghi nguyên nhân')")
    page.fill("[name=description]", f"Bổ sung nơi nộp trực tuyến vào {code} và thay bảng niêm yết.")
    doer = "form[action$='/action'] [name=responsible]"
    page.select_option(doer, label=label_of(page, doer, "Vũ Ngọc Ánh"))
    page.fill("[name=due_on]", today)
    page.select_option("[name=revises]", code)
    page.fill("[name=revises_at]", "5.2")
    page.fill("[name=measure]", "Không còn công dân hỏi lại nơi nộp trong 30 ngày.")
    page.select_option("[name=verifier]", label=label_of(page, "[name=verifier]", "Lê Thị Hoa"))
    page.fill("[name=check_on]", today)
    tell.picture(page, "action")
    page.click("text=Giao việc")
    action = page.text_content("a[href^='/ca/HDKP-']")
    assert "còn thiếu" in page.text_content("main")
    assert not page.query_selector(f"button:has-text('Đóng {case}')")
    tell.picture(page, "not-yet-closed")

    page.goto(f"{served.url}/docs/{code}/edit")
    page.fill("[name=reason]", f"Bổ sung nơi nộp trực tuyến theo {case}")
    page.click("text=Mở bản soạn thảo")
    page.fill("[name=text]", page.input_value("[name=text]").replace("01 bộ.", "01 bộ. Nộp trực tuyến tại Cổng dịch vụ công.", 1))
    page.locator("[data-preview-pane]", has_text="Nộp trực tuyến tại Cổng dịch vụ công").wait_for()
    tell.picture(page, "edit")
    page.click("text=Lưu và trình phê duyệt")
    assert "Chờ phê duyệt" in page.text_content("main")
    page.context.close()

    page = tell.as_("chihuy")
    page.goto(f"{served.url}/docs/{code}/review")
    assert "Nộp trực tuyến tại Cổng dịch vụ công" in page.text_content(".redline ins >> nth=0")
    page.fill("[name=effective_on]", today)
    page.fill("[name=password]", served.password)
    tell.picture(page, "sign")
    page.click("button:has-text('Ký và ban hành')")
    assert "Đang hiệu lực" in page.text_content("main")
    tell.picture(page, "in-force")
    page.context.close()

    page = tell.as_("nhanvien")
    page.goto(f"{served.url}/ca/{action}")
    page.fill("[name=result]", f"Đã ban hành {code} lần mới và thay bảng niêm yết, có ảnh.")
    (tmp_path / "bảng niêm yết.png").write_bytes(photo())
    page.set_input_files("[name=files] >> nth=0", tmp_path / "bảng niêm yết.png")
    tell.picture(page, "done")
    page.click("text=Báo đã làm xong")
    assert "bảng niêm yết.png" in page.text_content("main")
    page.context.close()

    page = tell.as_("danhgia")
    page.goto(f"{served.url}/nc/{case}#xac-nhan")
    page.click("summary:has-text('Xác nhận nguyên nhân')")
    page.fill("[name=evidence]", "Đã đối chiếu bảng niêm yết với quy trình lần trước.")
    tell.picture(page, "confirm-cause")
    page.click("button:has-text('Xác nhận') >> visible=true")
    assert "Đã xác nhận" in page.text_content("#xac-nhan")
    page.goto(f"{served.url}/ca/{action}")
    assert "Kết luận từ ngày" in page.text_content("main")
    assert page.locator("[name=finding]").count() == 0
    page.context.close()

    with clock.stopped_at(clock.now() + timedelta(days=31)):  # the effect is looked at a month after the work
        page = tell.as_("danhgia")
        page.goto(f"{served.url}/ca/{action}")
        page.fill("[name=finding]", "Đã xem bảng niêm yết và ảnh: đúng lần ban hành mới.")
        page.check("[name=effective]")
        tell.picture(page, "verify")
        page.click("text=Ghi kết luận")
        assert "Hiệu lực" in page.text_content(".tags")
        page.goto(f"{served.url}/records")
        tell.picture(page, "records")
        page.context.close()

        page = tell.as_("chatluong")
        page.goto(f"{served.url}/nc/{case}")
        page.click(f"button:has-text('Đóng {case}')")
        assert "Đã đóng" in page.text_content(".tags")
        tell.picture(page, "closed")
        page.goto(f"{served.url}/nc/{case}/print")
        assert action in page.text_content("main")
        tell.picture(page, "paper")
        page.context.close()

    page = tell.as_("chihuy")
    page.goto(f"{served.url}/dashboard")
    assert opened_in(page) == before + 1
    page.wait_for_load_state("networkidle")
    tell.picture(page, "board")
    page.context.close()

    page = tell.as_(None)
    page.goto(f"{served.url}/public/{code}")
    assert "Nộp trực tuyến tại Cổng dịch vụ công" in page.text_content("main")
    tell.picture(page, "public")
    page.context.close()


def label_of(page, select, name):
    """Give the whole label of the option that names a person."""
    return next(text for text in page.locator(f"{select} >> option").all_text_contents() if name in text)


def opened_in(page):
    """Read how many nonconformities the board says were reported in the period."""
    return int(re.search(r"(\d+)\s*Sự không phù hợp được báo", page.text_content("main").replace("\n", " "))[1])
