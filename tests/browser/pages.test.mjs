// Every page that a person of each role can reach, in each language, at both widths.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { COMPANIES, LANGUAGES, WIDTHS, open, signIn, visitor } from './browser.mjs';
import { check } from './checks.mjs';
import { start } from './system.mjs';

let system;
let browser;

before(async () => {
  system = await start();
  browser = await open();
});

after(async () => {
  await browser?.close();
  await system?.stop();
});

/** What each role opens: a name for the picture and the way there. */
const TOURS = {
  anyone: [
    ['front', go('/')],
    ['register', go('/register')],
    ['rulebook', first('/register', 'main a[href^="/services/home-care/"]')],
    ['register-nothing', go('/register?town=Olematon')],
    ['not-found', go('/no-such-page')],
  ],
  grantor: [
    ['grantor-front', go('/')],
    ['clients', go('/clients')],
    ['client-new', go('/clients/new')],
    ['client-new-empty', submitEmpty('/clients/new')],
    ['client', first('/clients', 'main tbody a, main .list h3 a')],
    ['grant-choose', client('/grant')],
    ['grant-home-care', client('/grant?service=home-care')],
    ['grant-dental-care', client('/grant?service=dental-care')],
    ['grant-early-education', client('/grant?service=early-education')],
    ['grant-empty', client('/grant?service=dental-care', true)],
    ['order-choose', client('/order')],
    ['order', client('/order?service=assisted-living')],
    ['voucher', voucher()],
    ['not-allowed', go('/runs')],
  ],
  approver: [
    ['approver-front', go('/')],
    ['held', go('/held')],
    ['applications-review', go('/applications')],
    ['application-review', first('/applications', 'main .list h3 a')],
  ],
  finance: [
    ['runs', go('/runs')],
    ['run', first('/runs', 'main .list h3 a')],
  ],
  viewer: [
    ['viewer-front', go('/')],
    ['viewer-clients', go('/clients')],
  ],
  main_user: [['main-user-front', go('/')]],
  'signatory families': [
    ['signatory-front', go('/')],
    ['own-applications', go('/applications')],
    ['own-application', first('/applications', 'main .list h3 a')],
    ['application-services', go('/applications/new')],
    ['application-new', go('/applications/new?service=home-care&service=dental-care&service=assisted-living')],
    ['application-new-empty', submitEmpty('/applications/new?service=home-care')],
    ['bookings', go('/bookings')],
    ['bookings-empty', submitEmpty('/bookings')],
    ['roster', go('/roster')],
    ['roster-check', checkedRoster()],
    ['settlements', go('/settlements')],
  ],
  'service_manager housing': [
    ['purchases', go('/purchases')],
    ['visit-of-order', first('/visits/new', 'main a.go')],
  ],
  'recorder homeCare': [
    ['recorder-front', go('/')],
    ['visit-choose', go('/visits/new')],
    ['visit', first('/visits/new', 'main a.go')],
    ['visit-empty', first('/visits/new', 'main a.go', true)],
    ['provider-voucher', first('/bookings', 'main .list h3 a')],
  ],
  'provider_main_user families': [['provider-main-user-front', go('/')]],
};

for (const [role, tour] of Object.entries(TOURS)) {
  for (const language of Object.keys(LANGUAGES)) {
    for (const width of Object.keys(WIDTHS)) {
      test(`${role} finds every page whole in ${language} on a ${width}`, async () => {
        const page = await visitor(browser, system.url, { language, width });
        const [person, company] = role.split(' ');
        if (person !== 'anyone') await signIn(page, person, COMPANIES[company]);
        for (const [name, way] of tour) {
          await way(page);
          await check(page, name, { language, width });
        }
        await page.context().close();
      });
    }
  }
}

test('the language switch stays on the page and is remembered', async () => {
  const page = await visitor(browser, system.url, { language: 'fi' });
  await page.goto('/register?town=Alku');
  await page.getByRole('link', { name: 'På svenska' }).click();
  assert.match(page.url(), /\/register\?town=Alku&lang=sv$/);
  await page.goto('/');
  assert.equal(await page.locator('html').getAttribute('lang'), 'sv');
  await page.context().close();
});

test('the first Tab reaches the skip link and it leads to the content', async () => {
  const page = await visitor(browser, system.url);
  await page.goto('/');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('Enter');
  assert.match(page.url(), /#main$/);
  await page.context().close();
});

function go(path) {
  return (page) => page.goto(path);
}

/** The first thing of a list, its form sent empty if asked. */
function first(path, link, send = false) {
  return async (page) => {
    await page.goto(path);
    await page.locator(link).first().click();
    if (send) await sendForm(page);
  };
}

/** What the first click on the roster shows; nothing is recorded. */
function checkedRoster() {
  return async (page) => {
    await page.goto('/roster');
    await page.locator('.actions button').first().click();
    await page.locator('h1').waitFor();
  };
}

/** A page below the first client, its form sent empty if asked. */
function client(rest, send = false) {
  return async (page) => {
    await first('/clients', 'main tbody a')(page);
    await page.goto(new URL(page.url()).pathname + rest);
    if (send) await sendForm(page);
  };
}

/** The first voucher of the first client that has one. */
function voucher() {
  return async (page) => {
    await page.goto('/clients');
    const paths = await page.locator('main tbody a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    for (const path of paths) {
      await page.goto(path);
      const link = page.locator('main .list h3 a').first();
      if (await link.count()) return link.click();
    }
    throw new Error('no client has a voucher');
  };
}

function submitEmpty(path) {
  return async (page) => {
    await page.goto(path);
    await sendForm(page);
  };
}

/** Sends the page's form as it is; the error summary must stand on the page and have the focus. */
async function sendForm(page) {
  await page.locator('main form[method=post] button').first().click();
  await page.locator('.summary').waitFor();
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains('summary')), 'the summary has the focus');
}
