// node bench.js FILE...: prints CORPUS SECONDS OCTETS MESSAGES REFUSED for each: CPU time, the best of three rounds over the
// file's first 8 MiB. The messages are cut beforehand: this parser takes them one by one.
'use strict'
const { readFileSync } = require('fs')
const { basename } = require('path')
const { parser } = require('emailjs-imap-handler')

const OCTETS_MAX = 8 << 20

function messagesOf (file) {
  const all = readFileSync(file)
  const messages = []
  for (let start = 0, at = 0; at < all.length && start < OCTETS_MAX;) {
    const end = all.indexOf('\n', at) + 1
    const announced = /\{(\d+)\+?\}\r\n$/.exec(all.latin1Slice(Math.max(at, end - 30), end))
    at = announced ? end + Number(announced[1]) : end
    if (announced) continue
    messages.push(new Uint8Array(all.subarray(start, end - 2)))  // without CRLF
    start = at
  }
  return messages
}

for (const file of process.argv.slice(2)) {
  const messages = messagesOf(file)
  let best = Infinity
  let refused = 0
  for (let round = 0; round < 3; ++round) {
    refused = 0
    const begin = process.cpuUsage()
    for (const message of messages) {
      try { parser(message) } catch (error) { ++refused }
    }
    const { user, system } = process.cpuUsage(begin)
    best = Math.min(best, (user + system) / 1e6)
  }
  const octets = messages.reduce((sum, message) => sum + message.length + 2, 0)
  console.log(basename(file, '.imap'), best, octets, messages.length, refused)
}
