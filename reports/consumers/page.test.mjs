// The HTML report in Debian's chromium: PAGE=report.html node --test page.test.mjs
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {resolve} from 'node:path';
import {after, before, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';
import {findChromium} from './find_chromium.mjs';

const address = pathToFileURL(resolve(process.env.PAGE)).href;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser;
before(async () => { browser = await chromium.launch({executablePath: findChromium(), args: ['--no-sandbox']}); });
after(() => browser.close());

// Opens the page, hands it to `look`, and asks that nothing was complained of and nothing was fetched.
const visit = async ({link = '', ...options}, look) => {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, reducedMotion: 'reduce', ...options});
  const tab = await context.newPage();
  const complaints = [];
  tab.on('console', (message) => complaints.push(message.text()));
  tab.on('pageerror', (error) => complaints.push(String(error)));
  tab.on('request', (request) => { if (request.url().split('#')[0] !== address) complaints.push(request.url()); });
  await tab.goto(address + link);
  await look(tab);
  assert.deepEqual(complaints, []);
  await context.close();
};

const firstId = (tab, classes) => tab.locator(`details.r${classes}`).first().getAttribute('id');
const shownCount = (tab) => tab.locator('details.r:visible').count();
const settled = (tab, text) => tab.waitForFunction((wanted) => document.getElementById('shown').textContent.startsWith(wanted), text);

test('filters', () => visit({}, async (tab) => {
  const all = await tab.locator('details.r').count();
  assert.equal(await shownCount(tab), all);
  assert.equal(await tab.locator('#shown').textContent(), `${all} of ${all} shown`);
  const passed = await tab.locator('details.r.pass').count();
  await tab.locator('input[value=pass]').uncheck();
  await settled(tab, `${all - passed} of`);
  assert.equal(await tab.locator('details.r.pass:visible').count(), 0);
  assert.equal(await shownCount(tab), all - passed);
  await tab.getByRole('button', {name: 'Show all'}).click();
  await settled(tab, `${all} of`);
  const area = await tab.locator('.area').nth(1).getAttribute('data-area');
  await tab.getByLabel('Area').selectOption(area);
  const inArea = await tab.locator('.area').nth(1).locator('details.r').count();
  await settled(tab, `${inArea} of`);
  assert.equal(await tab.locator('.area:visible').count(), 1);
  await tab.getByRole('button', {name: 'Show all'}).click();
  await settled(tab, `${all} of`);
  const id = await firstId(tab, '.pass');
  await tab.getByRole('searchbox', {name: 'Text'}).fill(id.toUpperCase());
  await tab.waitForFunction((before) => !document.getElementById('shown').textContent.startsWith(before), `${all} of`);
  assert.ok(await shownCount(tab) >= 1);
  assert.ok(await shownCount(tab) < all / 2);
  assert.ok(await tab.locator(`[id="${id}"]`).isVisible());
}));

test('a link opens what it points at', async () => {
  let id, requirement;
  await visit({}, async (tab) => {
    id = await firstId(tab, ':last-child');
    requirement = await tab.locator('.sec li[id]').last().getAttribute('id');
  });
  await visit({link: `#${id}`}, async (tab) => {
    const result = tab.locator(`[id="${id}"]`);
    assert.ok(await result.evaluate((node) => node.open));
    assert.ok(await result.locator('summary').evaluate((node) => node === document.activeElement));
    assert.ok(await result.locator('summary').isVisible());
    await tab.locator('input[value=pass]').uncheck();  // filtered away, the link must bring it back
    await tab.evaluate((to) => { location.hash = to; }, requirement);
    await tab.waitForFunction((to) => document.getElementById(to).closest('details').open, requirement);
    assert.ok(await tab.locator(`[id="${requirement}"]`).isVisible());
  });
});

test('nothing is hidden where scripts are forbidden', () => visit({javaScriptEnabled: false}, async (tab) => {
  assert.equal(await tab.locator('#filters').isVisible(), false);
  const result = tab.locator('details.r').first();
  await result.locator('summary').click();
  assert.ok(await result.locator('.body').isVisible());
}));

test('Tab goes from the top to the first result in the order of the page', () => visit({}, async (tab) => {
  const order = [];
  for (let i = 0; i < 400; ++i) {
    await tab.keyboard.press('Tab');
    const at = await tab.evaluate(() => {
      const node = document.activeElement;
      const everything = Array.from(document.querySelectorAll('*'));
      return {index: everything.indexOf(node), word: node.className || node.name || node.textContent.trim().slice(0, 20),
        end: Boolean(node.closest('details.r'))};
    });
    order.push(at);
    if (at.end) break;
  }
  assert.equal(order[0].word, 'jump');
  assert.ok(order.at(-1).end, 'the first result is reached');
  assert.deepEqual(order.map((at) => at.index), [...order.map((at) => at.index)].sort((a, b) => a - b));
  for (const word of ['q', 'area', 'level', 'verdict']) assert.ok(order.some((at) => at.word === word), word);
}));

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 390]) {
    test(`axe finds nothing: ${colorScheme}, ${width} pixels`, () =>
      visit({colorScheme, viewport: {width, height: 900}}, async (tab) => {
        // One of each verdict is open, and one of each kind of list: all would be minutes of looking at contrasts.
        await tab.evaluate(() => {
          const seen = new Set();
          for (const details of document.querySelectorAll('details')) {
            if (seen.has(details.className)) {
              if (details.matches('.r')) details.remove();
            } else {
              details.open = true;
            }
            seen.add(details.className);
          }
        });
        await tab.evaluate(axe);
        const found = await tab.evaluate(() => window.axe.run());
        assert.deepEqual(found.violations.map(({id, help, nodes}) => ({id, help, at: nodes[0].html.slice(0, 300)})), []);
        assert.ok(found.passes.length > 15);
        assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'it scrolls sideways');
      }));
  }
}
