import type { Attack } from './attacks.ts';
import { append, counterSign, edited, FIELD, PAINT, STAMP, stream } from './victim.ts';

/** What a certification or a lock permits, and what it does not (ISO 32000-2 §12.8.2). */

const fill: Attack['attack'] = ({ signed }) => append(signed, edited(signed, 30, '(100)', '(900)'));
const note =
  (subtype: string, entries = '', rect = '[10 10 60 60]'): Attack['attack'] =>
  ({ signed }) =>
    append(signed, {
      150: `<< /Type /Annot /Subtype /${subtype} /Rect ${rect} /AP << /N 152 0 R >> ${entries} >>`,
      152: PAINT,
      ...edited(signed, 3, /\/Annots \[/, '/Annots [150 0 R '),
    });
const locked = (lock: string) => `/Lock << /Type /SigFieldLock ${lock} >>`;

export const PERMISSIONS: readonly Attack[] = [
  {
    name: 'level 1: a signature',
    before: { certified: 1 },
    answer: 'added',
    breaksPermission: true,
    attack: ({ signed, other }) => counterSign(signed, other),
  },
  {
    name: 'level 1: a signature that can be seen',
    before: { certified: 1 },
    answer: 'added',
    breaksPermission: true,
    attack: ({ signed, other }) => counterSign(signed, other, { field: STAMP }),
  },
  { name: 'level 1: a field is filled in', before: { certified: 1 }, breaksPermission: true, attack: fill },
  { name: 'level 1: an annotation', before: { certified: 1 }, breaksPermission: true, attack: note('Text') },
  {
    name: 'level 1: metadata alone',
    before: { certified: 1 },
    answer: 'added',
    breaksPermission: true,
    attack: ({ signed }) => append(signed, { 25: stream('<other/>', '/Type /Metadata /Subtype /XML') }),
  },
  {
    name: 'level 1: a time stamp with a visible mark',
    before: { certified: 1 },
    answer: 'added',
    breaksPermission: true,
    attack: ({ signed, other }) => counterSign(signed, other, { kind: 'time-stamp', field: STAMP }),
  },
  {
    name: 'level 2: an annotation',
    before: { certified: 2 },
    breaksPermission: true,
    attack: note('FreeText'),
  },
  {
    name: 'level 2: page content',
    before: { certified: 2 },
    breaksPermission: true,
    attack: ({ signed }) => append(signed, { 6: stream('') }),
  },
  {
    name: 'level 2: a new text field',
    before: { certified: 2 },
    breaksPermission: true,
    attack: note('Widget', '/FT /Tx /T (x)'),
  },
  {
    name: 'level 2: a field is filled in and moved',
    before: { certified: 2 },
    breaksPermission: true,
    attack: ({ signed }) => append(signed, edited(signed, 30, /\/Rect \[[^\]]*\]/, '/Rect [0 0 500 500]')),
  },
  {
    name: 'level 2: a picture of a pushbutton is exchanged',
    before: { certified: 2 },
    breaksPermission: true,
    attack: ({ signed }) => append(signed, { 45: PAINT }),
  },
  {
    name: 'level 2: a field that is only to be read is filled in',
    before: { certified: 2 },
    breaksPermission: true,
    attack: ({ signed }) => append(signed, edited(signed, 46, '(1)', '(9)')),
  },
  {
    name: 'level 3: the target of a link is exchanged in its object',
    before: { certified: 3 },
    breaksPermission: true,
    attack: ({ signed }) => append(signed, { 36: '<< /S /URI /URI (https://evil.example/) >>' }),
  },
  {
    name: 'level 3: a link gets another target',
    before: { certified: 3 },
    breaksPermission: true,
    attack: ({ signed }) =>
      append(signed, { ...edited(signed, 32, '36 0 R', '150 0 R'), 150: '<< /S /Launch /F (x) >>' }),
  },
  {
    name: 'level 3: an annotation and a signature at once',
    before: { certified: 3 },
    answer: 'added',
    marks: [1],
    attack: ({ signed, other }) =>
      counterSign(signed, other, {
        annots: '150 0 R 153 0 R',
        objects: { 153: '<< /Type /Annot /Subtype /Square /P 3 0 R /Rect [10 10 60 60] >>' },
      }),
  },
  { name: 'level 2: a field is filled in', before: { certified: 2 }, answer: 'added', attack: fill },
  {
    name: 'level 2: a field that the author locked is filled in',
    before: { certified: 2, lock: locked('/Action /Include /Fields [(amount)]') },
    breaksPermission: true,
    attack: fill,
  },
  {
    name: 'level 2: a field when the author locked all',
    before: { certified: 2, lock: locked('/Action /All') },
    breaksPermission: true,
    attack: fill,
  },
  {
    name: 'level 2: a field when the author locked all but another',
    before: { certified: 2, lock: locked('/Action /Exclude /Fields [(note)]') },
    breaksPermission: true,
    attack: fill,
  },
  {
    name: 'level 2: a field when the author locked in a way that nobody knows',
    before: { certified: 2, lock: locked('/Action /Some') },
    breaksPermission: true,
    attack: fill,
  },
  {
    name: 'level 2: a signature',
    before: { certified: 2 },
    answer: 'added',
    attack: ({ signed, other }) => counterSign(signed, other, { field: STAMP }),
    marks: [1],
  },
  {
    name: 'level 3: page content',
    before: { certified: 3 },
    breaksPermission: true,
    attack: ({ signed }) => append(signed, { 6: stream('') }),
  },
  {
    name: 'level 3: an annotation',
    before: { certified: 3 },
    answer: 'added',
    attack: note('FreeText'),
    marks: [1],
  },
  {
    name: 'level 3: an annotation with an action',
    before: { certified: 3 },
    breaksPermission: true,
    attack: note('Link', '/A 36 0 R'),
  },
  {
    name: 'level 3: an annotation over the page',
    before: { certified: 3 },
    breaksPermission: true,
    attack: note('FreeText', '', '[0 0 595 842]'),
  },
  { name: 'level 3: a film', before: { certified: 3 }, breaksPermission: true, attack: note('RichMedia') },
  {
    name: 'level 3: an annotation is taken out',
    before: { certified: 3 },
    answer: 'added',
    attack: ({ signed }) => append(signed, { 33: '[37 0 R 39 0 R 46 0 R]' }),
  },
  {
    name: 'level 3: a field is taken off the page',
    before: { certified: 3 },
    breaksPermission: true,
    attack: ({ signed }) => append(signed, { 33: '[32 0 R 39 0 R 46 0 R]' }),
  },
  {
    name: 'level 3: an annotation grows over the page',
    before: { certified: 3 },
    breaksPermission: true,
    attack: ({ signed }) => append(signed, { 32: '<< /Type /Annot /Subtype /Square /Rect [0 0 595 842] >>' }),
  },
  {
    name: 'a lock of level 1: a signature',
    before: { lock: locked('/Action /Include /Fields [] /P 1') },
    answer: 'added',
    breaksPermission: true,
    attack: ({ signed, other }) => counterSign(signed, other),
  },
  {
    name: 'a lock of a level that there is not: a signature',
    before: { lock: locked('/Action /Include /Fields [] /P 7') },
    answer: 'added',
    breaksPermission: true,
    attack: ({ signed, other }) => counterSign(signed, other),
  },
  {
    name: 'a lock of level 3 permits no annotation without a certification',
    before: { lock: locked('/Action /Include /Fields [] /P 3') },
    breaksPermission: true,
    attack: note('FreeText'),
  },
  {
    name: 'a lock of a later signer permits nothing of what the first has signed',
    attack: async ({ signed, other }) => {
      const twice = await counterSign(signed, other, {
        field: `${FIELD} ${locked('/Action /Include /Fields [] /P 3')}`,
      });
      return append(twice, edited(twice, 30, '(100)', '(900)'));
    },
  },
];
