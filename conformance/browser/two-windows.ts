import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { chooseCard, givePin, openedBy } from './agent.ts';
import { applicants } from './applicants.ts';
import { heading, press, reads, tick, typeDate } from './fields.ts';
import * as office from './office.ts';
import * as operator from './operator.ts';
import { atWork } from './staff.ts';
import type { Person, Stage } from './stage.ts';

const SCREENER = '審査 望';
const MAKER = '製造 匠';
const CLERK = '窓口 直子';
const STAFF_PIN = '2468';
const AWAY = 'The page that asked was closed or loaded anew';
const UP_TO_DATE = 'What this page shows has been brought up to date.';
const SECRETS = { signature: 'SAKURA37', authentication: '3746', registry: '3746', text: '3746' };

interface Holder {
  readonly name: string;
  readonly birthDate: string;
}

/** Cards that lie at the office, set up and waiting for their holders. */
export async function readyCards(stage: Stage, count: number, skip: number): Promise<readonly Holder[]> {
  const { server } = stage.origins;
  const holders = (await applicants(server, count, skip)).map(({ name, birthDate }) => ({
    name: name.replaceAll('　', ' '),
    birthDate,
  }));
  const screener = await stage.person('screener');
  await atWork(screener, `${server}/operator/screening`, SCREENER);
  for (const { name } of holders) {
    await operator.openApplication(screener, server, name);
    await operator.approve(screener, name);
  }
  const maker = await stage.person('maker');
  await atWork(maker, `${server}/operator`, MAKER);
  const serials = await operator.makeAndShip(maker, server);
  const clerk = await stage.person('clerk');
  await atWork(clerk, `${server}/office`, CLERK);
  await office.receiveBox(clerk, server, serials);
  for (const { name } of holders) await office.setUp(clerk, server, name);
  for (const { context } of [screener, maker, clerk]) await context.close();
  return holders;
}

const act = (page: Page) => page.getByRole('region', { name: 'Procedure' });

/** The checks of a hand-over, up to the last page before it starts. */
async function checks(page: Page, origin: string, who: Holder): Promise<void> {
  await page.goto(`${origin}/office`);
  await page.getByRole('row', { name: who.name }).click();
  await page.getByRole('heading', { name: who.name, level: 2 }).waitFor();
  await page.getByRole('region', { name: 'This person' }).getByRole('button', { name: /hand/i }).click();
  await tick(act(page), 'checkbox', /^The issue notice was presented/);
  await press(act(page), 'Continue');
  await tick(act(page), 'checkbox', 'driving licence');
  await typeDate(act(page), 'Date of birth on the document', who.birthDate);
  await tick(act(page), 'checkbox', /^The document says the same ?: Name/);
  await tick(act(page), 'checkbox', /^The document says the same ?: Address/);
  await press(act(page), 'Continue');
  const face = page.getByRole('group', { name: 'Compare photo and person' });
  for (const box of await face.getByRole('checkbox').all()) await box.check();
  await press(act(page), 'Continue');
}

/** The resident chooses every secret, twice each, and is told that it is done. */
async function chooseAll(popup: Page): Promise<void> {
  for (const secret of [SECRETS.signature, SECRETS.authentication, SECRETS.registry, SECRETS.text]) {
    await popup.getByLabel('Choose it and enter it').fill(secret);
    await press(popup, 'Continue');
    await popup.getByLabel('Enter it once more, to be sure').fill(secret);
    await popup.getByRole('button', { name: /^(Continue|Set it)$/ }).click();
  }
  await heading(popup, 'Your card is set up');
}

/** The clerk's page is loaded anew at every stage of a hand-over: nothing is lost, and it goes on by itself. */
export async function clerkReloads(stage: Stage, who: Holder): Promise<void> {
  const { server } = stage.origins;
  const clerk = await stage.person('clerk who reloads', { width: 1366, height: 768 });
  await atWork(clerk, `${server}/office`, CLERK);
  const { page } = clerk;
  await checks(page, server, who);

  // Before the start: the checks are kept, over a reload and over a step back.
  const start = act(page).getByRole('button', { name: 'Start the hand-over' });
  await start.waitFor();
  await page.reload();
  await start.waitFor();
  await page.goBack();
  await page.goForward();
  await start.waitFor();

  // Before the resident begins, and while they choose.
  const popup = await openedBy(clerk, () => start.click());
  await heading(popup, 'This screen is yours');
  await page.reload();
  await reads(act(page), 'The resident’s screen is open');
  await press(popup, 'Begin');
  await popup.getByLabel('Choose it and enter it').waitFor();
  await page.reload();
  await reads(act(page), 'The resident’s screen is open');
  await chooseAll(popup);
  await reads(act(page), 'Give the card to the person');
  assert.equal(await act(page).getByText('This was interrupted').count(), 0);

  // The same case in a second tab: completed in one, the other is told how it is now and offers nothing that is over.
  const second = await clerk.context.newPage();
  await second.goto(page.url());
  await reads(act(second), 'Give the card to the person');
  await press(act(page), 'Hand over and complete');
  await reads(act(page), 'The card was handed over');
  await press(act(second), 'Hand over and complete');
  await reads(act(second), UP_TO_DATE);
  await reads(act(second), /It was “.+” and is now “.+”/);
  assert.equal(await act(second).getByRole('button', { name: 'Hand over and complete' }).count(), 0);
  await clerk.context.close();
}

/** A log-in whose page is loaded anew while the card window is open. */
export async function loginReloads(stage: Stage): Promise<void> {
  const { server } = stage.origins;
  const clerk = await stage.person('member of staff who reloads');
  const { page } = clerk;
  await page.goto(`${server}/office`);
  await heading(page, 'Staff log-in');
  const popup = await openedBy(clerk, () => press(page, 'Log in with your card'));
  await chooseCard(popup, CLERK);
  await heading(popup, 'PIN, 4 digits');
  await page.reload();
  await heading(popup, AWAY);
  await reads(popup, /nothing was sent/);
  await reads(page, 'This page was loaded anew while the card window was open.');
  // Begun anew, in the same window, it works.
  await press(page, 'Log in with your card');
  await chooseCard(popup, CLERK);
  await givePin(popup, STAFF_PIN);
  await page.getByText(`Logged in as ${CLERK}`).waitFor();
  await clerk.context.close();
}

/** The page is closed for good: the card window says so and can be closed. */
export async function askerLeaves(stage: Stage): Promise<void> {
  const { server } = stage.origins;
  const person = await stage.person('somebody who goes elsewhere');
  const { page } = person;
  await page.goto(`${server}/portal`);
  const popup = await openedBy(person, () =>
    page
      .getByRole('button', { name: /log in/i })
      .first()
      .click(),
  );
  await popup.getByRole('button').first().waitFor();
  await page.goto(`${server}/verify`);
  await heading(popup, AWAY);
  const gone = popup.waitForEvent('close');
  await popup
    .getByRole('button', { name: 'Close', exact: true })
    .click({ noWaitAfter: true })
    .catch(() => undefined);
  await gone;
  await person.context.close();
}

/** No agent runs on this computer: said within seconds, with what to do. */
export async function noAgent(stage: Stage): Promise<void> {
  const { server, agent } = stage.origins;
  const person: Person = await stage.person('somebody without an agent');
  await person.context.route(`${agent}/**`, (route) => route.abort('connectionrefused'));
  const { page } = person;
  await page.goto(`${server}/portal`);
  await openedBy(person, () =>
    page
      .getByRole('button', { name: /log in/i })
      .first()
      .click(),
  );
  await reads(page, 'The card program of this computer does not answer.');
  await reads(page, /mibun start/);
  assert.equal(await page.getByText('Choose your card and enter its PIN in the other window').count(), 0);
  await person.context.close();
}

/** One batch in two tabs: shipped in one, the other is told, and its button is gone. */
export async function shipsTwice(stage: Stage, skip: number): Promise<void> {
  const { server } = stage.origins;
  const [holder] = await applicants(server, 1, skip);
  const name = holder?.name.replaceAll('　', ' ') ?? '';
  const screener = await stage.person('screener of one');
  await atWork(screener, `${server}/operator/screening`, SCREENER);
  await operator.openApplication(screener, server, name);
  await operator.approve(screener, name);
  const maker = await stage.person('maker with two tabs', { width: 1366, height: 768 });
  await atWork(maker, `${server}/operator`, MAKER);
  const { page, context } = maker;
  await press(page, /^Make \d+ cards?$/);
  await heading(page, /^Batch of/);
  await page.getByRole('button', { name: 'Ship', exact: true }).waitFor();
  const second = await context.newPage();
  await second.goto(page.url());
  for (const tab of [second, page]) {
    await press(tab, 'Ship');
    const dialog = tab.getByRole('dialog');
    await dialog.getByRole('checkbox').check();
  }
  await press(page.getByRole('dialog'), 'Ship');
  await reads(page, /The municipal offices receive them/);
  const dialog = second.getByRole('dialog');
  await press(dialog, 'Ship');
  await reads(dialog, UP_TO_DATE);
  assert.equal(await dialog.getByRole('button', { name: 'Ship', exact: true }).count(), 0);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await reads(second, /The municipal offices receive them/);
  assert.equal(await second.getByRole('button', { name: 'Ship', exact: true }).count(), 0);
  for (const { context: theirs } of [screener, maker]) await theirs.close();
}

/** From one member of staff to another at one browser, as the guided life leads: the card of before is not taken again. */
export async function anotherCard(stage: Stage): Promise<void> {
  const { server } = stage.origins;
  const person = await stage.person('somebody who plays them all', { width: 1366, height: 768 });
  await atWork(person, `${server}/operator/screening`, SCREENER);
  const { page } = person;
  await page.goto(`${server}/office`);
  await heading(page, 'Your role does not open this door');
  await press(page, 'Log out and use another card');
  await heading(page, 'Staff log-in');
  await reads(page, `You are now ${CLERK} (Naoko Madoguchi), a clerk`);
  const popup = await openedBy(person, () => press(page, 'Log in with your card'));
  await heading(popup, 'Which card will you use?');
  await reads(popup, 'Wanted here:');
  await reads(popup, /Naoko Madoguchi/);
  // Those for whom the door is come first, with their post; the search knows how a name is read.
  await reads(popup, /MADOGUCHI NAOKO · municipal clerk/);
  const first = popup.getByRole('list').getByRole('button').first();
  assert.match(await first.innerText(), /municipal (clerk|supervisor)/);
  const search = popup.getByLabel(/^Find by name/);
  await search.fill('Nozomi');
  await reads(popup, /SHINSA NOZOMI/);
  assert.equal(await popup.getByRole('list').getByRole('button').count(), 1);
  await search.fill('なおこ');
  await popup.getByRole('button', { name: CLERK }).click();
  await givePin(popup, STAFF_PIN);
  await page.getByText(`Logged in as ${CLERK}`).waitFor();
  await person.context.close();

  // The portal is for residents: cards of staff stand last, and none of them is proposed.
  const resident = await stage.person('resident at the same computer');
  await resident.page.goto(`${server}/portal`);
  const theirs = await openedBy(resident, () =>
    resident.page
      .getByRole('button', { name: /log in/i })
      .first()
      .click(),
  );
  await heading(theirs, 'Which card will you use?');
  await theirs.getByRole('list').getByRole('button').first().waitFor();
  await resident.context.close();
}
