"""Evidence files, sent to those who may see the record they belong to."""

from typing import Any

from flask import Blueprint

from qms.core.attachment import Attachment
from qms.web import visibility
from qms.web.access import SIGNED_IN, allow, me
from qms.web.lists import download
from qms.web.shell import found

files = Blueprint("files", __name__)


@files.get("/files/<int:number>")
@allow(SIGNED_IN)
def download_file(number: int) -> Any:
    """Send a file; one that must not be seen is answered like one that is not there."""
    attachment = found(Attachment.get_or_none(id=number))
    found(visibility.may_see(me(), attachment) or None)
    return download(attachment.name, attachment.bytes(), attachment.media_type)
