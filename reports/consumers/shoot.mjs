// Pictures of a page: node shoot.mjs PAGE.html FOLDER [#link]. Desktop and phone, light and dark.
import {chromium} from 'playwright-core';
import {join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {findChromium} from './find_chromium.mjs';

const [page, folder, link = ''] = process.argv.slice(2);
const browser = await chromium.launch({executablePath: findChromium(), args: ['--no-sandbox']});
for (const [name, width, height, colorScheme] of [
  ['desktop', 1280, 900, 'light'], ['desktop-dark', 1280, 900, 'dark'],
  ['phone', 390, 844, 'light'], ['phone-dark', 390, 844, 'dark']]) {
  const context = await browser.newContext({viewport: {width, height}, colorScheme, reducedMotion: 'reduce'});
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(resolve(page)).href + link);
  await tab.screenshot({path: join(folder, `${name}.png`)});
  await context.close();
}
await browser.close();
