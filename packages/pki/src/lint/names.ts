import { ATTRIBUTE_TYPES } from '../names.ts';
import type { SubjectPart } from '../profiles/index.ts';
import { characterCount } from './text.ts';
import type { Lint } from './types.ts';

/** Upper bounds of RFC 5280 Appendix A.1, in characters. */
const UPPER_BOUNDS: Readonly<Record<string, number>> = { C: 2, L: 128, ST: 128, O: 64, OU: 64, CN: 64 };

const PART_TYPES: Readonly<Record<SubjectPart, string>> = {
  country: 'C',
  prefecture: 'L',
  municipality: 'L',
  organisation: 'O',
  commonName: 'CN',
};

/** Control, format (bidirectional overrides among them), private, unassigned characters, variation selectors. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Variation_Selector}]/u;

/** An Individual Number or a resident code: 11 to 13 digits and nothing else (NUM-01, RES-01). */
const NUMBER_OF_A_PERSON = /^[0-9０-９]{11,13}$/u;

/** The subject, and every text of the certificate. */
export const NAME_LINTS: readonly Lint[] = [
  {
    id: 'subject-layout',
    rule: 'pki.md §2',
    check: ({ subject, expected }) => {
      const wanted = expected.subject;
      const fits =
        wanted.length === subject.length &&
        wanted.every((part, index) => PART_TYPES[part] === subject[index]?.type);
      return fits
        ? undefined
        : `subject has ${subject.map(({ type }) => type).join(', ')}, the profile ${wanted.join(', ')}`;
    },
  },
  {
    id: 'subject-lengths',
    rule: 'RFC 5280 Appendix A.1',
    check: ({ subject }) => {
      const wrong = subject.find(({ type, value }) => {
        const length = characterCount(value);
        return length === 0 || length > (UPPER_BOUNDS[type] ?? 64);
      });
      return wrong && `${wrong.type} is empty or too long`;
    },
  },
  {
    id: 'printable-text',
    rule: 'domain.md CRT-01',
    check: ({ subject, decoded }) => {
      const texts = [...subject, ...(decoded.subjectAltName?.otherNames ?? [])];
      return texts.some(({ value }) => UNPRINTABLE.test(value))
        ? 'text with an invisible character'
        : undefined;
    },
  },
  {
    id: 'no-mail-address',
    rule: 'pki.md §2',
    check: ({ subject, decoded }) => {
      const attribute = subject.some(
        ({ type }) => type === 'emailAddress' || type === ATTRIBUTE_TYPES.emailAddress,
      );
      return attribute || (decoded.subjectAltName?.emails.length ?? 0) > 0 ? 'mail address' : undefined;
    },
  },
  {
    id: 'no-individual-number',
    rule: 'pki.md §2, domain.md NUM-01',
    check: ({ subject, decoded }) => {
      const texts = [...subject, ...(decoded.subjectAltName?.otherNames ?? [])].map(({ value }) => value);
      // flags are digits too, but only 0 and 1
      const suspicious = texts.some((text) => NUMBER_OF_A_PERSON.test(text) && !/^[01]+$/.test(text));
      return suspicious ? 'a text that is an Individual Number or a resident code' : undefined;
    },
  },
];
