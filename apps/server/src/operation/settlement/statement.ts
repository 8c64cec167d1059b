import type { Bilingual } from '../../platform/index.ts';

/**
 * What two operators read and sign. Its first line is that of no other thing that their keys sign, and the origin is in
 * it, so that it opens this one system once.
 */
export function statementOf(about: {
  readonly origin: string;
  readonly country: Bilingual;
  readonly sessionId: string;
  readonly nonce: string;
  readonly endsAt: Date;
}): string {
  const { origin, country, sessionId, nonce, endsAt } = about;
  return [
    'mibun-settlement/1',
    `system: ${origin}`,
    `country: ${country.ja} / ${country.en}`,
    'act: enter residents, and name the first members of staff',
    `session: ${sessionId}`,
    `nonce: ${nonce}`,
    `sign before: ${endsAt.toISOString()}`,
    '',
  ].join('\n');
}
