#!/usr/bin/env python3
"""Prints the records of ledger files as JSON lines, and checks checksums and chain on the way.

Written from docs/format.md alone, with Python's standard library, to show that the page is enough. Does not check signatures.
"""
import hashlib, json, struct, sys, zlib

KINDS = ("getter derived to-string equals-hash copy internal foreign reflection handle unsafe serialization "
         "persistence validation probe native recorded").split()
NOTICES = "start stop config loss gap heartbeat checkpoint recovery retention".split()
FIELDS = "tenant principal party region session purpose purposeSource ticket entry trace request".split()

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


class Ledger:
    def __init__(self):
        self.head, self.number, self.seq = bytes(32), 1, 1

    def file(self, path):
        data = open(path, "rb").read()
        length, = struct.unpack_from("<I", data, 12)
        header = data[:length]
        check(header[:8] == b"piitrace" and header[8:12] == b"\1\0\0\0", "file header")
        check(crc32c(header[:-4]) == struct.unpack("<I", header[-4:])[0], "file header checksum")
        check(header[64:96] == self.head, "previous head")
        check(struct.unpack_from("<QQ", header, 40) == (self.number, self.seq), "first block, first seq")
        names = In(header[128:-4])
        self.service, self.instance = (names.bytes(struct.unpack("<H", names.bytes(2))[0]).decode() for _ in range(2))
        self.head = hashlib.sha256(b"\0" + header).digest()
        self.texts, self.contexts, self.sites, self.subjects = [], [], [], []
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
        check(number == self.number and flags == zero == 0 and kind in (1, 2), "block number, flags, type")
        check(crc32c(body[:zone_length]) == zone_crc and crc32c(body[zone_length:]) == crc, "block checksums")
        self.head = hashlib.sha256(b"\1" + self.head + header[:32] + body).digest()
        check(self.head == header[32:64], "head of block %d" % number)
        self.number += 1
        self.content(In(body[:zone_length]), In(body[zone_length:]))
        return at + 68 + length

    def content(self, zone, payload):
        seq, records, rows, accesses, losses, gaps = (zone.varint() for _ in range(6))
        start, _ = zone.zigzag(), zone.varint()
        defined = [(zone.varint(), zone.varint()) for _ in range(4)]
        check(seq == self.seq, "seq")
        self.seq += records
        self.define(payload.section(), defined)
        notices, columns = payload.section(), payload.section()
        payload.end()
        row, index = self.rows(columns, rows, start), seq
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

    def define(self, section, defined):
        for known, (first, _) in zip((self.texts, self.contexts, self.sites, self.subjects), defined):
            check(first == len(known), "numbers of the dictionary")
        texts, contexts, sites, subjects = (count for _, count in defined)
        self.texts += [section.text() for _ in range(texts)]
        columns = [[self.value(section) for _ in range(contexts)] for _ in FIELDS]
        roles = [[self.texts[section.varint()] for _ in range(section.varint())] for _ in range(contexts)]
        self.contexts += [{**dict(zip(FIELDS, values[1:])), "roles": values[0]} for values in zip(roles, *columns)]
        for _ in range(sites):
            owner, name, category = (self.texts[section.varint()] for _ in range(3))
            kind, place, of_type = KINDS[section.u8()], self.texts[section.varint()], self.optional(section)
            self.sites.append({"field": owner + "#" + name, "type": of_type, "category": category, "kind": kind,
                               "site": place, "siteSource": "inferred" if section.u8() else None})
        tenants = [self.optional(section) for _ in range(subjects)]
        for tenant in tenants:
            form = section.u8()
            known = section.bytes(16).hex() if form == 0 else section.text() if form == 1 else None
            reason = self.optional(section) if form == 2 else None
            self.subjects.append({"subject": known, "subjectUnknown": reason, "subjectTenant": tenant})
        section.end()

    def value(self, section):
        tag = section.varint()
        if tag in (1, 2):
            digits = section.bytes(16).hex()
            return digits if tag == 1 else "-".join(
                (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
        return None if tag == 0 else section.text() if tag == 3 else self.texts[tag - 4]

    def optional(self, section):
        number = section.varint()
        return self.texts[number - 1] if number else None

    def rows(self, section, rows, start):
        columns = [section.column(rows) for _ in range(6)] if rows else []
        section.end()
        site, successors, latest = 0, {}, {}
        for context, step, subject, first, duration, count in zip(*columns):
            before, site = site, successors.get(site, 0) + step
            successors[before] = site
            latest[site] = latest.get(site, 0) + count
            yield context, site, subject, start + first, start + first + duration, latest[site] + 1

    def origin(self):
        return {"service": self.service, "instance": self.instance}

    def access(self, seq, values):
        context, site, subject, first, last, count = values
        self.show({"seq": seq, "first": first, "last": last, "count": count, **self.origin(),
                   **self.contexts[context], **self.subjects[subject], **self.sites[site]})

    @staticmethod
    def show(record):
        print(json.dumps({key: value for key, value in record.items() if value not in (None, [])},
                         sort_keys=True, ensure_ascii=False))


sys.stdout.reconfigure(encoding="utf-8")
ledger = Ledger()
for name in sys.argv[1:]:
    ledger.file(name)
