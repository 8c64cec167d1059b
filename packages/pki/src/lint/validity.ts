import { time } from '../der/time.ts';
import { equalBytes, sequence } from '../der/write.ts';
import { keySpecOf } from '../spki.ts';
import type { Lint } from './types.ts';

const DAY_MS = 86_400_000;
/** 23:59:59 JST = 14:59:59 UTC, since midnight UTC. */
const LAST_SECOND_JST_MS = ((14 * 60 + 59) * 60 + 59) * 1_000;

/** From when to when. */
export const VALIDITY_LINTS: readonly Lint[] = [
  {
    id: 'validity-encoding',
    rule: 'RFC 5280 §4.1.2.5',
    check: ({ fields }) =>
      equalBytes(fields.validity, sequence(time(fields.notBefore), time(fields.notAfter)))
        ? undefined
        : 'UTCTime through 2049, GeneralizedTime from 2050',
  },
  {
    id: 'validity-order',
    rule: 'RFC 5280 §4.1.2.5',
    check: ({ fields }) => (fields.notBefore < fields.notAfter ? undefined : 'ends before it begins'),
  },
  {
    id: 'validity-length',
    rule: 'domain.md VAL-09, chip.md §7, pki.md §4',
    check: ({ fields, expected }) => {
      const days = (fields.notAfter.getTime() - fields.notBefore.getTime()) / DAY_MS;
      // key-type refuses a key of any other kind
      const allowed = expected.maxDays[keySpecOf(fields.publicKey) ?? 'rsa-2048'];
      // the day of issue and the last day both count
      return days <= allowed + 1 ? undefined : `${Math.floor(days)} days, ${allowed} allowed`;
    },
  },
  {
    id: 'validity-ends-with-day',
    rule: 'domain.md VAL-09',
    check: ({ fields, expected }) =>
      !expected.endsWithDayJst || fields.notAfter.getTime() % DAY_MS === LAST_SECOND_JST_MS
        ? undefined
        : 'notAfter is not 23:59:59 JST',
  },
  {
    id: 'validity-within-issuer',
    rule: 'domain.md VER-03',
    check: ({ fields, issuer }) =>
      fields.notBefore >= issuer.certificate.notBefore && fields.notAfter <= issuer.certificate.notAfter
        ? undefined
        : 'not within the life of the CA certificate',
  },
];
