"""AES-256-GCM (FIPS 197, NIST SP 800-38D) with Python's standard library alone: slow, and enough to read a test's ledger."""

SBOX = [0] * 256
p = q = 1
while True:  # p runs through the field, q through the inverses
    p = p ^ (p << 1 & 0xFF) ^ (0x1B if p & 0x80 else 0)
    for shift in 1, 2, 4:
        q ^= q << shift & 0xFF
    q ^= 0x09 if q & 0x80 else 0
    rotated = [q << n & 0xFF | q >> (8 - n) for n in range(5)]
    SBOX[p] = rotated[0] ^ rotated[1] ^ rotated[2] ^ rotated[3] ^ rotated[4] ^ 0x63
    if p == 1:
        break
SBOX[0] = 0x63
DOUBLE = [n << 1 & 0xFF ^ (0x1B if n & 0x80 else 0) for n in range(256)]


def expand(key):
    words = [list(key[n:n + 4]) for n in range(0, 32, 4)]
    constant = 1
    for n in range(8, 60):
        word = words[n - 1]
        if n % 8 == 0:
            word = [SBOX[b] for b in word[1:] + word[:1]]
            word[0] ^= constant
            constant = DOUBLE[constant]
        elif n % 8 == 4:
            word = [SBOX[b] for b in word]
        words.append([a ^ b for a, b in zip(words[n - 8], word)])
    return [sum(words[n:n + 4], []) for n in range(0, 60, 4)]


def encrypt(keys, block):
    state = [a ^ b for a, b in zip(block, keys[0])]
    for number in range(1, 15):
        state = [SBOX[state[(5 * n) % 16]] for n in range(16)]  # substitute bytes, shift rows
        if number < 14:
            mixed = []
            for n in range(0, 16, 4):
                column = state[n:n + 4]
                every = column[0] ^ column[1] ^ column[2] ^ column[3]
                mixed += [column[i] ^ every ^ DOUBLE[column[i] ^ column[(i + 1) % 4]] for i in range(4)]
            state = mixed
        state = [a ^ b for a, b in zip(state, keys[number])]
    return bytes(state)


def hash_over(subkey, data):
    value, table = 0, []
    for _ in range(128):  # the multiples of the subkey by the powers of x
        table.append(subkey)
        subkey = subkey >> 1 ^ (0xE1 << 120 if subkey & 1 else 0)
    for at in range(0, len(data), 16):
        value ^= int.from_bytes(data[at:at + 16].ljust(16, b"\0"), "big")
        product = 0
        for bit in range(128):
            if value >> (127 - bit) & 1:
                product ^= table[bit]
        value = product
    return value


def pad(data):
    return data + bytes(-len(data) % 16)


def decrypt(key, nonce, bound, sealed):
    """The text; None if the tag is wrong."""
    keys, body, tag = expand(key), sealed[:-16], sealed[-16:]
    lengths = (8 * len(bound)).to_bytes(8, "big") + (8 * len(body)).to_bytes(8, "big")
    digest = hash_over(int.from_bytes(encrypt(keys, bytes(16)), "big"), pad(bound) + pad(body) + lengths)
    if (digest ^ int.from_bytes(encrypt(keys, nonce + b"\0\0\0\1"), "big")).to_bytes(16, "big") != tag:
        return None
    text = bytearray()
    for n in range(0, len(body), 16):
        stream = encrypt(keys, nonce + (n // 16 + 2).to_bytes(4, "big"))
        text += bytes(a ^ b for a, b in zip(body[n:n + 16], stream))
    return bytes(text)
