#!/usr/bin/env python3
"""Holds an SMTP session and prints it: talk.py PORT COMMAND...

Each command waits for the reply before it; a command that contains a newline
is sent as it is (a message with its final dot).  Lines of the client begin
with "C: ", those of the server with "S: ".
"""
import socket
import sys


def read_reply(stream):
    """Prints a whole reply; its code, or None at the end of the session."""
    while True:
        line = stream.readline()
        if not line:
            return None
        line = line.rstrip(b"\r\n").decode("utf-8", "replace")
        print("S: " + line)
        if line[3:4] != "-":
            return line[:3]


def main():
    port, commands = int(sys.argv[1]), sys.argv[2:]
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        stream = connection.makefile("rb")
        if read_reply(stream) is None:
            return
        for command in commands + ["QUIT"]:
            for line in command.split("\n"):
                print("C: " + line)
            try:
                connection.sendall(command.replace("\n", "\r\n").encode() + b"\r\n")
                if read_reply(stream) is None:
                    return
            except OSError:
                return


main()
