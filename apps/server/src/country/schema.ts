import { checkedArc, nameProblems, PkiError } from '@mibun/pki';
import { parseMailAddress } from '@mibun/rules';
import { z } from 'zod';

/** What an operator writes about a country: one schema a file. Every refusal says what to write instead. */

const NOT_TEXT = 'is not text: write it between quotation marks';

const text = (most: number) =>
  z
    .string({ error: NOT_TEXT })
    .refine((value) => value.trim() === value && value !== '', {
      error: 'is empty, or has blanks around it: write it without them',
    })
    .refine((value) => !/\p{Cc}/u.test(value), {
      error: 'has a line break or control character: write one line',
    })
    .refine((value) => [...value].length <= most, { error: `is too long: use ${most} characters at most` });
const pair = (most: number) => z.strictObject({ ja: text(most), en: text(most) });
const whole = (least: number, most: number) =>
  z
    .number({ error: `is no number: write one from ${least} to ${most}, without quotation marks` })
    .refine((value) => Number.isInteger(value) && value >= least && value <= most, {
      error: `is out of range: write a whole number from ${least} to ${most}`,
    });
const yen = whole(0, 100_000);
const code = z
  .string({ error: 'is not text: write the five digits between quotation marks, as "01100"' })
  .regex(/^\d{5}$/, {
    error: 'is no code of a municipality: write five digits between quotation marks, as "99201"',
  });
/** As an hour of winter and one of summer have it; undefined: no zone. */
function offsetsOf(zone: string): readonly string[] | undefined {
  try {
    return ['2026-01-15T00:00:00Z', '2026-07-15T00:00:00Z'].map(
      (day) =>
        new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
          .formatToParts(new Date(day))
          .find(({ type }) => type === 'timeZoneName')?.value ?? '',
    );
  } catch {
    return undefined;
  }
}

/**
 * The end of a certificate's last day is 23:59:59 at +09:00 in its own octets (VAL-09), and with it go age, deadlines and the
 * dates on cards and letters (`rules`, dates). Another zone would have them begin and end on other days than its law says,
 * so it is refused rather than taken and not followed.
 */
function problemOfZone(zone: string): string | undefined {
  const offsets = offsetsOf(zone);
  if (!offsets) return 'is no time zone: write one as Asia/Tokyo';
  const other = offsets.find((offset) => offset !== 'GMT+09:00');
  if (other === undefined) return undefined;
  return `is ${other.replace('GMT', 'UTC')}, at least for a part of the year, and this system counts days at UTC+09:00 alone: write a zone that is nine hours ahead all the year, as Asia/Tokyo`;
}

export const countrySchema = z.strictObject({
  name: pair(30),
  fictitious: z.boolean({ error: 'is neither true nor false: write one of them, without quotation marks' }),
  timeZone: z.string({ error: NOT_TEXT }).superRefine((zone, context) => {
    const message = problemOfZone(zone);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  }),
  addressCountry: text(40),
});

export const municipalitiesSchema = z
  .array(
    z.strictObject({
      code,
      prefecture: pair(30),
      name: pair(40),
      mayor: text(40).optional(),
      office: z.strictObject({
        address: text(100),
        postalCode: z
          .string({ error: NOT_TEXT })
          .regex(/^\d{3}-\d{4}$/, { error: 'is no postal code: write it as "100-0001"' }),
        phone: z
          .string({ error: NOT_TEXT })
          .regex(/^\+?\d[\d-]{4,18}\d$/, { error: 'is no telephone number: write it as "03-1234-5678"' }),
        hours: pair(100),
      }),
    }),
    { error: 'is no list: begin every municipality with "- code:"' },
  )
  .min(1, { error: 'has no municipality: write at least one' });

/** FEE-01, EXP-03 and KSK-04: what an ordinance sets. */
export const feesSchema = z.strictObject({
  card: yen,
  expressCard: yen,
  certificates: yen,
  kiosk: z.strictObject({
    residentRecord: yen,
    byMunicipality: z.record(code, z.strictObject({ residentRecord: yen })).optional(),
  }),
});

/** NTC-04. */
export const deadlinesSchema = z.strictObject({
  pickUp: z.strictObject({
    firstMonths: whole(1, 24),
    reminderMonths: whole(1, 24),
    destroyAfterMonths: whole(1, 120),
  }),
});

/** KSK-01 to KSK-03. */
export const documentsSchema = z.strictObject({
  residentRecord: z.strictObject({
    title: pair(40),
    statement: text(80),
    mostCopies: whole(1, 20),
    minimumAge: whole(0, 130),
    longestName: whole(10, 80),
  }),
});

const sender = text(200).refine(
  (value) => {
    const named = /^[^<>"]+ <([^<>]+)>$/.exec(value);
    return parseMailAddress(named?.[1] ?? value) !== undefined;
  },
  {
    error: 'is no sender: write an address, or a name and an address as Card Office <no-reply@card.example>',
  },
);

export const lettersSchema = z.strictObject({
  sender,
  subjectMark: text(20),
  foot: pair(100),
  division: text(30),
});

const COLOUR = /^#[\da-f]{6}$/i;
const colour = z
  .string({ error: 'is no colour: write it between quotation marks, as "#1f3768"' })
  .regex(COLOUR, {
    error: 'is no colour: write six hexadecimal digits between quotation marks, as "#1f3768"',
  });
/** White text stands on it (WCAG 1.4.3). */
const dark = colour.refine((value) => !COLOUR.test(value) || contrastWithWhite(value) >= 4.5, {
  error: 'is too light for the white text on it: take a darker one (contrast 4.5 : 1)',
});

function contrastWithWhite(value: string): number {
  const linear = [1, 3, 5].map((at) => {
    const share = Number.parseInt(value.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = linear;
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

export const cardSchema = z.strictObject({
  title: pair(24),
  country: z.strictObject({ ja: text(8), latin: text(12) }),
  microprint: text(30),
  backHead: text(40),
  backLines: z
    .array(pair(120), { error: 'is no list: begin every line with "- ja:"' })
    .refine((lines) => lines.length === 3, { error: 'has room for three lines: write three' }),
  colours: z.strictObject({
    head: dark,
    headDeep: dark,
    headEnd: dark,
    thread: colour,
    threadMiddle: colour,
    accent: colour,
    ground: z.strictObject({ from: colour, middle: colour, to: colour }),
  }),
});

function isWebAddress(value: string): boolean {
  return /^https?:$/.test(URL.parse(value)?.protocol ?? '') && !/[\s"<>\\^`{|}]/.test(value);
}

const certificateName = z.string({ error: NOT_TEXT });
/** What fits in a certificate is for `pki` to say (RFC 5280 Appendix A.1). */
const certificateNames = z
  .strictObject({
    country: z.string({
      error: 'is no country code: write two capital letters between quotation marks, as "JP"',
    }),
    organisation: certificateName,
    operator: certificateName,
    authorities: z.strictObject({
      signature: certificateName,
      authentication: certificateName,
      institution: certificateName,
      'card-face': certificateName,
    }),
    responders: z.strictObject({
      signature: certificateName,
      authentication: certificateName,
      institution: certificateName,
    }),
    timeStampAuthority: certificateName,
    timeStampUnit: certificateName,
  })
  .superRefine((names, context) => {
    for (const { path, problem } of nameProblems(names)) {
      context.addIssue({ code: 'custom', path: [...path], message: problem });
    }
  });

export const pkiSchema = z.strictObject({
  arc: z
    .string({ error: 'is not text: write the arc between quotation marks, as "1.2.392.1"' })
    .superRefine((arc, context) => {
      try {
        checkedArc(arc);
      } catch (error) {
        if (!(error instanceof PkiError)) throw error;
        context.addIssue({
          code: 'custom',
          message: `is no arc (${error.message}): write the registered one between quotation marks, as "1.2.392.1"`,
        });
      }
    }),
  layout: z.enum(['mibun', 'jpki-compatible'], { error: 'is no layout: write mibun or jpki-compatible' }),
  names: certificateNames,
  practiceStatement: text(200)
    .refine(isWebAddress, { error: 'is no address: write one as http://card.example/cps' })
    .optional(),
});

/** The files of a folder. */
export const FILES = {
  'country.yaml': countrySchema,
  'municipalities.yaml': municipalitiesSchema,
  'fees.yaml': feesSchema,
  'deadlines.yaml': deadlinesSchema,
  'documents.yaml': documentsSchema,
  'letters.yaml': lettersSchema,
  'card.yaml': cardSchema,
  'pki.yaml': pkiSchema,
} as const;
export type FileName = keyof typeof FILES;
