"""What hangs openly: all of it without signing in, and nothing else."""

from datetime import timedelta

import pytest

from qms.core import clock, trail
from qms.documents import work
from qms.documents.text.file_text import path_of
from qms.organization.sign_in import Confirmation

ORDER = [
    "Mã thủ tục",
    "Số quyết định công bố",
    "Tên thủ tục",
    "Cấp thực hiện",
    "Loại thủ tục",
    "Lĩnh vực",
    "Trình tự thực hiện",
    "Cách thức thực hiện",
    "Thành phần hồ sơ",
    "Số lượng hồ sơ",
    "Thời hạn giải quyết",
    "Đối tượng thực hiện",
    "Cơ quan thực hiện",
    "Cơ quan có thẩm quyền",
    "Cơ quan phối hợp",
    "Kết quả thực hiện",
    "Phí, lệ phí",
    "Tên mẫu đơn",
    "Yêu cầu, điều kiện",
    "Căn cứ pháp lý",
    "Nơi và thời gian tiếp nhận",
    "Phản ánh, kiến nghị",
]


def withdraw(edition, hung):
    edition.document.withdraw(by=hung, on=clock.today(), reason="Bãi bỏ", confirmation=Confirmation(hung.id))


def test_tiles_tell_how_long_and_how_much(browser, edition):
    page = browser.get("/public").text
    assert "<h2>Nghĩa vụ quân sự</h2>" in page
    assert "03 ngày · Không thu phí, lệ phí" in page
    assert 'href="/public/QT-16"' in page


def test_posting_follows_the_order_of_the_portal(browser, edition):
    page = browser.get("/public/QT-16").text.partition("</dl>")[2]
    places = [page.index(name) for name in ORDER]
    assert places == sorted(places)


def test_posting_says_which_edition_it_is(browser, edition):
    assert "Bản lần 01, hiệu lực 22/11/2026" in browser.get("/public/qt-16").text


def test_posting_names_no_officer(browser, edition, lan, hung):
    pages = browser.get("/public").text + browser.get("/public/QT-16").text
    assert not [person.name for person in (lan, hung) if person.name in pages]


def test_policy_is_shown_as_its_text(browser, write, issue):
    issue(
        write(
            "CS-01",
            "Chính sách chất lượng",
            kind="policy",
            service={},
            text="## Cam kết\n\nPhục vụ công dân.\n\n## Mục tiêu\n\n## Trách nhiệm",
        )
    )
    assert "Phục vụ công dân." in browser.get("/public/CS-01").text
    assert "<h2>Chính sách</h2>" in browser.get("/public").text


@pytest.mark.parametrize(
    ("words", "found"), [("tam vang", True), ("TẠM", True), ("qt-16", True), ("vắng đăng", True), ("tuyển quân", False)]
)
def test_search_needs_no_marks(browser, edition, words, found):
    page = browser.get("/public", query_string={"q": words}).text
    assert ("Đăng ký tạm vắng" in page) is found
    assert ("Không có thủ tục nào khớp" in page) is not found


def test_nothing_posted_is_said(browser):
    assert "Chưa có thủ tục nào được niêm yết" in browser.get("/public").text


def not_there(browser, code):
    page = browser.get(f"/public/{code}")
    return page.status_code, page.text.replace(code, "")


def test_draft_internal_coming_and_unknown_are_answered_alike(browser, write, issue):
    write("QT-20", "Bản nháp")
    issue(write("QT-21", "Nội bộ", classification="Nội bộ"))
    issue(write("QT-22", "Không niêm yết", is_public=False))
    issue(write("QT-23", "Sắp tới"), clock.today() + timedelta(1))
    unknown = not_there(browser, "QT-99")
    assert unknown[0] == 404
    assert {not_there(browser, f"QT-2{n}") for n in range(4)} == {unknown}
    assert "QT-2" not in browser.get("/public").text


def test_next_draft_does_not_shine_through(browser, edition, lan):
    draft = work.start_revision(edition.document, lan, "Sửa")
    draft.rewrite(by=lan, title="Tên mới", text="Bản nháp mật")
    page = browser.get("/public/QT-16").text
    assert "Tên mới" not in page + browser.get("/public").text
    assert "Bản nháp mật" not in page
    assert browser.get("/public/QT-16/i/2").status_code == 404


def test_withdrawn_posting_says_so(browser, edition, hung):
    withdraw(edition, hung)
    page = browser.get("/public/QT-16")
    assert page.status_code == 410
    assert "hết hiệu lực từ ngày 22/11/2026" in page.text
    assert "Bãi bỏ" not in page.text
    assert "QT-16" not in browser.get("/public").text


def test_withdrawn_document_that_was_never_posted_is_not_there(browser, write, issue, hung):
    withdraw(issue(write(is_public=False)), hung)
    assert browser.get("/public/QT-16").status_code == 404


def test_file_changed_after_the_signature_is_not_shown(browser, edition):
    path = path_of("QT-16", 1)
    path.chmod(0o600)
    path.write_text(path.read_text("utf-8") + "Thu 500.000 đồng.", "utf-8")
    page = browser.get("/public/QT-16")
    assert page.status_code == 500
    assert "đã bị thay đổi sau khi ký" in page.text
    assert "500.000" not in page.text
    assert browser.get("/public").status_code == 200


def test_size_and_contrast_are_kept_in_the_browser(browser, edition):
    before = trail.head().seq
    assert 'class="public "' in browser.get("/public").text
    assert 'class="public size2 contrast"' in browser.get("/public?size=2&contrast=1").text
    assert 'class="public size2 contrast"' in browser.get("/public/QT-16").text
    assert 'class="public contrast"' in browser.get("/public?size=0").text
    assert trail.head().seq == before


@pytest.mark.parametrize("size", ["9", "-1", "<b>", ""])
def test_strange_size_is_taken_as_plain(browser, size):
    page = browser.get("/public", query_string={"size": size})
    assert page.status_code == 200
    assert 'class="public "' in page.text


def test_contact_for_complaints_is_shown(browser, office, edition, tuan):
    from qms.organization.office import Office

    Office.current().amend(by=tuan, name="Ban CHQS phường", superior="", place="", contact="Điện thoại 024 1234")
    assert "Điện thoại 024 1234" in browser.get("/public").text


def test_member_of_the_office_sees_the_same_with_his_menu(signed_in, nam, edition):
    page = signed_in(nam).get("/public/QT-16").text
    assert "Bản lần 01" in page
    assert 'aria-current="page"' in page
