"""Fetch unread mails from a mailbox: a stand-in on this machine that speaks IMAP."""

import socketserver
import threading

import pytest

from cordata.kit.mailbox import NoMailbox, each_unread

MAILS = {b"7": b"Subject: one\r\n\r\nOne.\r\n", b"9": b"Subject: two\r\n\r\nTwo.\r\n"}


class Imap(socketserver.StreamRequestHandler):
    """The few commands that are needed, as RFC 3501 words their answers."""

    def handle(self):
        self.say(b"* OK ready")
        for line in self.rfile:
            tag, _, command = line.strip().partition(b" ")
            self.server.heard.append(command)
            words = command.upper().split()
            if words[0] == b"CAPABILITY":
                self.say(b"* CAPABILITY IMAP4rev1")
            elif words[0] == b"LOGIN" and b"wrong" in command:
                self.say(tag + b" NO [AUTHENTICATIONFAILED] no")
                continue
            elif words[0] == b"SELECT":
                self.say(b"* 2 EXISTS")
            elif words[:2] == [b"UID", b"SEARCH"]:
                unread = [uid for uid in MAILS if uid not in self.server.seen]
                self.say(b" ".join([b"* SEARCH", *unread]))
            elif words[:2] == [b"UID", b"FETCH"]:
                mail = MAILS[words[2]]
                head = b"* 1 FETCH (UID %s BODY[] {%d}" % (words[2], len(mail))
                self.say(head + b"\r\n" + mail + b")")
            elif words[:2] == [b"UID", b"STORE"]:
                self.server.seen.add(words[2])
            self.say(tag + b" OK done")
            if words[0] == b"LOGOUT":
                return

    def say(self, line):
        self.wfile.write(line + b"\r\n")


@pytest.fixture
def server():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Imap) as made:
        made.daemon_threads, made.heard, made.seen = True, [], set()
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


def address(server, password="p%40ss", folder="INBOX"):
    return f"imap://luc:{password}@127.0.0.1:{server.server_address[1]}/{folder}"


def test_unread_mails_are_given_once_and_marked_as_read_after(server):
    taken = []

    assert each_unread(address(server), taken.append) == 2
    assert each_unread(address(server), taken.append) == 0

    assert taken == list(MAILS.values())
    assert b'LOGIN luc "p@ss"' in server.heard
    assert b'SELECT "INBOX"' in server.heard
    assert any(b"BODY.PEEK[]" in command for command in server.heard)


def test_a_mail_that_cannot_be_taken_stays_unread_and_holds_up_no_other(server):
    taken = []

    def take(raw):
        if raw == MAILS[b"7"]:
            raise ValueError("broken")
        taken.append(raw)

    with pytest.raises(ValueError, match="broken"):
        each_unread(address(server), take)

    assert taken == [MAILS[b"9"]]
    assert server.seen == {b"9"}


@pytest.mark.parametrize(
    "wrong",
    ["imap://luc:p@127.0.0.1:1/INBOX", "pop3://luc:p@127.0.0.1/", "imaps://127.0.0.1:1"],
)
def test_a_mailbox_that_is_not_there_is_said_without_its_password(wrong):
    with pytest.raises(NoMailbox) as said:
        each_unread(wrong, print)
    assert "luc" not in str(said.value)


def test_a_wrong_password_is_said(server):
    with pytest.raises(NoMailbox, match=r"127\.0\.0\.1"):
        each_unread(address(server, password="wrong"), print)
    assert server.seen == set()
