import { formatDateEn, formatDateJa, jstDate } from '@mibun/rules';
import type { Application } from '../applications/index.ts';
import type { LetterKind, MailKind } from '../notices/index.ts';
import type { Act, Tx } from '../platform/index.ts';
import type { Resident } from '../residents/index.ts';
import type { Context } from './context.ts';

/** Where e-mail goes: the address in the registry, or the one that was given with the application. */
export function emailOf(resident: Resident, application?: Application): string | undefined {
  return resident.email ?? application?.contactEmail ?? undefined;
}

/** An instant in the words of a notice: the date, and the time in Japan. */
export function instantInWords(at: Date): { readonly at: string; readonly atEn: string } {
  const time = new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(11, 16);
  const date = jstDate(at);
  return {
    at: `${formatDateJa(date, { weekday: true })} ${time}`,
    atEn: `${formatDateEn(date)}, ${time} (Japan)`,
  };
}

/** Tells the holder on every channel there is: by post always, by e-mail if there is an address (G2, LOS-03). */
export async function tellHolder(
  context: Context,
  tx: Tx,
  notice: {
    readonly kind: LetterKind & MailKind;
    readonly resident: Resident;
    readonly application?: Application;
    readonly caseId: string;
    readonly at: Date;
    readonly params?: Readonly<Record<string, string>>;
  },
  act: Act,
): Promise<{ readonly letterId: string }> {
  const { kind, resident, application, caseId, at } = notice;
  const params = { name: resident.name, ...instantInWords(at), ...notice.params };
  const letter = await context.notices.letter(tx, { kind, personId: resident.personId, caseId, params }, act);
  const to = emailOf(resident, application);
  if (to) await context.notices.mail(tx, { kind, to, params });
  return { letterId: letter.id };
}
