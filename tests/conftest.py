"""The house under test: an empty home, a stopped clock, one named cast whose histories are made by acts."""

import shutil
from datetime import UTC, date, datetime

import pytest
from hypothesis import settings as hypothesis_settings

from qms.app import create_app, open_home
from qms.core import clock, database, language
from qms.organization import password
from qms.organization.office import Office
from qms.organization.person import SYSTEM, Person, PostHolding, Rank, RoleGrant
from qms.organization.role import Role
from qms.organization.unit import Post, Unit, UnitForm

hypothesis_settings.register_profile("house", deadline=None, derandomize=True)  # no timed assertion, no surprise in CI
hypothesis_settings.load_profile("house")

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)  # 10:00 in Hanoi, a Sunday
TODAY = date(2026, 11, 22)
PASSWORD = "con duong ngan nhat 2026"
_HASH = password.hashed(PASSWORD)


@pytest.fixture(autouse=True)
def stopped_clock():
    """Stop the clock at one moment of every test."""
    with clock.stopped_at(NOW):
        language.read_in("vi")
        yield


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory):
    """Make an empty home once for all tests of a process: migrating takes longer than most tests."""
    folder = tmp_path_factory.mktemp("empty-home")
    with clock.stopped_at(NOW):
        open_home(folder)
    return folder


@pytest.fixture(scope="session")
def built_app(empty_home):
    """Build the application once for all tests of a process: it keeps nothing of a home."""
    return create_app(empty_home, TESTING=True, RAISE=True)


@pytest.fixture
def house(tmp_path, empty_home, built_app):
    """Open a copy of the empty home, with its database connected in this thread."""
    shutil.copytree(empty_home, tmp_path, dirs_exist_ok=True)
    open_home(tmp_path)
    with database.connection():
        yield tmp_path
    database.db.close_all()


def unit(code, name, parent=None):
    """Establish a unit with its name."""
    made = Unit(code=code).establish(by=SYSTEM)
    UnitForm(unit=made, name=name, type="Bộ phận", parent=parent, valid_from=date(2024, 1, 1)).take_effect(by=SYSTEM)
    return made


def person(name, username, rank, post, at, *roles):
    """Register somebody with rank, post and roles."""
    made = Person(name=name, username=username, password_hash=_HASH).register(by=SYSTEM)
    if rank:
        Rank(person=made, name=rank, valid_from=date(2024, 1, 1)).confer(by=SYSTEM)
    held = Post(title=post, unit=at).establish(by=SYSTEM)
    PostHolding(person=made, post=held, valid_from=date(2024, 1, 1)).appoint(by=SYSTEM)
    for role in roles:
        RoleGrant(person=made, role=role, valid_from=date(2024, 1, 1)).grant(by=SYSTEM)
    return Person.get_by_id(made.id)


@pytest.fixture
def office(house):
    """Set up the office with three units: BCH, TM, MC."""
    Office(name="Ban Chỉ huy quân sự phường An Bình", is_sample=False).set_up(by=SYSTEM)
    head = unit("BCH", "Ban Chỉ huy")
    return {"BCH": head, "TM": unit("TM", "Bộ phận Tham mưu", head), "MC": unit("MC", "Bộ phận Một cửa", head)}


@pytest.fixture
def lan(office):
    """Give the quality officer."""
    return person("Trần Thị Lan", "lan", "Đại úy", "Thư ký ISO", office["BCH"], Role.QUALITY_OFFICER)


@pytest.fixture
def hung(office):
    """Give the commander."""
    return person("Nguyễn Văn Hùng", "hung", "Trung tá", "Chỉ huy trưởng", office["BCH"], Role.COMMANDER)


@pytest.fixture
def oanh(office):
    """Give the auditor."""
    return person("Lê Thị Oanh", "oanh", "Thiếu tá", "Trợ lý Chính trị", office["TM"], Role.AUDITOR)


@pytest.fixture
def nam(office):
    """Give a member of staff."""
    return person("Phạm Văn Nam", "nam", "Thượng úy", "Trợ lý Quân lực", office["TM"], Role.STAFF)


@pytest.fixture
def mai(office):
    """Give the desk officer."""
    return person("Đỗ Thị Mai", "mai", "Trung úy", "Cán bộ tiếp nhận", office["MC"], Role.DESK_OFFICER)


@pytest.fixture
def son(office):
    """Give the ward officer."""
    return person("Vũ Văn Sơn", "son", "", "Khu đội trưởng", office["TM"], Role.WARD_OFFICER)


@pytest.fixture
def tuan(office):
    """Give the administrator."""
    return person("Hoàng Anh Tuấn", "tuan", "Đại úy", "Nhân viên thông tin", office["BCH"], Role.ADMINISTRATOR)


@pytest.fixture
def cast(lan, hung, oanh, nam, mai, son, tuan):
    """Give everybody by role."""
    return {
        "quality_officer": lan,
        "commander": hung,
        "auditor": oanh,
        "staff": nam,
        "desk_officer": mai,
        "ward_officer": son,
        "administrator": tuan,
    }


@pytest.fixture
def app(built_app, house, office):
    """Give the application over the test's home."""
    config = dict(built_app.config)
    yield built_app
    built_app.config.clear()
    built_app.config.update(config)


class Browser:
    """A browser without script: signs in, opens pages, sends forms with their tokens."""

    def __init__(self, app):
        self.client = app.test_client()
        self._tokens = {}

    def get(self, url, **options):
        """Open a page."""
        with _OwnConnection():
            return self.client.get(url, **options)

    def post(self, url, data=None, **options):
        """Send a form with the session's token."""
        data = {"csrf_token": self._token(), **(data or {})}
        with _OwnConnection():
            return self.client.post(url, data=data, **options)

    def _token(self):
        """Give the token of a form; asked for once as long as the session stays the same."""
        with self.client.session_transaction() as session:
            secret = session.get("csrf_token")
        if secret is None or secret not in self._tokens:
            token = _token_in(self.get("/me").text) or _token_in(self.get("/login").text)
            with self.client.session_transaction() as session:
                secret = session.get("csrf_token")
            self._tokens[secret] = token
        return self._tokens[secret]

    def sign_in(self, username, plain=PASSWORD):
        """Sign in."""
        return self.post("/login", {"username": username, "password": plain})


class _OwnConnection:
    """Let a request open and close its own connection, then give the test its own back."""

    def __enter__(self):
        database.db.close()

    def __exit__(self, *_failure):
        database.db.connect(reuse_if_open=True)


def _token_in(html):
    _, found, rest = html.partition('name="csrf_token" value="')
    return rest.partition('"')[0] if found else ""


@pytest.fixture
def browser(app):
    """Give a browser nobody has signed in with."""
    return Browser(app)


@pytest.fixture
def signed_in(app):
    """Give a maker of browsers: signed_in(person)."""

    def make(somebody):
        made = Browser(app)
        assert made.sign_in(somebody.username).status_code == 303
        return made

    return make
