import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { chooseCard, closed, givePin, openedBy } from './agent.ts';
import { heading, press, reads } from './fields.ts';
import { PATIENCE, type Person } from './stage.ts';

/** Who stands at which machine, with whose card and PIN. */
type Visit = readonly [person: Person, origin: string, holder: string, pin: string];

/** From the first screen to the card and its PIN. */
async function placeCard(...[person, origin, holder, pin]: Visit): Promise<void> {
  const { page } = person;
  await page.goto(`${origin}/kiosk`);
  await heading(page, 'Official certificates');
  await person.look('kiosk-start');
  await press(page, 'Start');
  await heading(page, 'Which certificate do you need?');
  await person.look('kiosk-choose');
  await press(page, /^Resident-record copy/);
  await heading(page, 'Place your card');
  await person.look('kiosk-card');
  const popup = await openedBy(person, () => press(page, 'Place the card and go on'));
  await chooseCard(popup, holder);
  await person.look('agent-pin', popup);
  await givePin(popup, pin);
  await closed(popup);
}

/** What comes out of the machine. */
export interface Print {
  readonly pdf: Uint8Array;
  /** As it stands on the receipt. */
  readonly serial: string;
}

/** From the card to the machine's slot for money. */
async function orderResidentRecord(...visit: Visit): Promise<void> {
  const [person] = visit;
  const { page } = person;
  await placeCard(...visit);
  await heading(page, 'Show your domicile?');
  await person.look('kiosk-domicile');
  await press(page, /^Leave it out/);
  await heading(page, 'Show the head of your household and your relation?');
  await person.look('kiosk-relation');
  await press(page, /^Show it/);
  await heading(page, 'How many copies?');
  await person.look('kiosk-copies');
  await press(page, /^1 /);
  await heading(page, 'Check everything');
  await person.look('kiosk-check');
  await press(page, 'Go on to payment');
  await heading(page, 'Insert money');
  await person.look('kiosk-pay');
}

async function pay(page: Page): Promise<void> {
  for (let coins = 0; coins < 3; coins++) await press(page, 'Insert ¥100');
}

/** Card and PIN give a copy of the resident record; returns the paper out of the tray. */
export async function printResidentRecord(...visit: Visit): Promise<Print> {
  const [person] = visit;
  const { page } = person;
  const printed = sheetOf(page);
  await orderResidentRecord(...visit);
  await pay(page);
  await heading(page, 'Take your paper and your card');
  await person.look('kiosk-take');
  await press(page, 'I have both');
  await heading(page, 'Finished');
  await person.look('kiosk-done');
  const [paper] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: /^Look at the printed paper/ }).click(),
  ]);
  await paper.close();
  const serial = await page.getByText(/^\w{4}-\w{4}-\w{4}-\w{4}$/).innerText();
  return { pdf: await printed, serial };
}

/**
 * Somebody at a kiosk of their own goes away in the middle of paying, and the next time with the paper in the tray:
 * the first end says that the time was over and gives the money back, the second calls until both are taken (KSK-05).
 */
export async function leaveInTheMiddle(...visit: Visit): Promise<void> {
  const [person] = visit;
  const { page } = person;
  await page.clock.install();
  // A hub that takes its time: whatever is touched meanwhile is not lost, or cannot be touched.
  await page.route('**/sessions/current/extend', async (route) => {
    await sleep(400);
    await route.continue();
  });
  await orderResidentRecord(...visit);
  await press(page, 'Insert ¥100');
  await goAway(page, 'Stopped, because the time was over');
  await reads(page, /Nothing was pressed until the time shown by the bar had run out/);
  await reads(page, 'Take ¥100 from the coin return.');
  await person.look('kiosk-timed-out');
  await orderResidentRecord(...visit);
  await pay(page);
  await heading(page, 'Take your paper and your card');
  await goAway(page, 'Paper and card are still here');
  await reads(page, 'The machine calls until they are taken');
  await person.look('kiosk-left');
  await press(page, 'I have both');
  await heading(page, 'Finished');
}

/** The page's clock runs on, a second at a time, until the bar is over and the screen says so. */
async function goAway(page: Page, title: string): Promise<void> {
  const over = page.getByRole('heading', { name: title, exact: true });
  const patience = Date.now() + PATIENCE;
  while ((await over.count()) === 0) {
    if (Date.now() > patience) throw new Error(`the screen never said: ${title}`);
    await page.clock.runFor(1_000);
  }
  // A machine whose clock is wrong is refused.
  await page.clock.setSystemTime(Date.now());
}

/** The bytes on their way to the printer; once they are there, only the person has them. */
function sheetOf(page: Page): Promise<Uint8Array> {
  const sheet = Promise.withResolvers<Uint8Array>();
  void page.route(
    '**/sessions/current/print',
    async (route) => {
      const response = await route.fetch();
      sheet.resolve(await response.body());
      await route.fulfill({ response });
    },
    { times: 1 },
  );
  return sheet.promise;
}

/** A card that is stopped gets nothing here. */
export async function refusedCard(
  person: Person,
  origin: string,
  holder: string,
  pin: string,
  why: string | RegExp,
): Promise<void> {
  await placeCard(person, origin, holder, pin);
  await heading(person.page, 'No certificate with this card');
  await person.page.getByRole('main').filter({ hasText: why }).waitFor();
  await person.look('kiosk-refused');
}
