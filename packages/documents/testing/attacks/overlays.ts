import type { Attack } from './attacks.ts';
import { append, counterSign, edited, FIELD, PAINT, STAMP, stream } from './victim.ts';

/** Something laid over the page, or brought in beside a signature. */

/** Every annotation of ISO 32000-2 table 171, each saying of itself that it is a signature. */
const TYPES =
  'Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Caret Stamp Ink Popup FileAttachment Sound Movie Screen Widget PrinterMark TrapNet Watermark 3D Redact Projection RichMedia'.split(
    ' ',
  );

const annotate = (signed: Uint8Array, entries: string, more: Readonly<Record<number, string>> = {}) =>
  append(signed, {
    150: `<< /Type /Annot /F 4 /Rect [0 0 595 842] /AP << /N 152 0 R >> ${entries} >>`,
    152: PAINT,
    ...edited(signed, 3, /\/Annots \[/, '/Annots [150 0 R '),
    ...more,
  });

export const OVERLAYS: readonly Attack[] = [
  ...TYPES.map(
    (type): Attack => ({
      name: `a ${type} annotation over the page that says it is a signature field`,
      attack: ({ signed }) => annotate(signed, `/Subtype /${type} /FT /Sig /T (x)`),
    }),
  ),
  {
    name: 'an annotation that inherits from a parent that it is a signature field',
    attack: ({ signed }) =>
      annotate(signed, '/Subtype /Widget /Parent 153 0 R', { 153: '<< /FT /Sig /T (p) /Kids [150 0 R] >>' }),
  },
  {
    name: 'an unsigned signature field over the page, in the form, too',
    attack: ({ signed }) => {
      const both = annotate(signed, '/Subtype /Widget /FT /Sig /T (x)');
      return append(both, form(both, '150 0 R'));
    },
  },
  {
    name: 'an empty signature field over the page, added in one step',
    attack: ({ signed }) => annotate(signed, '/Subtype /Widget /FT /Sig /T (x)', form(signed, '150 0 R')),
  },
  {
    name: 'a field over the page whose signature is an older signature',
    attack: ({ signed }) => {
      const value = /\/V (\d+ \d+ R)/.exec(Buffer.from(signed).toString('latin1'))?.[1];
      return annotate(signed, `/Subtype /Widget /FT /Sig /T (x) /V ${value}`, form(signed, '150 0 R'));
    },
  },
  {
    name: 'a field over the page whose signature is no signature',
    attack: ({ signed }) =>
      annotate(signed, '/Subtype /Widget /FT /Sig /T (x) /V 151 0 R', {
        ...form(signed, '150 0 R'),
        151: '<< /Type /Sig /Filter /X /ByteRange [0 10 20 10] /Contents <00> >>',
      }),
  },
  {
    name: 'a genuine signature whose appearance covers the page',
    attack: ({ signed, other }) =>
      counterSign(signed, other, { field: STAMP.replace('[400 400 500 440]', '[0 0 595 842]') }),
  },
  {
    name: 'a genuine signature whose appearance covers a page that is cropped to a small part',
    before: {
      objects: {
        2: '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 595 842] /CropBox [400 400 500 440] /Resources 5 0 R >>',
      },
    },
    attack: ({ signed, other }) => counterSign(signed, other, { field: STAMP }),
  },
  {
    name: 'many genuine signatures that together cover the page',
    attack: async ({ signed, other }) => {
      let pdf = signed;
      for (let n = 0; n < 4; n++) {
        const rect = `[0 ${n * 200} 595 ${n * 200 + 200}]`;
        const field = STAMP.replace('[400 400 500 440]', rect).replace('(later)', `(later${n})`);
        pdf = await counterSign(pdf, other, { field });
      }
      return pdf;
    },
  },
  {
    name: 'a genuine signature with a small stamp',
    answer: 'added',
    attack: ({ signed, other }) => counterSign(signed, other, { field: STAMP }),
    marks: [1],
  },
  {
    name: 'a genuine signature whose stamp keeps its size when the page is made smaller',
    attack: ({ signed, other }) => counterSign(signed, other, { field: STAMP.replace('/F 132', '/F 140') }),
  },
  {
    name: 'a genuine signature with a second widget',
    attack: ({ signed, other }) =>
      counterSign(signed, other, {
        field: '/FT /Sig /T (later) /V 151 0 R /Kids [153 0 R 154 0 R]',
        annots: '153 0 R 154 0 R',
        objects: {
          153: '<< /Subtype /Widget /Parent 150 0 R /Rect [0 0 0 0] >>',
          154: '<< /Subtype /Widget /Parent 150 0 R /Rect [0 0 500 800] /AP << /N 152 0 R >> >>',
        },
      }),
  },
  {
    name: 'a genuine signature with another annotation beside it',
    attack: ({ signed, other }) =>
      counterSign(signed, other, {
        annots: '150 0 R 153 0 R',
        objects: { 153: '<< /Subtype /FreeText /Rect [0 0 300 300] /AP << /N 152 0 R >> >>' },
      }),
  },
  {
    name: 'a genuine signature on a widget that stands on the page twice',
    attack: ({ signed, other }) => counterSign(signed, other, { field: STAMP, annots: '150 0 R 150 0 R' }),
  },
  ...(
    [
      '/A 36 0 R',
      '/AA << /E 36 0 R >>',
      '/OC 26 0 R',
      '/Subtype2 /X',
      '/A << /S /JavaScript /JS (x) >>',
    ] as const
  ).map(
    (entry): Attack => ({
      name: `a genuine signature whose field has ${entry}`,
      attack: ({ signed, other }) => counterSign(signed, other, { field: `${FIELD} ${entry}` }),
    }),
  ),
  {
    name: 'a genuine signature that makes itself a widget of the text field',
    attack: ({ signed, other }) =>
      counterSign(signed, other, {
        field: `${FIELD} /Parent 30 0 R`,
        fields: '',
        objects: edited(signed, 30, '/Tx', '/Tx /Kids [150 0 R]'),
      }),
  },
  {
    name: 'a genuine signature in a field of the name of another field',
    attack: ({ signed, other }) =>
      counterSign(signed, other, { field: FIELD.replace('(later)', '(amount)') }),
  },
  {
    name: 'a genuine signature in a field of no name',
    attack: ({ signed, other }) => counterSign(signed, other, { field: FIELD.replace('/T (later)', '') }),
  },
  {
    name: 'a genuine signature that changes the page content with it',
    attack: ({ signed, other }) =>
      counterSign(signed, other, { objects: { 6: stream('BT (I agree to pay 900 crowns) Tj ET') } }),
  },
  {
    name: 'a genuine signature that fills in a field with it',
    attack: ({ signed, other }) =>
      counterSign(signed, other, { objects: edited(signed, 30, '(100)', '(900)') }),
  },
  {
    name: 'a genuine signature that does not reach to the end of its revision',
    attack: ({ signed, other }) => counterSign(signed, other, { short: 12 }),
  },
  {
    name: 'a genuine signature that is shown by two fields',
    attack: ({ signed, other }) =>
      counterSign(signed, other, {
        fields: '150 0 R 153 0 R',
        annots: '150 0 R 153 0 R',
        objects: { 153: `<< ${FIELD.replace('(later)', '(again)')} >>` },
      }),
  },
  {
    name: 'a genuine signature whose widget is on no page',
    attack: ({ signed, other }) => counterSign(signed, other, { field: STAMP, annots: '' }),
  },
  {
    name: 'a genuine signature whose field is not in the form',
    attack: ({ signed, other }) => counterSign(signed, other, { field: STAMP, fields: '' }),
  },
  {
    name: 'a genuine time stamp whose appearance covers the page',
    attack: ({ signed, other }) =>
      counterSign(signed, other, {
        kind: 'time-stamp',
        field: STAMP.replace('[400 400 500 440]', '[0 0 595 842]'),
      }),
  },
  {
    name: 'a genuine signature in a field that fills a field of the name it shares with a parent',
    attack: ({ signed, other }) =>
      counterSign(signed, other, {
        field: `${FIELD} /Parent 34 0 R`,
        fields: '',
        objects: edited(signed, 34, '[37 0 R]', '[150 0 R]'),
      }),
  },
  {
    name: 'an empty signature field, filled in with a picture over the page that was not there',
    attack: ({ signed, other }) =>
      counterSign(signed, other, {
        fields: '',
        annots: '',
        objects: {
          ...edited(
            signed,
            31,
            '/Rect [300 40 400 80]',
            '/Rect [0 0 595 842] /V 151 0 R /AP << /N 152 0 R >>',
          ),
        },
      }),
  },
  {
    name: 'an empty signature field, filled in with something that is no signature',
    attack: ({ signed }) =>
      append(signed, {
        ...edited(signed, 31, '/F 4', '/F 4 /V 151 0 R /AP << /N 152 0 R >>'),
        151: '<< /Type /Sig >>',
        152: PAINT,
      }),
  },
  {
    name: 'an empty signature field that gets an appearance and no signature',
    attack: ({ signed }) =>
      append(signed, { ...edited(signed, 31, '/F 4', '/F 4 /AP << /N 152 0 R >>'), 152: PAINT }),
  },
  {
    name: 'an empty signature field, signed',
    answer: 'added',
    attack: ({ signed, other }) =>
      counterSign(signed, other, {
        fields: '',
        annots: '',
        objects: edited(signed, 31, '/F 4', '/F 4 /V 151 0 R /AP << /N 152 0 R >>'),
      }),
    marks: [1],
  },
  {
    name: 'the stamp of an earlier signature, drawn anew',
    before: { stamp: true },
    attack: ({ signed }) => append(signed, { 172: stream('0 g', '/Subtype /Form /BBox [0 0 100 40]') }),
  },
];

function form(pdf: Uint8Array, entries: string): Record<number, string> {
  return edited(pdf, 10, /\/Fields \[/, `/Fields [${entries} `);
}
