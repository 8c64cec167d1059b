import { setTimeout as sleep } from 'node:timers/promises';
import type { Secrets } from '../agent.ts';
import { Desk } from '../desk.ts';
import type { Installation } from '../installation.ts';
import { Person } from '../person.ts';
import type { Blank, Plastic } from '../plastic.ts';
import { type Settling, STAFF, type StaffMember } from '../settling.ts';

/** The resident of people.csv whose card's life is lived, and what she chooses at the counter. */
export const CHINATSU = {
  name: '例題　千夏',
  birthDate: '1993-07-07',
  address: '北例県文例市本文町三丁目5番8号',
  email: 'chinatsu@mail.reikoku.example',
  office: '98101',
  secrets: { signature: 'NATSU2468', authentication: '2468', registry: '1357', text: '8024' },
} as const;

export type Duty = 'clerk' | 'supervisor' | 'card-operator' | 'call-centre' | 'ca-operator';

/** Who lives in Reikoku while it is in production, and at which machines. */
export interface Life {
  readonly installation: Installation;
  readonly plastic: Plastic;
  /** The machine at which staff sit, and the one at her home. */
  readonly counter: Desk;
  readonly home: Desk;
  /** A member of staff at work in one of their duties; logged in with their own card at the counter's machine. */
  staff(key: StaffMember['key'], duty: Duty): Promise<Person>;
  /** Somebody at a browser who is nobody yet. */
  visitor(): Person;
  close(): Promise<void>;
}

export async function openLife(
  installation: Installation,
  plastic: Plastic,
  cards: Settling['cards'],
): Promise<Life> {
  const { origin } = installation.room;
  const [counter, home] = await Promise.all([Desk.open(installation), Desk.open(installation)]);
  const atWork = new Map<string, Promise<Person>>();
  const visitor = () => new Person(origin);
  async function comeToWork(key: StaffMember['key'], duty: Duty): Promise<Person> {
    const person = visitor();
    const { secrets } = STAFF.find((one) => one.key === key) ?? never(key);
    const office = duty === 'clerk' || duty === 'supervisor' ? { office: CHINATSU.office } : {};
    const own = { card: cards.get(key) ?? never(key), secrets };
    await person.logInAt(counter, 'staff', own, { role: duty, ...office });
    return person;
  }
  return {
    ...{ installation, plastic, counter, home, visitor },
    staff(key, duty) {
      const found = atWork.get(`${key} ${duty}`) ?? comeToWork(key, duty);
      atWork.set(`${key} ${duty}`, found);
      return found;
    },
    async close() {
      await Promise.all([counter.close(), home.close()]);
    },
  };
}

function never(what: string): never {
  throw new Error(`${what} is not there`);
}

/** Somebody with a card, and what they know. */
export interface Holder {
  readonly card: Blank;
  readonly secrets: Secrets;
}

const LONGEST_MS = 60_000;
const LOOK_EVERY_MS = 100;

/** Looks again until there is something, as a person who presses reload. */
export async function until<T>(
  what: string | (() => string),
  look: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const giveUp = performance.now() + LONGEST_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > giveUp)
      throw new Error(`nobody sees ${typeof what === 'string' ? what : what()}`);
    await sleep(LOOK_EVERY_MS);
  }
}
