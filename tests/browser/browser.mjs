// The browser: Debian's Chromium, one context for each person, language and width.

import { chromium } from 'playwright-core';

const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

export const WIDTHS = {
  phone: { width: 360, height: 740 },
  desktop: { width: 1280, height: 900 },
};

export const LANGUAGES = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };

export async function open() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: ARGUMENTS });
}

/** A fresh browser profile. The portal ships no script; `withoutScript` proves that it needs none. */
export async function visitor(browser, url, { language = 'fi', width = 'desktop', withoutScript = false } = {}) {
  const context = await browser.newContext({
    baseURL: url,
    javaScriptEnabled: !withoutScript,
    locale: LANGUAGES[language],
    timezoneId: 'Europe/Helsinki',
    viewport: WIDTHS[width],
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.scripts = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') page.scripts.push(request.url());
  });
  return page;
}

const NAMES = {
  main_user: 'Testi Pääkäyttäjä',
  grantor: 'Testi Myöntäjä',
  approver: 'Testi Hyväksyjä',
  finance: 'Testi Talous',
  viewer: 'Testi Katselija',
  signatory: 'Testi Nimenkirjoittaja',
  provider_main_user: 'Testi Tuottaja',
  service_manager: 'Testi Vastaava',
  recorder: 'Testi Kirjaaja',
};

/** The demo region's providers, by what they do. */
export const COMPANIES = {
  families: 'Perhepäivähoitaja Testi-400 Oy',
  daycare: 'Päiväkoti Testi-401 Oy',
  homeCare: 'Hemvården Testi-402 Ab',
  housing: 'Bálvalusruoktu Ŋesti-404 Oy',
  applicant: 'Hoivapalvelu Testi-405 Oy',
};

/** Signs a test person in: an official, or somebody of a company. */
export async function signIn(page, role, company) {
  await page.goto('/sign-in');
  const people = company ? page.locator(`h2:text-is("${company}") + ul`) : page.locator('body');
  await people.getByRole('button', { name: NAMES[role] }).first().click();
  await page.locator('.person strong').waitFor();
}
