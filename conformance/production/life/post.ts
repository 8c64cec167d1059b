import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../../harness/programs.ts';
import type { Life } from './world.ts';
import { until } from './world.ts';

/** The newest letter of a kind, as whoever posts it finds it in the folder; in words, by pdftotext (poppler-utils). */
export async function letterOf({ installation }: Life, kind: string): Promise<string> {
  const folder = installation.environment.MIBUN_LETTERS ?? '';
  const name = await until(`a letter ${kind}`, () =>
    readdirSync(folder).findLast((file) => file.includes(`-${kind}-`) && file.endsWith('.pdf')),
  );
  const { output } = await runProgram('pdftotext', ['-layout', join(folder, name), '-']);
  return output;
}

/** The ID that a telephone reads from the QR code of a form, which is printed beside it. */
export function formIdIn(letter: string): string {
  const id = /#id=(\d{23})/.exec(letter.replaceAll(/\s/g, ''))?.[1];
  if (!id) throw new Error('no ID is printed on the form');
  return id;
}

/** The newest mail to an address, as the provider's server has got it. */
export function mailTo({ installation }: Life, to: string, says: RegExp) {
  return until(`a mail to ${to} that says ${says}`, () =>
    installation.room.mail.mails.findLast((mail) => mail.to === to && says.test(mail.text)),
  );
}
