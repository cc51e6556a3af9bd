// The whole story in the browser with JavaScript turned off: every command that the portal has, once, by the person
// whose task it is.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { COMPANIES, open, signIn, visitor } from './browser.mjs';
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

/** Runs some steps as one person in a fresh browser without script. */
async function as(role, company, steps) {
  const page = await visitor(browser, system.url, { language: 'en', withoutScript: true });
  await signIn(page, role, company);
  const result = await steps(page);
  await page.context().close();
  return result;
}

const press = (page, name) => page.getByRole('button', { name }).first().click();
const said = (page, text) => page.locator('.notice').filter({ hasText: text }).first().waitFor();

/** A day in Helsinki, so many days from today. */
function day(offset = 0) {
  const at = new Date(Date.now() + offset * 86_400_000);
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' }).format(at);
}

const month = () => day().slice(0, 7);
/** The last day of a month some months ahead. */
function lastDay(ahead) {
  const [year, number] = month().split('-').map(Number);
  return new Date(Date.UTC(year, number + ahead, 0)).toISOString().slice(0, 10);
}

/** Adds a client and answers with the path of its page. */
async function addClient(page, lastName) {
  await page.goto('/clients/new');
  await page.getByLabel('First names').fill('Testi');
  await page.getByLabel('Last name').fill(lastName);
  await page.getByLabel('Date of birth').fill('2022-02-03');
  await page.getByLabel('Municipality of residence').fill('Testilä');
  await page.getByLabel('Swedish').check();
  await press(page, 'Add the client');
  await said(page, 'The client has been added.');
  return new URL(page.url()).pathname;
}

/** Grants on the open form and answers with the voucher's number. */
async function grant(page) {
  await press(page, 'Grant the voucher');
  await said(page, 'The voucher has been granted.');
  return (await page.locator('dd.number').innerText()).trim();
}

async function book(page, number, firstDay, lastDay) {
  await page.goto('/bookings');
  await page.getByLabel('Voucher number').fill(number.toLowerCase().replaceAll('-', ' '));
  await page.getByLabel('First day').fill(firstDay);
  await page.getByLabel('Last day').fill(lastDay);
  await press(page, 'Book');
  await said(page, 'The voucher has been booked.');
}

test('a child’s voucher is granted, booked and recorded with the whole month in two clicks', async () => {
  const number = await as('grantor', null, async (page) => {
    const client = await addClient(page, 'Lapsi-991');
    await page.goto(`${client}/grant?service=early-education`);
    await page.getByLabel('First day').fill(`${month()}-01`);
    await page.getByLabel('Last day').fill(lastDay(6));
    const content = page.locator('.content').filter({ hasText: '3 years and over, full day' });
    await content.getByRole('checkbox').check();
    await content.getByLabel('Voucher value').fill('850,00');
    await content.getByLabel('Co-payment').fill('149.90');
    return grant(page);
  });
  await as('provider_main_user', COMPANIES.daycare, (page) => book(page, number, `${month()}-01`, lastDay(6)));
  await as('recorder', COMPANIES.daycare, async (page) => {
    await page.goto(`/roster/${month()}`);
    const open = await page.locator('.roster .item').count();
    assert.ok(open >= 2, 'the new child stands beside those who were there');
    await page.locator('.actions button').first().click();
    await page.getByRole('button', { name: /^Confirm and record/ }).click();
    await said(page, open === 1 ? 'One entry recorded' : `${open} entries recorded`);
    assert.equal(await page.locator('.roster .item').count(), 0, 'nothing is left to record');
  });
});

test('a line can be left out of the month and recorded later', async () => {
  await as('service_manager', COMPANIES.families, async (page) => {
    await page.goto(`/roster/${month()}`);
    const open = await page.locator('.roster .item').count();
    const name = await page.locator('.roster .item h3').first().innerText();
    await page.locator('.roster .item').first().getByRole('checkbox').check();
    await page.locator('.actions button').first().click();
    await press(page, 'Back to change');
    assert.ok(await page.locator('.roster .item').first().getByRole('checkbox').isChecked(), 'what was chosen stays');
    await page.locator('.actions button').first().click();
    await page.getByRole('button', { name: `Confirm and record ${open - 1}` }).click();
    await page.locator('.notice').waitFor();
    assert.deepEqual(await page.locator('.roster .item h3').allInnerTexts(), [name]);
  });
});

test('a visit over the limit is held until an approver decides', async () => {
  const number = await as('grantor', null, async (page) => {
    const client = await addClient(page, 'Asiakas-992');
    await page.goto(`${client}/grant?service=home-care`);
    await page.getByLabel('First day').fill(day(-7));
    await page.getByLabel('Last day').fill(day(60));
    await page.getByLabel('A week').fill('1:30');
    return grant(page);
  });
  await as('recorder', COMPANIES.homeCare, async (page) => {
    await book(page, number, day(-7), day(60));
    await page.goto(`/visits/new?voucher=${number}`);
    await page.getByLabel('Started').fill(`${day(-1)}T09:00`);
    await page.getByLabel('Ended').fill(`${day(-1)}T08:00`);
    await press(page, 'Record');
    await page.locator('.summary').getByRole('link', { name: 'The visit ends before it starts.' }).waitFor();
    await page.getByLabel('Ended').fill(`${day(-1)}T11:00`);
    await press(page, 'Record');
    await said(page, 'Recorded, waits for approval');
  });
  await as('approver', null, async (page) => {
    await page.goto('/held?service=home-care');
    const event = page.locator('main .list .item').filter({ has: page.locator(`a[href="/vouchers/${number}"]`) });
    await event.getByRole('button', { name: 'Reject' }).click();
    await page.locator('.summary').waitFor();
    await event.getByRole('button', { name: 'Approve' }).click();
    await said(page, 'The service event has been approved.');
    assert.equal(await event.count(), 0);
  });
});

test('an order is sent, confirmed and delivered', async () => {
  const number = await as('grantor', null, async (page) => {
    const client = await addClient(page, 'Asiakas-993');
    await page.goto(`${client}/order?service=assisted-living`);
    await page.getByLabel('Provider').selectOption({ label: COMPANIES.housing });
    await page.getByLabel('First day').fill(day(-7));
    await page.getByLabel('Last day').fill(day(60));
    await page.getByLabel('Agreed price').fill('145,00');
    await press(page, 'Send the order');
    await said(page, 'The order has been sent');
    return (await page.locator('dd.number').innerText()).trim();
  });
  await as('provider_main_user', COMPANIES.housing, async (page) => {
    await page.goto('/purchases');
    const order = page.locator('main .list .item').filter({ has: page.locator(`form[action="/purchases/${number}"]`) });
    await order.getByRole('button', { name: 'Confirm the order' }).click();
    await said(page, 'The order has been confirmed.');
    await page.goto(`/visits/new?voucher=${number}`);
    await page.getByLabel('Day', { exact: true }).fill(day(-1));
    await press(page, 'Record');
    await said(page, 'Recorded and approved');
  });
});

test('a provider applies, an approver approves, and the register shows it', async () => {
  await as('signatory', COMPANIES.applicant, async (page) => {
    await page.goto('/applications/new');
    await page.getByLabel('Home care').check();
    await press(page, 'Continue');
    await page.getByLabel('Company name').fill(COMPANIES.applicant);
    await page.getByLabel('Street address').fill('Testikatu 1');
    await page.getByLabel('Postal code').fill('20405');
    await page.getByLabel('Post office').fill('Testilä');
    await page.getByRole('checkbox', { name: 'Finnish' }).check();
    await page.getByLabel('Name of the place').first().fill('Testikoti');
    await page.getByLabel('Municipality').first().fill('Testilä');
    for (const field of await page.locator('fieldset.contents input[inputmode=decimal]').all()) await field.fill('48,00');
    await page.getByLabel('Account number (IBAN)').fill('FI00 0000 0000 0000 00');
    await press(page, 'Save the draft');
    await page.locator('.summary').getByRole('link', { name: /IBAN/ }).waitFor();
    await page.getByLabel('Account number (IBAN)').fill('');
    await press(page, 'Save the draft');
    await said(page, 'The application is saved as a draft.');
    await press(page, 'Submit the application');
    await said(page, 'The application has been submitted.');
  });
  await as('approver', null, async (page) => {
    await page.goto('/applications');
    await page.getByRole('link', { name: COMPANIES.applicant }).first().click();
    await press(page, 'Approve');
    await page.locator('.summary').getByRole('link', { name: 'Reason: Fill in this field.' }).waitFor();
    await page.getByLabel('Reason').fill('The requirements are met.');
    await press(page, 'Approve');
    await said(page, 'The application has been approved.');
    await page.goto('/register?service=home-care');
    await page.getByRole('heading', { name: COMPANIES.applicant }).waitFor();
  });
});

test('a question is answered by changing the application, and a suspended provider is out of the register at once', async () => {
  await as('signatory', COMPANIES.applicant, async (page) => {
    await page.goto('/applications');
    await page.getByRole('link', { name: COMPANIES.applicant }).first().click();
    await page.getByRole('link', { name: 'Fill in a new application from this one' }).click();
    await page.getByLabel('Home care').check();
    await press(page, 'Continue');
    await press(page, 'Save the draft');
    await press(page, 'Submit the application');
    await said(page, 'The application has been submitted.');
  });
  const asked = await as('approver', null, async (page) => {
    await page.goto('/applications');
    await page.getByRole('link', { name: COMPANIES.applicant }).first().click();
    await page.getByLabel('Reason').fill('Is the place accessible?');
    await page.getByLabel('Last day to answer').fill('2099-12-31');
    await press(page, 'Ask for more information');
    await said(page, 'More information has been asked for.');
    return new URL(page.url()).pathname;
  });
  await as('signatory', COMPANIES.applicant, async (page) => {
    await page.goto(asked);
    await page.getByText('Is the place accessible?').first().waitFor();
    await page.getByRole('link', { name: 'Change the application' }).click();
    await page.getByRole('checkbox', { name: 'The place is accessible to wheelchairs' }).first().check();
    await press(page, 'Save the draft');
    await press(page, 'Submit the application');
    await said(page, 'The application has been submitted.');
  });
  await as('approver', null, async (page) => {
    await page.goto(asked);
    await page.getByLabel('Reason').fill('The requirements are met.');
    await press(page, 'Approve');
    await said(page, 'The application has been approved.');
    await page.getByLabel('Reason').fill('The insurance ran out.');
    await press(page, 'Suspend the approval');
    await said(page, 'The approval has been suspended.');
    await page.goto('/register?service=home-care');
    await page.locator('h1').waitFor();
    const names = await page.getByRole('heading', { name: COMPANIES.applicant }).count();
    assert.equal(names, 0, 'not in the register any more');
  });
});

test('finance settles the month and the provider fetches its invoice', async () => {
  const run = await as('finance', null, async (page) => {
    await page.goto('/runs');
    await page.getByLabel('Period').selectOption(month());
    await press(page, 'Start');
    await said(page, 'The settlement run has started.');
    const path = new URL(page.url()).pathname;
    for (let tries = 0; tries < 60; tries += 1) {
      await page.goto(path);
      const states = await page.locator('tbody .state').allInnerTexts();
      if (states.length > 0 && states.every((state) => ['Invoice ready', 'Set aside'].includes(state))) return path;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    throw new Error('the run did not come to its end');
  });
  assert.match(run, /^\/runs\//);
  await as('service_manager', COMPANIES.daycare, async (page) => {
    await page.goto('/settlements');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: /^Download invoice/ }).first().click();
    const stream = await (await download).createReadStream();
    let xml = '';
    for await (const chunk of stream) xml += chunk.toString('latin1');
    assert.match(xml, /<Finvoice/);
  });
});
