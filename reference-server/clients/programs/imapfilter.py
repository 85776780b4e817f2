"""imapfilter: runs Lua over mailboxes."""
import json
import re

from client import Client
from session import quoted

CONNECT = """
options.timeout = 30
options.starttls = %(starttls)s
options.certificates = true
options.hostnames = true
options.namespace = false
options.recover = 'none'
options.expunge = true
a = IMAP { server = '%(host)s', port = %(port)d, username = '%(user)s', password = '%(password)s'%(ssl)s }
function only(box, uids)
  local set = {}
  for _, uid in ipairs(uids) do table.insert(set, { box, uid }) end
  return Set(set)
end
"""


class ImapFilter(Client):
    name = "imapfilter"
    programs = ["imapfilter"]

    def shown(self, names: set[str]) -> set[str]:
        """It hands out names as they stand between quotes, and decodes the last character of "&ZeVnLIqe-" wrongly."""
        return {name.replace("\\", "\\\\").replace('"', '\\"').replace("日本語", "日本芞") for name in names}

    def _run(self, lua: str, password: str | None = None, limit: float = 60) -> bytes:
        place = self.place
        words = {
            "starttls": "true" if place.tls == "starttls" else "false",
            "certificate": place.certificate,
            "host": place.host,
            "port": place.port,
            "user": place.user,
            "password": password or place.password,
            "ssl": ", ssl = 'auto'" if place.tls == "implicit" else "",
        }
        (self.home / "rc.lua").write_text(CONNECT % words + lua)
        return self.run(["imapfilter", "-t", place.certificate, "-c", "rc.lua"]).stdout

    @staticmethod
    def _text(value: str) -> str:
        return json.dumps(value, ensure_ascii=False)  # Lua's strings have the same escapes

    def _box(self, mailbox: str) -> str:
        # It takes names, too, as they stand between quotes.
        between = quoted(mailbox)[1:-1]
        return f"local box = a[{self._text(between)}]\n"

    def login(self, password: str):
        self._run("print(a.INBOX:check_status())", password)

    def names(self) -> set[str]:
        out = self._run("for _, name in ipairs((a:list_all('', '*'))) do print('=' .. name) end")
        return {line[1:] for line in out.decode().splitlines() if line.startswith("=")}

    def fetch(self, mailbox: str) -> list[bytes]:
        self._run(
            self._box(mailbox)
            + f"""
for _, message in ipairs(box:select_all()) do
  local file = io.open('{self.home}/' .. message[2] .. '.eml', 'wb')
  file:write(box[message[2]]:fetch_message())
  file:close()
end"""
        )
        return [file.read_bytes() for file in self.home.glob("*.eml")]

    def append(self, mailbox: str, messages: list[bytes], flags: list[str]):
        for number, octets in enumerate(messages):
            (self.home / f"append{number}").write_bytes(octets)
        self._run(
            self._box(mailbox)
            + f"""
for number = 0, {len(messages) - 1} do
  local file = io.open('{self.home}/append' .. number, 'rb')
  if not box:append_message(file:read('*a'), {{ {', '.join(map(self._text, flags))} }}) then os.exit(1) end
  file:close()
end"""
        )

    def flag(self, mailbox: str, uid: int, add: list[str], remove: list[str]):
        lua = self._box(mailbox)
        for method, flags in (("add_flags", add), ("remove_flags", remove)):
            if flags:
                lua += f"only(box, {{ {uid} }}):{method}({{ {', '.join(map(self._text, flags))} }})\n"
        self._run(lua)

    def delete(self, mailbox: str, uids: list[int]):
        self._run(self._box(mailbox) + f"only(box, {{ {', '.join(map(str, uids))} }}):delete_messages()\n")

    def resync(self, mailbox: str, changes: list) -> dict[str, set[str]]:
        """It remembers nothing: what is there is asked for once more after the last change."""
        look = (
            self._box(mailbox)
            + """
for _, message in ipairs(box:select_all()) do
  print('=' .. box[message[2]]:fetch_field('subject') .. ':' .. table.concat(box[message[2]]:fetch_flags(), ' '))
end"""
        )
        self._run(look)
        for change in changes:
            change()
        out = self._run(look).decode()
        return {
            name: set(flags.lower().split()) - {"\\recent"}
            for name, flags in re.findall(r"^=Subject: (\S+?)\s*:(.*)$", out, re.M)
        }
