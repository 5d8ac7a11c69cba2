"""Prints the entries of a policy file as Samba's own parsers see them: key, name, type, data, with tabs between.

Fails if writing what was read gives other bytes, by either of Samba's two parsers.
"""

import os
import sys
import tempfile
from xml.etree import ElementTree

from samba.dcerpc import preg
from samba.gp_parse.gp_pol import GPPolParser
from samba.ndr import ndr_pack, ndr_unpack


def data(entry):
    """A string, a number or hex digits, by type."""
    return entry.data.hex() if isinstance(entry.data, bytes) else "" if entry.data is None else entry.data


path = sys.argv[1]
with open(path, "rb") as file:
    content = file.read()
read = ndr_unpack(preg.file, content)
# Samba looks at neither of these itself.
assert read.header.signature == "PReg" and read.header.version == 1
assert ndr_pack(read) == content

first, second = GPPolParser(), GPPolParser()
first.parse(content)
with tempfile.TemporaryDirectory() as folder:
    xml, again = os.path.join(folder, "policy.xml"), os.path.join(folder, "again.pol")
    first.write_xml(xml)
    second.load_xml(ElementTree.parse(xml).getroot())
    second.write_binary(again)
    with open(again, "rb") as file:
        assert file.read() == content

for entry in read.entries:
    print(entry.keyname, entry.valuename, entry.type, data(entry), sep="\t")
