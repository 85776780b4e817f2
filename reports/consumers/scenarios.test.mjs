// The schema of scenarios, as an editor uses it: with the same YAML library, found by the modeline of each file. And the
// program must say the same of what is wrong: IMAPSPEC=PROGRAM node --test scenarios.test.mjs
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {parse} from 'yaml';

const Ajv = createRequire(import.meta.url)('ajv8/dist/2020');
const scenarios = resolve(dirname(fileURLToPath(import.meta.url)), '../../scenarios');
const schemaFile = join(scenarios, 'schema.json');
const validate = new Ajv({allErrors: true, allowUnionTypes: true}).compile(JSON.parse(readFileSync(schemaFile, 'utf8')));

const binary = {tag: 'tag:yaml.org,2002:binary', resolve: (text) => text};
const complaints = (text) =>
  validate(parse(text, {customTags: [binary]})) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message}`);

const files = readdirSync(scenarios, {recursive: true})
  .filter((path) => path.endsWith('.yaml') && path.includes('/') && !/^(requirements|peers)\//.test(path));

test('every scenario file is as the schema says, and leads an editor to it', () => {
  assert.ok(files.length > 40);
  for (const path of files) {
    const file = join(scenarios, path), text = readFileSync(file, 'utf8');
    assert.deepEqual(complaints(text), [], path);
    const modeline = text.match(/^# yaml-language-server: \$schema=(\S+)\n/);
    assert.ok(modeline, `${path} has no modeline`);
    assert.equal(resolve(dirname(file), modeline[1]), schemaFile, path);
  }
});

const right = `topic: NOOP
scenarios:
  - id: works
    title: NOOP works
    verifies: [rfc3501-6.1.2-a]
    steps:
      - {C: NOOP, S: OK}
`;
const wrong = {
  'no topic': right.replace(/^topic.*\n/, ''),
  'no id': right.replace('- id: works\n    title', '- title'),
  'no title': right.replace(/ {4}title.*\n/, ''),
  'a key of a scenario': right.replace('    steps', '    stpes'),
  'a key of a step': right.replace('S: OK', 'R: OK'),
  'a key of the file': `subject: x\n${right}`,
  'an id in capitals': right.replace('id: works', 'id: Works'),
  'steps that are no list': right.replace(/steps:\n.*\n/, 'steps: {C: NOOP, S: OK}\n'),
  'a state': right.replace('    steps', '    sessions: {a: logged-in}\n    steps'),
  'a revision': right.replace('    steps', '    revision: rev3\n    steps'),
  'four requirements': right.replace('[rfc3501-6.1.2-a]', '[rfc3501-6.1.2-a, rfc3501-6.1.1-a, rfc3501-6.1.3-a, rfc3501-7.1-a]'),
  'a time without a unit': right.replace('S: OK', 'S: OK, within: 5'),
  'only that is no flag': right.replace('S: OK', 'S: OK, only: maybe'),
  'data of no kind': right.replace('    steps', '    data: {x: {octets: 3}}\n    steps'),
};

test('what is wrong is refused by the schema and by the program', (context) => {
  const program = process.env.IMAPSPEC;
  const folder = mkdtempSync(join(tmpdir(), 'imapspec-schema-'));
  const status = (text) => {
    writeFileSync(join(folder, 'a.yaml'), text);
    return spawnSync(program, ['lint', join(folder, 'a.yaml')]).status;
  };
  try {
    assert.deepEqual(complaints(right), []);
    if (program) assert.equal(status(right), 0);
    for (const [what, text] of Object.entries(wrong)) {
      assert.notEqual(text, right, what);
      assert.notDeepEqual(complaints(text), [], what);
      if (program) assert.equal(status(text), 2, what);
    }
  } finally {
    rmSync(folder, {recursive: true});
  }
});
