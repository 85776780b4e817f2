// imapflow, asked in lines of JSON.
const fs = require('node:fs');
const {ImapFlow} = require('imapflow');
const {serve} = require('./requests.cjs');

let client;
let news, heard;  // while it is in IDLE: a promise of the next event, and what keeps it
let known;  // of the mailbox that is looked at: messages in the order of their numbers

const within = async (mailbox, options, task) => {
  const lock = await client.getMailboxLock(mailbox, options);
  try {
    return await task();
  } finally {
    lock.release();
  }
};
const all = async (range, query) => {
  const messages = [];
  for await (const message of client.fetch(range, query)) messages.push(message);
  return messages;
};
const described = message => ({flags: [...message.flags], subject: message.envelope.subject});

function idle() {
  if (!client.capabilities.has('IDLE')) return;
  news = new Promise(resolve => { heard = resolve; });
  client.idle().catch(error => console.error(error));
}
function told(change) {
  if (!known) return;
  change();
  if (heard) heard();
}

const operations = {
  async login({host, port, tls, certificate, user, password}) {
    client = new ImapFlow({
      host, port, secure: tls === 'implicit', doSTARTTLS: tls === 'implicit' ? undefined : tls === 'starttls',
      tls: {ca: fs.readFileSync(certificate)}, auth: {user, pass: password}, logger: false, disableAutoIdle: true,
    });
    client.on('error', error => console.error(error));
    await client.connect();
    client.on('flags', news => told(() => { known[news.seq - 1].flags = [...news.flags]; }));
    client.on('exists', () => told(() => {}));
    client.on('expunge', news => told(() => {
      const at = news.vanished ? known.findIndex(message => message.uid === news.uid) : news.seq - 1;
      known.splice(at, 1);
    }));
  },
  async list() {
    const boxes = await client.list();
    const real = boxes.filter(box => !box.flags.has('\\Noselect') && !box.flags.has('\\NonExistent'));
    return {names: real.map(box => box.path)};
  },
  fetch({mailbox}) {
    return within(mailbox, {}, async () => {
      const messages = await all('1:*', {uid: true, flags: true, envelope: true, bodyStructure: true, source: true});
      return {messages: messages.map(message => ({octets: message.source.toString('base64')}))};
    });
  },
  async append({mailbox, octets, flags}) {
    await client.append(mailbox, Buffer.from(octets, 'base64'), flags);
  },
  flag({mailbox, uid, add, remove}) {
    return within(mailbox, {}, async () => {
      if (add.length) await client.messageFlagsAdd(String(uid), add, {uid: true});
      if (remove.length) await client.messageFlagsRemove(String(uid), remove, {uid: true});
    });
  },
  delete({mailbox, uids}) {
    return within(mailbox, {}, async () => { await client.messageDelete(uids.join(','), {uid: true}); });
  },
  // The first time all are asked for; later its events, in IDLE where there is IDLE, tell what has changed,
  // and only the new ones are asked for.
  async look({mailbox}) {
    const query = {uid: true, flags: true, envelope: true};
    if (!known) {
      await client.mailboxOpen(mailbox);
      known = (await all('1:*', query)).map(message => ({uid: message.uid, ...described(message)}));
    } else {
      if (client.capabilities.has('IDLE')) await news;
      await client.noop();  // what came with the first of the news
      if (client.mailbox.exists > known.length) {
        const come = await all(`${known.length + 1}:*`, query);
        known.push(...come.map(message => ({uid: message.uid, ...described(message)})));
      }
    }
    idle();
    return {messages: known};
  },
  async logout() { await client.logout(); },
};

serve(operations, error => `${error.message} ${error.responseText || ''}`);
