// Where Debian's chromium is; undefined where it is not installed.
import {existsSync} from 'node:fs';

export const findChromium = () =>
  [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => path && existsSync(path));
