// Holds a report against a consumer that is not ours: node check.mjs sarif|tap FILE. Says what is wrong, and fails.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const require = createRequire(import.meta.url);
const [kind, file] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');

// The schema of OASIS as a package of Microsoft's holds it.
const checkSarif = () => {
  const Ajv = require('ajv');
  const schema = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const ajv = new Ajv({schemaId: 'auto', allErrors: true});
  ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
  const validate = ajv.compile(schema);
  return validate(JSON.parse(text)) ? [] : validate.errors.map((error) => `${error.dataPath} ${error.message}`);
};

const checkTap = () => {
  const {Parser} = require('tap-parser');
  const mistakes = [];
  let parsed;
  const parser = new Parser({strict: true}, (results) => { parsed = results; });
  parser.on('extra', (extra) => mistakes.push(`no TAP: ${extra}`));
  parser.end(text);
  // Failures of tests are not the parser's; what it adds itself to the list has tapError.
  for (const failure of parsed.failures) if (failure.tapError) mistakes.push(failure.tapError);
  console.log(JSON.stringify({count: parsed.count, pass: parsed.pass, fail: parsed.fail, skip: parsed.skip, todo: parsed.todo}));
  return mistakes;
};

const mistakes = {sarif: checkSarif, tap: checkTap}[kind]();
for (const mistake of mistakes.slice(0, 20)) console.log(mistake);
process.exit(mistakes.length === 0 ? 0 : 1);
