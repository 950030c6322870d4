#!/usr/bin/env python3
"""Prints the records of ledger files as JSON lines, and checks checksums and chain on the way.

Written from docs/format.md alone, with Python's standard library, to show that the page is enough. Does not check signatures.
With --keys DIR, the directory of the tenants' keys, it also reads encrypted records; those without a key it leaves out.
"""
import glob, hashlib, hmac, json, struct, sys, zlib
from aes_gcm import decrypt

KINDS = ("getter derived to-string equals-hash copy internal foreign reflection handle unsafe serialization "
         "persistence validation probe native recorded").split()
NOTICES = "start stop config loss gap heartbeat checkpoint recovery retention sink clock".split()
FIELDS = "tenant principal party region session purpose purposeSource ticket entry trace request".split()
SINCE_2 = "claimedPurpose claimedTicket".split()
SINCE_3 = "principalSource partySource tenantSource regionSource".split()

CRC = []
for n in range(256):
    for _ in range(8):
        n = n >> 1 ^ (0x82F63B78 if n & 1 else 0)
    CRC.append(n)


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ CRC[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


def check(condition, what):
    if not condition:
        raise SystemExit("corrupt: " + what)


class In:
    def __init__(self, data):
        self.data, self.at = data, 0

    def bytes(self, count):
        check(self.at + count <= len(self.data), "too short")
        self.at += count
        return self.data[self.at - count:self.at]

    def u8(self):
        return self.bytes(1)[0]

    def varint(self):
        value = shift = 0
        while True:
            byte = self.u8()
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def zigzag(self):
        value = self.varint()
        return value >> 1 ^ -(value & 1)

    def text(self):
        return self.bytes(self.varint()).decode()

    def section(self):
        length, stored = self.varint(), self.varint()
        data = self.bytes(stored)
        if stored != length:
            data = zlib.decompress(data, -15)
        check(len(data) == length, "section length")
        return In(data)

    def column(self, rows):
        runs, value, out = self.u8(), 0, []
        while len(out) < rows:
            value += self.zigzag()
            out += [value] * (1 + (self.varint() if runs else 0))
        return out

    def end(self):
        check(self.at == len(self.data), "bytes left over")


class Dictionary:
    def __init__(self):
        self.texts, self.contexts, self.sites, self.subjects = [], [], [], []


class Ledger:
    def __init__(self, keys):
        self.keys, self.head, self.number, self.seq = keys, bytes(32), 1, 1

    def file(self, path):
        data = open(path, "rb").read()
        length, = struct.unpack_from("<I", data, 12)
        header = data[:length]
        check(header[:8] == b"piitrace" and header[8:12] in (b"\1\0\0\0", b"\2\0\0\0", b"\3\0\0\0"), "file header")
        self.fields = FIELDS + (SINCE_2 if header[8] > 1 else []) + (SINCE_3 if header[8] > 2 else [])
        check(crc32c(header[:-4]) == struct.unpack("<I", header[-4:])[0], "file header checksum")
        check(header[64:96] == self.head, "previous head")
        check(struct.unpack_from("<QQ", header, 40) == (self.number, self.seq), "first block, first seq")
        names = In(header[128:-4])
        self.service, self.instance = (names.bytes(struct.unpack("<H", names.bytes(2))[0]).decode() for _ in range(2))
        self.head = hashlib.sha256(b"\0" + header).digest()
        self.id, self.clear, self.encrypted = header[16:32], Dictionary(), {}
        at = length
        while at + 68 <= len(data) and any(data[at:]):
            at = self.block(data, at)

    def block(self, data, at):
        header = data[at:at + 68]
        magic, length, kind, flags, zero, zone_length, zone_crc, crc, number = struct.unpack_from("<4sIBBHIIIQ", header)
        check(magic == b"PBLK" and crc32c(header[:64]) == struct.unpack_from("<I", header, 64)[0], "block header")
        if at + 68 + length > len(data):
            return len(data)
        body = data[at + 68:at + 68 + length]
        check(number == self.number and zero == 0 and (kind, flags) in ((1, 0), (1, 1), (2, 0)), "block number, flags, type")
        check(crc32c(body[:zone_length]) == zone_crc and crc32c(body[zone_length:]) == crc, "block checksums")
        self.head = hashlib.sha256(b"\1" + self.head + header[:32] + body).digest()
        check(self.head == header[32:64], "head of block %d" % number)
        self.number += 1
        self.content(In(body[:zone_length]), In(body[zone_length:]), flags, self.id + header[24:32])
        return at + 68 + length

    def content(self, zone, payload, encrypted, place):
        seq, records, rows, accesses, losses, gaps = (zone.varint() for _ in range(6))
        start, _ = zone.zigzag(), zone.varint()
        defined = self.holdings(zone)
        check(seq == self.seq, "seq")
        self.seq += records
        for _ in range(zone.varint()):
            zone.text()
            for _ in range(zone.varint()):
                zone.zigzag(), zone.varint(), zone.zigzag(), zone.zigzag()
        if encrypted:
            parts = [(zone.bytes(16), zone.bytes(16), zone.varint(), zone.bytes(zone.varint()))
                     for _ in range(zone.varint())]
            check(sum(part[2] for part in parts) == rows, "rows of the parts")
            notices = payload.section()
            contents = [payload.bytes(payload.varint()) for _ in parts]
            row = (values for part, content in zip(parts, contents) for values in self.part(part, content, place, start))
        else:
            definitions, notices, columns = payload.section(), payload.section(), payload.section()
            self.define(self.clear, definitions, defined)
            row = self.rows(self.clear, columns, rows, start)
        zone.end()
        payload.end()
        index = seq
        for _ in range(records - rows):
            for _ in range(notices.varint()):
                self.access(index, next(row))
                index += 1
            kind, time = NOTICES[notices.u8()], start + notices.varint()
            attributes = {notices.text(): notices.text() for _ in range(notices.varint())}
            self.show({"seq": index, "record": kind, "time": time, **self.origin(), **attributes})
            index += 1
        for values in row:
            self.access(index, values)
            index += 1
        check(index == self.seq, "number of records")

    @staticmethod
    def holdings(section):
        defined = [(section.varint(), section.varint()) for _ in range(4)]
        for _ in range(section.varint() - 1):
            section.text()
        section.bytes(section.varint())
        return defined

    def part(self, part, content, place, start):
        key, seed, rows, index = part
        if key not in self.keys:
            yield from [None] * rows
            return
        own = hmac.digest(self.keys[key], b"piitrace part v1\0" + seed, "sha256")
        index, content = (decrypt(own, nonce.to_bytes(12, "big"), place, text) for nonce, text in enumerate((index, content)))
        check(index is not None and content is not None, "part is not what its key encrypted")
        index, content, dictionary = In(index), In(content), self.encrypted.setdefault(key, Dictionary())
        self.define(dictionary, content.section(), self.holdings(index))
        yield from self.rows(dictionary, content.section(), rows, start)
        content.end()
        index.end()

    def define(self, to, section, defined):
        for known, (first, _) in zip((to.texts, to.contexts, to.sites, to.subjects), defined):
            check(first == len(known), "numbers of the dictionary")
        texts, contexts, sites, subjects = (count for _, count in defined)
        to.texts += [section.text() for _ in range(texts)]
        columns = [[self.value(to, section) for _ in range(contexts)] for _ in self.fields]
        roles = [[to.texts[section.varint()] for _ in range(section.varint())] for _ in range(contexts)]
        to.contexts += [{**dict(zip(self.fields, values[1:])), "roles": values[0]} for values in zip(roles, *columns)]
        for _ in range(sites):
            owner, name, category = (to.texts[section.varint()] for _ in range(3))
            kind, place, of_type = KINDS[section.u8()], to.texts[section.varint()], self.optional(to, section)
            to.sites.append({"field": owner + "#" + name, "type": of_type, "category": category, "kind": kind,
                               "site": place, "siteSource": "inferred" if section.u8() else None})
        tenants = [self.optional(to, section) for _ in range(subjects)]
        for tenant in tenants:
            form = section.u8()
            known = section.bytes(16).hex() if form == 0 else section.text() if form == 1 else None
            reason = self.optional(to, section) if form == 2 else None
            to.subjects.append({"subject": known, "subjectUnknown": reason, "subjectTenant": tenant})
        section.end()

    def value(self, to, section):
        tag = section.varint()
        if tag in (1, 2):
            digits = section.bytes(16).hex()
            return digits if tag == 1 else "-".join(
                (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
        return None if tag == 0 else section.text() if tag == 3 else to.texts[tag - 4]

    def optional(self, to, section):
        number = section.varint()
        return to.texts[number - 1] if number else None

    def rows(self, dictionary, section, rows, start):
        columns = [section.column(rows) for _ in range(6)] if rows else []
        section.end()
        site, successors, latest = 0, {}, {}
        for context, step, subject, first, duration, count in zip(*columns):
            before, site = site, successors.get(site, 0) + step
            successors[before] = site
            latest[site] = latest.get(site, 0) + count
            yield dictionary, context, site, subject, start + first, start + first + duration, latest[site] + 1

    def origin(self):
        return {"service": self.service, "instance": self.instance}

    def access(self, seq, values):
        if values is None:
            return
        known, context, site, subject, first, last, count = values
        self.show({"seq": seq, "first": first, "last": last, "count": count, **self.origin(),
                   **known.contexts[context], **known.subjects[subject], **known.sites[site]})

    @staticmethod
    def show(record):
        print(json.dumps({key: value for key, value in record.items() if value not in (None, [])},
                         sort_keys=True, ensure_ascii=False))


sys.stdout.reconfigure(encoding="utf-8")
names, keys = sys.argv[1:], {}
if names[0] == "--keys":
    for name in glob.glob(glob.escape(names[1]) + "/*/*.key"):
        words = open(name).read().split()
        check(words[2] == "plain", "key is wrapped")
        keys[bytes.fromhex(words[0])] = bytes.fromhex(words[3])
    names = names[2:]
ledger = Ledger(keys)
for name in names:
    ledger.file(name)
