"""A whole controlled text, as the check before submission asks for it; tests say only what they are about."""

STEPS = """### 5.4 Thời gian xử lý

01 ngày làm việc kể từ khi nhận đủ hồ sơ hợp lệ.

### 5.7 Quy trình xử lý công việc

| TT | Trình tự | Trách nhiệm | Thời gian | Biểu mẫu/Kết quả |
|---|---|---|---|---|
| 1 | Nộp hồ sơ | Công dân | — | Đơn |
| 2 | Giải quyết | Chỉ huy trưởng | 01 ngày làm việc | Kết quả |
"""


def controlled(content=STEPS, purpose="Quy định trình tự tiếp nhận.", forms=()):
    """Give the seven sections of a procedure with some content and a list of forms."""
    rows = "\n".join(f"| {place} | {code} | Biểu mẫu {place} |" for place, code in enumerate(forms, 1))
    listed = f"| TT | Mã biểu mẫu | Tên biểu mẫu |\n|---|---|---|\n{rows}" if forms else "Không có."
    return f"""## 1. Mục đích

{purpose}

## 2. Phạm vi

Áp dụng tại đơn vị.

## 3. Tài liệu viện dẫn

TCVN ISO 9001:2015.

## 4. Định nghĩa, viết tắt

Không có.

## 5. Nội dung quy trình

{content.strip()}

## 6. Biểu mẫu

{listed}

## 7. Hồ sơ cần lưu

Hồ sơ của từng trường hợp, 05 năm.
"""
