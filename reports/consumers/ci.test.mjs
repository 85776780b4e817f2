// What .ci gives to GitHub and GitLab, held against GitHub's schema of actions, and for GitLab, whose schema no package has,
// against what its documentation asks of a hidden job.
import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join, resolve} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {parse} from 'yaml';

const {validateAction} = createRequire(import.meta.url)('@action-validator/core');
const folder = resolve(dirname(fileURLToPath(import.meta.url)), '../../.ci');
const script = readFileSync(join(folder, 'imapspec-ci'), 'utf8');
const variables = new Set(script.match(/IMAPSPEC_[A-Z_]+/g));

test('the action is one, and gives the script what it reads', () => {
  const text = readFileSync(join(folder, 'github/action.yml'), 'utf8');
  assert.deepEqual(validateAction(text).errors, []);
  assert.notDeepEqual(validateAction(text.replace('using: composite', 'using: compost')).errors, []);
  const action = parse(text);
  const used = new Set([...text.matchAll(/inputs\.([a-z-]+)/g)].map((match) => match[1]));
  assert.deepEqual([...used].sort(), Object.keys(action.inputs).sort());
  for (const step of action.runs.steps) {
    for (const name of Object.keys(step.env ?? {})) assert.ok(variables.has(name), name);
    for (const [, path] of (step.run ?? '').matchAll(/\$GITHUB_ACTION_PATH\/\.\.\/([a-zA-Z/-]+[a-zA-Z])/g))
      assert.ok(existsSync(join(folder, path)), path);
  }
});

test("GitLab's job has what a job needs, and gives the script what it reads", () => {
  const text = readFileSync(join(folder, 'gitlab/imapspec.yml'), 'utf8');
  const job = parse(text)['.imapspec'];
  const known = ['variables', 'image', 'services', 'script', 'artifacts'];
  assert.deepEqual(Object.keys(job).sort(), known.sort());
  assert.deepEqual(job.script, ['imapspec-ci']);
  assert.equal(job.artifacts.when, 'always');
  assert.deepEqual(Object.keys(job.artifacts.reports).sort(), ['codequality', 'junit']);
  for (const file of Object.values(job.artifacts.reports))
    assert.ok(script.includes(file.replace('$IMAPSPEC_REPORTS', '$reports')), file);
  for (const name of Object.keys(job.variables)) assert.ok(variables.has(name) || name === 'IMAPSPEC_CONTAINER', name);
});
