import { type Fee, feeInWords, makeApplicationId, reissueFee } from '@mibun/rules';
import { type Act, mayAct, ofOne, type Tx } from '../../platform/index.ts';
import type { ApplicationCause } from './api.ts';
import { applicationsActs } from './audited-acts.ts';
import { type Context, caseOfForm } from './context.ts';
import { insertForms } from './forms-store.ts';

/**
 * A new form: 21 random digits and their check digits, a letter with the QR code that opens the application (APP-01).
 * Who has the ID can apply in the person's name, so it goes to the registered address and to nobody else (INC-03).
 */
export async function openForm(
  context: Context,
  tx: Tx,
  personId: string,
  cause: ApplicationCause,
  act: Act,
  fee: Fee = reissueFee({ cause, express: false, withCertificates: true }),
): Promise<{ readonly letterId: string }> {
  const { audit, clock, config, random } = context.platform;
  await mayAct(context, tx, act, {
    action: 'apply',
    wanted: 'do',
    find: () => context.residents.whereabouts(tx, personId),
    concerns: ofOne,
  });
  const applicationId = makeApplicationId(randomDigits(random.bytes(42)));
  await insertForms(tx, [{ applicationId, personId, cause, openedBy: act.actor.id }], clock.now());
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
