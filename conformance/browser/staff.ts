import { openedBy, proveIdentity } from './agent.ts';
import { press } from './fields.ts';
import type { Person } from './stage.ts';

/** Every card of the demo's staff has this PIN. */
const STAFF_PIN = '2468';

/** Opens a door for staff; logs in with one's own card when one is not at work yet, in this one of several duties. */
export async function atWork(person: Person, address: string, name: string, duty?: string): Promise<void> {
  const { page } = person;
  await page.goto(address);
  const atDoor = page.getByRole('heading', { name: 'Staff log-in', level: 1 });
  const loggedIn = page.getByText(`Logged in as ${name}`);
  await atDoor.or(loggedIn).first().waitFor();
  if (await loggedIn.isVisible()) return;
  await person.look('staff-login');
  const popup = await openedBy(person, () => press(page, 'Log in with your card'));
  await proveIdentity(popup, name, STAFF_PIN);
  if (duty) {
    await page.getByRole('heading', { name: 'In which duty do you work now?' }).waitFor();
    await person.look('staff-duty');
    await press(page, duty);
    await page.locator('.door-duty').filter({ hasText: duty }).waitFor();
  }
  await loggedIn.waitFor();
}

/** Resolves when the demo has made the cards of its whole staff; the last ones come a while after the start. */
export async function staffReady(origin: string): Promise<void> {
  for (;;) {
    const { preparing } = (await (await fetch(`${origin}/api/system`)).json()) as {
      readonly preparing: unknown;
    };
    if (preparing === null) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
