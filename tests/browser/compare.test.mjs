// From the letter's link to a choice, without signing in: in each language, on a phone and a desktop, without script.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { LANGUAGES, WIDTHS, open, visitor } from './browser.mjs';
import { check } from './checks.mjs';
import { start } from './system.mjs';

let system;
let browser;
let keys = 0;

before(async () => {
  system = await start();
  browser = await open();
});

after(async () => {
  await browser?.close();
  await system?.stop();
});

/** Asks the API as a test person of the organiser. */
async function api(role, method, path, body) {
  const form = new URLSearchParams({ grant_type: 'urn:seteli:test-person', role });
  const { access_token: token } = await (await fetch(`${system.url}/oidc/token`, { method: 'POST', body: form })).json();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': `compare-${keys += 1}` };
  const answer = await fetch(`${system.url}${path}`, { method, headers, body: body && JSON.stringify(body) });
  const text = await answer.text();
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
  return answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
}

/** A voucher of home care for a new client, and the path in the letter of its decision. */
async function linked() {
  const details = await api('main_user', 'GET', '/v1/organiser');
  await api('main_user', 'PUT', '/v1/organiser', { ...details, portal: system.url });
  const client = await api('grantor', 'POST', '/v1/clients', {
    first_names: 'Testi', last_name: `Vertaaja-${keys}`, born: '1950-02-03', language: 'fi', municipality: 'Kajaani',
  });
  const year = new Date().getUTCFullYear();
  const granted = await api('grantor', 'POST', '/v1/vouchers', {
    client: client.client, service: 'home-care', first_day: `${year}-01-01`, last_day: `${year}-12-31`,
    contents: [{ code: 'home-care', limits: { month: 1200 } }],
  });
  const letter = await api('grantor', 'GET', `/v1/decisions/${granted.decisions[0]}/letter`);
  return letter.match(/\/compare\/\S+/)[0];
}

for (const language of Object.keys(LANGUAGES)) {
  for (const width of Object.keys(WIDTHS)) {
    test(`the letter's link leads to a choice in two steps in ${language} on a ${width}`, async () => {
      const path = await linked();
      const page = await visitor(browser, system.url, { language, width });
      await page.goto(`${path}?lang=${language}`);
      await check(page, 'compare', { language, width });
      assert.ok(await page.locator('main .list .item').count() >= 1, 'somebody can take the voucher');
      for (const sort of ['distance', 'name', 'availability', 'total']) {
        await page.goto(`${path}?sort=${sort}&from=87100`);
        assert.equal(await page.locator('#f-sort').inputValue(), sort);
      }
      await page.locator('main .list details summary').first().click();
      await check(page, 'compare-lines', { language, width });
      await page.locator('main .list a.button').first().click();
      await check(page, 'compare-choose', { language, width });
      await page.locator('main form button').click();
      await page.locator('.notice.done').waitFor();
      await check(page, 'compare-chosen', { language, width });
      assert.equal(await page.locator('main .list a.button').count(), 0, 'nobody else can be chosen');
      await page.context().close();
    });
  }
}

test('a choice is made without script, and a forged link says that it is not valid', async () => {
  const path = await linked();
  const page = await visitor(browser, system.url, { language: 'en', withoutScript: true });
  await page.goto(path);
  await page.locator('main .list a.button').first().click();
  await page.getByRole('button', { name: 'Confirm the choice' }).click();
  await page.locator('.notice.done').waitFor();
  await page.goto(`${path.slice(0, -1)}${path.endsWith('A') ? 'Q' : 'A'}`);
  await page.getByText('The link is not valid.').waitFor();
  await page.context().close();
});
