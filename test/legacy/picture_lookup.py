"""What the original does before it shows a message: it looks the sender's picture up in MySQL.

As much of MySQL's protocol as that takes, in Python's standard library: a connection for each look, as the original has it.
"""

import hashlib
import socket

LONG_PASSWORD, WITH_DATABASE, PROTOCOL_41, SECURE_CONNECTION, PLUGIN = 0x1, 0x8, 0x200, 0x8000, 0x80000
UTF8MB4 = 45
QUERY = b'\x03'
FAILED, END = 0xFF, 0xFE


class NoPicture(Exception):
    """What kills the original's receiving thread."""


def find_picture(database, name):
    """The picture in column 2 of the one row, where the original takes it from."""
    connection = Connection(database)
    try:
        rows = connection.query("SELECT * FROM user_information where user_name = '%s'" % name)
    finally:
        connection.socket.close()
    if len(rows) != 1 or len(rows[0]) != 3 or rows[0][1] != b'':
        raise NoPicture('%d rows for %r' % (len(rows), name))
    if not (rows[0][2] or b'').startswith((b'\x89PNG\r\n\x1a\n', b'\xff\xd8\xff')):
        raise NoPicture('no picture for %r' % name)


class Connection:
    def __init__(self, database):
        self.socket = socket.create_connection((database['host'], database['port']))
        self.stream = self.socket.makefile('rb')
        self.sequence = 0
        self.log_in(self.read(), database)

    def log_in(self, greeting, database):
        at = greeting.index(b'\0', 1) + 1 + 4
        scramble = greeting[at:at + 8] + greeting[at + 27:at + 39]
        secret = hashlib.sha1(database['password'].encode()).digest()
        mask = hashlib.sha1(scramble + hashlib.sha1(secret).digest()).digest()
        answer = bytes(one ^ other for one, other in zip(secret, mask))
        flags = LONG_PASSWORD | WITH_DATABASE | PROTOCOL_41 | SECURE_CONNECTION | PLUGIN
        self.write(flags.to_bytes(4, 'little') + (1 << 24).to_bytes(4, 'little') + bytes([UTF8MB4]) + bytes(23)
                   + database['user'].encode() + b'\0' + bytes([len(answer)]) + answer
                   + database['name'].encode() + b'\0' + b'mysql_native_password\0')
        self.read()

    def query(self, sql):
        self.sequence = 0
        self.write(QUERY + sql.encode())
        columns, _ = number(self.read(), 0)
        for _ in range(columns + 1):
            self.read()
        rows = []
        while True:
            packet = self.read()
            if packet[0] == END and len(packet) < 9:
                return rows
            rows.append(values(packet))

    def read(self):
        head = self.stream.read(4)
        self.sequence = head[3] + 1
        packet = self.stream.read(int.from_bytes(head[:3], 'little'))
        if packet[0] == FAILED:
            raise NoPicture(packet[3:].decode())
        return packet

    def write(self, packet):
        self.socket.sendall(len(packet).to_bytes(3, 'little') + bytes([self.sequence]) + packet)


def values(packet):
    at, row = 0, []
    while at < len(packet):
        length, at = number(packet, at)
        row.append(packet[at:at + length])
        at += length
    return row


def number(packet, at):
    """A length-encoded integer, and where it ends."""
    size = {0xFB: 0, 0xFC: 2, 0xFD: 3, 0xFE: 8}.get(packet[at])
    if size is None:
        return packet[at], at + 1
    return int.from_bytes(packet[at + 1:at + 1 + size], 'little'), at + 1 + size
