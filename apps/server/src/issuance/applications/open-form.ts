import { type Fee, feeInWords, makeApplicationId, reissueFee } from '@mibun/rules';
import { type Act, commonErrors, mayAct, ofOne, reachOf, type Tx } from '../../platform/index.ts';
import type { ApplicationCause } from './api.ts';
import { applicationsActs } from './audited-acts.ts';
import { type Context, caseOfForm } from './context.ts';
import { insertForms, peopleWithForms } from './forms-store.ts';
import type { FirstFormsAnswer } from './schemas.ts';

/**
 * A new form: 21 random digits and their check digits, a letter with the QR code that opens the application (APP-01).
 * Who has the ID can apply in the person's name, so it goes to the registered address and to nobody else (INC-03).
 */
export async function openForm(
  context: Pick<Context, 'notices' | 'platform' | 'residents'>,
  tx: Tx,
  personId: string,
  cause: ApplicationCause,
  act: Act,
  {
    fee = reissueFee({ cause, express: false, withCertificates: true }),
    openedBy = act.actor.id,
  }: {
    readonly fee?: Fee | undefined;
    /** Who neither screens what comes of it nor hands its card over (ROL-01). */
    readonly openedBy?: string | null;
  } = {},
): Promise<{ readonly letterId: string }> {
  const { audit, clock, config, random } = context.platform;
  await mayAct(context, tx, act, {
    action: 'apply',
    wanted: 'do',
    find: () => context.residents.whereabouts(tx, personId),
    concerns: ofOne,
  });
  const applicationId = makeApplicationId(randomDigits(random.bytes(42)));
  await insertForms(tx, [{ applicationId, personId, cause, openedBy }], clock.now());
  await audit.record(tx, {
    ...act,
    action: applicationsActs['open-form'],
    subject: personId,
    detail: { cause },
  });
  const letter = await context.notices.letter(
    tx,
    {
      kind: 'application-form',
      personId,
      caseId: caseOfForm(applicationId),
      params: { applicationId, link: formLink(config.origins.server, applicationId), fee: feeInWords(fee) },
    },
    act,
  );
  return { letterId: letter.id };
}

/** People of one call: a letter each is drawn meanwhile, and nobody waits for long. */
const PEOPLE_AT_ONCE = 200;

/**
 * A first form for everybody of a municipality, a part of them a call: how people who came into the registry from a file get
 * their IDs. Who has had a form is passed over, so that what was broken off is begun again without harm.
 */
export async function sendFirstForms(
  context: Pick<Context, 'notices' | 'platform' | 'residents'>,
  after: string | null,
  act: Act,
): Promise<FirstFormsAnswer> {
  const { residents, platform } = context;
  return platform.database.transaction(async (tx) => {
    const { municipality, without } = await reachOf(context, tx, act.actor, 'apply', 'do');
    if (municipality === undefined) throw commonErrors.NOT_ALLOWED();
    const people = await residents.living(tx, municipality, {
      after: after ?? undefined,
      limit: PEOPLE_AT_ONCE,
    });
    const had = await peopleWithForms(tx, people);
    const waiting = people.filter((personId) => !had.has(personId) && !without.includes(personId));
    // Nobody chose whom: it keeps the clerk from no hand-over later (ROL-01).
    for (const personId of waiting) await openForm(context, tx, personId, 'first', act, { openedBy: null });
    const next = people.length < PEOPLE_AT_ONCE ? null : (people.at(-1) ?? null);
    return { forms: waiting.length, next };
  });
}

/** The ID travels behind the `#`, which browsers never send: it stays out of every server log. */
export function formLink(origin: string, applicationId: string): string {
  return `${origin}/apply#id=${applicationId}`;
}

/** 21 digits, each from two random bytes, so that no digit is likelier than another by more than 1 in 6,000. */
function randomDigits(bytes: Uint8Array): string {
  return Array.from(
    { length: 21 },
    (_, i) => ((bytes[2 * i] ?? 0) * 256 + (bytes[2 * i + 1] ?? 0)) % 10,
  ).join('');
}
