"""A client of the old program, in Python's standard library, after LEGACY.md.

It reads as the original does: one recv for each piece, whatever comes being taken for the whole; strings in pieces of 3,072 bytes,
each decoded on its own; a file's last 1,024 bytes with a single recv. And it dies of what the original dies of. Whatever puts it
out of step is the server's fault.

    reference_client.py HOST PORT WINDOWS|UNIX FOLDER [DATABASE]

With a database, as JSON, it looks up the sender's picture at every message it shows, as the original does. Commands come on
standard input and what happens goes to standard output, a JSON object a line.
"""

import hashlib
import json
import math
import os
import socket
import struct
import sys
import threading

from picture_lookup import NoPicture, find_picture

GROUP_FLAGS = ('group_chat', 'private_chat')
PICTURES = {'.jpg': b'\xff\xd8\xff', '.jpeg': b'\xff\xd8\xff', '.png': b'\x89PNG\r\n\x1a\n', '.bmp': b'BM'}
PIECE = 3 * 1024


class Dead(Exception):
    """What would have killed the original's receiving thread, or shown something wrong."""


def tell(**event):
    print(json.dumps(event), flush=True)


class Client:
    def __init__(self, host, port, layout, folder, database=None):
        # As C has it on the client's own machine; the original unpacks with its native layout.
        self.head = '<128sl' if layout == 'WINDOWS' else '<128sq'
        self.folder = folder
        self.database = database
        self.socket = socket.socket()
        self.socket.connect((host, port))

    # Reading, naively.

    def recv_number(self):
        return int.from_bytes(self.socket.recv(4), byteorder='big')

    def recv_all_string(self):
        length = self.recv_number()
        times = math.ceil(length / PIECE)
        content = ''
        for index in range(times):
            last = index == times - 1
            content += str(self.socket.recv(length % PIECE if last else PIECE), encoding='utf-8')
        return content

    def recv_all_file(self):
        name, size = struct.unpack(self.head, self.socket.recv(struct.calcsize(self.head)))
        name = name.strip(b'\00').decode()
        path = os.path.join(self.folder, name)
        if os.path.dirname(os.path.abspath(path)) != os.path.abspath(self.folder):
            raise Dead('a file outside of the folder: %r' % name)
        received = 0
        with open(path, 'wb') as file:
            while received != size:
                if size - received > 1024:
                    data = self.socket.recv(1024)
                    received += len(data)
                else:
                    data = self.socket.recv(size - received)
                    received = size
                file.write(data)
        return name, path

    def receive(self):
        while True:
            kind = self.recv_all_string()
            if kind == '#!onlinelist#!':
                names = [self.recv_all_string() for _ in range(self.recv_number())]
                self.draw(''.join(names))
                tell(kind='online', names=names)
            elif kind == '#!message#!':
                flag, sender, content = self.recv_all_string(), self.recv_all_string(), self.recv_all_string()
                self.show(flag, sender, content)
                tell(kind='message', flag=flag, sender=sender, content=content)
            elif kind == '#!file#!':
                flag, sender = self.recv_all_string(), self.recv_all_string()
                name, path = self.recv_all_file()
                self.show(flag, sender, name)
                with open(path, 'rb') as file:
                    content = file.read()
                self.open_picture(name, content)
                tell(kind='file', flag=flag, sender=sender, name=name, size=len(content),
                     sha256=hashlib.sha256(content).hexdigest())
            elif kind == '':
                return tell(kind='closed')
            else:
                raise Dead('out of step: %r' % kind[:80])

    # What happens in its window.

    def show(self, flag, sender, text):
        if flag not in GROUP_FLAGS:
            raise Dead('out of step: flag %r' % flag[:80])
        if self.database is not None:
            find_picture(self.database, sender)
        self.draw(sender + text)

    def draw(self, text):
        if any(ord(character) > 0xFFFF for character in text):
            raise Dead('Tk: character beyond U+FFFF in %r' % text[:80])

    def open_picture(self, name, content):
        begins = PICTURES.get(os.path.splitext(name)[1].lower())
        if begins is not None and not content.startswith(begins):
            raise Dead('cannot identify image file %r' % name)

    # Sending: every piece with a sendall of its own, as the original has it.

    def send(self, command, *strings):
        self.socket.sendall(command.encode())
        for string in strings:
            content = string.encode()
            self.socket.sendall(len(content).to_bytes(4, byteorder='big'))
            self.socket.sendall(content)

    def enter(self, name, password):
        self.send('2', name, password, 'C:/avatar.png')
        registered = self.socket.recv(1).decode()
        self.send('1', name, password)
        tell(kind='entered', registered=registered, accepted=self.socket.recv(1).decode())


def main():
    host, port, layout, folder, *database = sys.argv[1:]
    client = Client(host, int(port), layout, folder, *map(json.loads, database))
    client.enter(*json.loads(sys.stdin.readline()))

    def read():
        try:
            client.receive()
        except (Dead, NoPicture, UnicodeDecodeError, struct.error, OSError) as error:
            tell(kind='dead', why=repr(error))
        os._exit(0)

    threading.Thread(target=read).start()
    for line in sys.stdin:
        client.send(*json.loads(line))


main()
