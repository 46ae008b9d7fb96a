"""Verifies an attestation without bauta: the envelope by securesystemslib, the rest by hand.

verify_dsse.py ENVELOPE PUBLIC-KEY SUBJECT
"""

import hashlib
import json
import sys

from cryptography.hazmat.primitives.serialization import load_pem_public_key, load_ssh_public_key
from securesystemslib.dsse import Envelope
from securesystemslib.signer import SSlibKey

envelope_path, key_path, subject_path = sys.argv[1:]

with open(envelope_path, "rb") as file:
    written = json.load(file)
key_id = written["signatures"][0]["keyid"]
envelope = Envelope.from_dict(written)
with open(key_path, "rb") as file:
    text = file.read()
load = load_ssh_public_key if text.startswith(b"ssh-") else load_pem_public_key
public = load(text)
key = SSlibKey.from_crypto(public, keyid=key_id)
envelope.verify([key], 1)

assert envelope.payload_type == "application/vnd.in-toto+json"
statement = json.loads(envelope.payload)
assert statement["_type"] == "https://in-toto.io/Statement/v1"
with open(subject_path, "rb") as file:
    digest = hashlib.file_digest(file, "sha256").hexdigest()
assert [subject["digest"]["sha256"] for subject in statement["subject"]] == [digest]
predicate = statement["predicate"]
print(predicate["profile"]["name"], predicate["environment"], predicate["verification"]["passed"])
