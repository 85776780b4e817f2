// The pictures of docs/three-steps.md: node three_steps.mjs PROGRAM FOLDER. A CI job against a server that does one thing
// wrong: its log, the report at the failure, and the command that shows it again.
import {chromium} from 'playwright-core';
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {findChromium} from './find_chromium.mjs';

const [program, folder] = process.argv.slice(2).map((path) => resolve(path));
const ci = resolve(dirname(fileURLToPath(import.meta.url)), '../../.ci/imapspec-ci');
const scenario = 'base/fetch-items/slices[at-the-end]';
const reports = mkdtempSync(join(tmpdir(), 'imapspec-three-steps-'));

const server = spawn(program, ['serve', '--listen', '127.0.0.1:0', '--quirk', 'beyond-the-end-is-nil'], {stdio: ['ignore', 'pipe', 'ignore']});
const [line] = await once(createInterface({input: server.stdout}), 'line');
const url = line.replace('listening imap://', 'imap://alice:secret@');
const log = spawnSync(ci, {encoding: 'utf8', env: {
  ...process.env, IMAPSPEC_PROGRAM: program, IMAPSPEC_SERVERS: url, IMAPSPEC_ARGS: scenario, IMAPSPEC_REPORTS: reports}}).stdout;
const again = log.match(/ reproduce +imapspec (.*)\n/)[1];
const output = spawnSync('bash', ['-c', `"$0" ${again}; echo; echo '$ imapspec explain rfc3501-6.4.5-r'; "$0" explain rfc3501-6.4.5-r`, program], {
  encoding: 'utf8', env: {...process.env, IMAPSPEC_PASSWORD: 'secret'}}).stdout;
server.kill();

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
// Its first and its last rows.
const shortened = (text, first, last) => {
  const rows = text.trimEnd().split('\n');
  return [...rows.slice(0, first), '       ...', ...rows.slice(-last)].join('\n');
};
const cut = (text) => text.split('\n').map((row) => row.slice(0, 118)).join('\n');
const terminal = (text) => `<body style="margin:0;background:#10151c;color:#d7dde5"><pre style="margin:0;padding:16px;` +
  `font:13px/1.45 'DejaVu Sans Mono',monospace">${escaped(cut(text))}</pre></body>`;

const browser = await chromium.launch({executablePath: findChromium(), args: ['--no-sandbox']});
const tab = await browser.newPage({viewport: {width: 1000, height: 740}, colorScheme: 'light', reducedMotion: 'reduce'});
const shoot = (name) => tab.screenshot({path: join(folder, name), type: 'jpeg', quality: 60});
await tab.setContent(terminal(`Run imapspec-ci\n${shortened(log, 19, 16)}\nError: Process completed with exit code 1.`));
await shoot('three-steps-log.jpg');
await tab.goto(`${pathToFileURL(join(reports, 'report.html')).href}#${encodeURI(scenario)}`);
await tab.locator('details[open].fail').first().screenshot({path: join(folder, 'three-steps-report.jpg'), type: 'jpeg', quality: 60});
await tab.setContent(terminal(`$ export IMAPSPEC_PASSWORD=secret\n$ imapspec ${again}\n${shortened(output, 2, 31)}`));
await tab.evaluate(() => scrollTo(0, 0));
await shoot('three-steps-again.jpg');
await browser.close();
rmSync(reports, {recursive: true});
