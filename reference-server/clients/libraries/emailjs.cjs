// emailjs-imap-client, asked in lines of JSON.
const ImapClient = require('emailjs-imap-client').default;
const {serve} = require('./requests.cjs');

let client;
let known;   // of the mailbox that is looked at: messages in the order of their numbers
let exists;  // how many it has, as was told last

const items = ['uid', 'flags', 'body.peek[header.fields (subject)]'];
const described = message => ({
  flags: message.flags, subject: message['body[header.fields (subject)]'].trim().replace('Subject: ', ''),
});
const leaves = box => [...(box.path ? [box] : []), ...(box.children || []).flatMap(leaves)];

function told(path, type, value) {
  if (!known) return;
  if (type === 'expunge') known.splice(value - 1, 1), exists--;
  if (type === 'exists') exists = value;
  if (type === 'fetch') known[value['#'] - 1].flags = value.flags || known[value['#'] - 1].flags;
}

const operations = {
  async login({host, port, tls, user, password}) {
    client = new ImapClient(host, port, {
      auth: {user, pass: password}, useSecureTransport: tls === 'implicit', ignoreTLS: tls === 'clear',
      requireTLS: tls === 'starttls', logLevel: 1000,
    });
    client.onerror = error => console.error(error);
    await client.connect();
  },
  async list() {
    const root = await client.listMailboxes();
    const real = leaves(root).filter(box => !(box.flags || []).includes('\\Noselect'));
    return {names: real.map(box => box.path)};
  },
  async fetch({mailbox}) {
    await client.selectMailbox(mailbox);
    const messages = await client.listMessages(mailbox, '1:*', ['uid', 'envelope', 'bodystructure', 'body.peek[]']);
    return {messages: messages.map(message => ({octets: Buffer.from(message['body[]'], 'latin1').toString('base64')}))};
  },
  async append({mailbox, octets, flags}) {
    await client.upload(mailbox, Buffer.from(octets, 'base64').toString('latin1'), {flags});
  },
  async flag({mailbox, uid, add, remove}) {
    await client.selectMailbox(mailbox);
    if (add.length) await client.setFlags(mailbox, String(uid), {add}, {byUid: true});
    if (remove.length) await client.setFlags(mailbox, String(uid), {remove}, {byUid: true});
  },
  async delete({mailbox, uids}) {
    await client.selectMailbox(mailbox);
    await client.deleteMessages(mailbox, uids.join(','), {byUid: true});
  },
  // The first time all are asked for; later its onupdate tells what has changed, and only the new ones are.
  async look({mailbox}) {
    if (!known) {
      await client.selectMailbox(mailbox);
      const messages = await client.listMessages(mailbox, '1:*', items);
      known = messages.map(described);
      exists = known.length;
      client.onupdate = told;
    } else {
      await client.exec('NOOP');
      if (exists > known.length) {
        const come = await client.listMessages(mailbox, `${known.length + 1}:*`, items);
        known.push(...come.map(described));
      }
    }
    return {messages: known};
  },
  async logout() {
    await client.logout();
  },
};

serve(operations);
