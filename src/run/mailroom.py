"""Where the mails of the demo arrive: a handler of aiosmtpd, which speaks SMTP. Nothing leaves this machine.

A mail to a sample person goes to their mailbox (LMTP, RFC 2033), through their filters, and the webmail shows it. Any other, such as one to a backup address, becomes two files in a folder: what its
reader would read (.txt), and the mail itself (.eml), which a mail program opens.
"""

import asyncio
import email
import email.policy
import itertools
import os
import re
import smtplib


class Mailroom:
    def __init__(self, directory, mailboxes, outside):
        self.directory = directory
        self.mailboxes = mailboxes  # the socket of whoever keeps them
        self.outside = outside
        self.numbers = itertools.count(1 + len([name for name in os.listdir(outside) if name.endswith(".txt")]))

    @classmethod
    def from_cli(cls, parser, *args):
        if len(args) != 3:
            parser.error("Mailroom needs: file of addresses and logins, socket of the mailboxes, folder for all other mails")
        return cls(*args)

    async def handle_DATA(self, server, session, envelope):
        for recipient in envelope.rcpt_tos:
            try:
                await asyncio.to_thread(self.deliver, envelope.mail_from, recipient, envelope.content)
            except OSError:  # of smtplib too
                return "451 4.3.0 Not delivered; try again later"
        return "250 2.0.0 Delivered"

    def deliver(self, sender, recipient, content):
        login = self.login_of(recipient)
        if login is None:
            self.lay_out(recipient, content)
        else:
            with smtplib.LMTP(self.mailboxes) as mailboxes:
                mailboxes.sendmail(sender or "", [login], content)

    def login_of(self, recipient):
        """The file has an address and a login a line, a tab between; none where the webmail is left out."""
        with open(self.directory, encoding="utf-8") as lines:
            logins = dict(line.rstrip("\n").split("\t")[:2] for line in lines if "\t" in line)
        return logins.get(recipient.lower())

    def lay_out(self, recipient, content):
        message = email.message_from_bytes(content, policy=email.policy.default)
        name = "%03d-%s" % (next(self.numbers), re.sub(r"[^A-Za-z0-9@._+-]", "_", recipient)[:100])
        self.write(name + ".eml", content)
        self.write(name + ".txt", self.readable(message).encode())

    def write(self, name, content):
        path = os.path.join(self.outside, name)
        with open(path + ".new", "wb") as file:
            file.write(content)
        os.rename(path + ".new", path)

    @staticmethod
    def readable(message):
        heads = "".join("%s: %s\n" % (head, message[head]) for head in ("From", "To", "Date", "Subject"))
        body = message.get_body(("plain", "html"))
        return "%s\n%s" % (heads, body.get_content() if body else "")
