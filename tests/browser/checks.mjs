// What every page must be: accessible by axe, whole at its width, in its language, without script.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ARTIFACTS = process.env.ARTIFACTS ?? '/tmp/seteli-screens';
/** WCAG 2.2 A and AA, and the best practices that axe knows. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

mkdirSync(ARTIFACTS, { recursive: true });

/** Checks the page that is open and keeps a picture of it under a name. */
export async function check(page, name, { language, width }) {
  await page.screenshot({ path: `${ARTIFACTS}/${name}-${language}-${width}.png`, fullPage: true });
  const where = `${name} (${language}, ${width}, ${page.url()})`;
  assert.equal(await page.locator('html').getAttribute('lang'), language, where);
  assert.equal(await page.locator('h1').count(), 1, `one h1: ${where}`);
  assert.equal(await page.locator('script').count(), 0, `no script: ${where}`);
  assert.deepEqual(page.scripts, [], `no script fetched: ${where}`);
  assert.deepEqual(await accessibility(page), [], where);
  assert.deepEqual(await tooWide(page), [], `nothing wider than the screen: ${where}`);
  assert.deepEqual(await keysShown(page), [], `no text key shown instead of its text: ${where}`);
}

/** Serious and critical findings of axe, which the browser's debugger runs: no page of ours loads it. */
async function accessibility(page) {
  await page.evaluate(AXE);
  const results = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags }), RULES);
  const grave = results.violations.filter((one) => ['serious', 'critical'].includes(one.impact));
  return grave.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
}

/** What sticks out to the side, apart from what scrolls within its own region. */
async function tooWide(page) {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const outside = [...document.querySelectorAll('body *')].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.right > room + 1 && !element.closest('.scroll') && !element.closest('.hidden');
    });
    return outside.map((element) => `${element.tagName} ${element.className} ${element.textContent.trim().slice(0, 40)}`);
  });
}

/** A missing text shows its key; keys look like `roster-title`, which no sentence does. */
async function keysShown(page) {
  const text = await page.locator('body').innerText();
  return text.split(/\s+/).filter((word) => /^(menu|lead|form|layout|front|client|voucher|roster|check|visit|role|unit|limit|done|failure)-[a-z0-9-]+$/.test(word));
}
