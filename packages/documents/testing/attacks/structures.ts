import { openPdf } from '../../src/pdf/document.ts';
import type { Attack } from './attacks.ts';
import { append, contractPdf, counterSign, edited, now, PAINT, stream } from './victim.ts';

/** The file's own structure: where objects lie, which revision counts, and validation data that is none. */

const evil = stream('BT (I agree to pay 900 crowns) Tj ET');
const der = (text = '30030201') => stream(Buffer.from(`${text}05`, 'hex').toString('latin1'));
const store = (name: string, dss: string, more: Record<number, string> = {}): Attack => ({
  name: `validation data ${name}`,
  attack: ({ signed }) =>
    append(signed, { ...edited(signed, 1, '/Type', '/DSS 150 0 R /Type'), 150: dss, 151: der(), ...more }),
});
/** The place of an object in the file. */
const offsetOf = (pdf: Uint8Array, number: number): number => {
  const entry = openPdf(pdf).xref.entries.get(number);
  return entry?.type === 'plain' ? entry.offset : 0;
};
/** Where the objects of a revision lie (0: of all), but for the one that is to be exchanged. */
const placesIn = (pdf: Uint8Array, revision: 0 | 1): Record<number, number> => {
  const from = revision === 0 ? 0 : contractPdf().length;
  const numbers = [...openPdf(pdf).xref.entries.keys()];
  const places = numbers.map((number) => [number, offsetOf(pdf, number)] as const);
  return Object.fromEntries(places.filter(([number, offset]) => offset > from && number !== 6));
};
const key = 'A'.repeat(40);

export const STRUCTURES: readonly Attack[] = [
  {
    name: 'the catalog is another object',
    attack: ({ signed }) => append(signed, { 150: now(signed, 1) }, { trailer: '/Root 150 0 R' }),
  },
  {
    name: 'a page is removed from the cross-reference',
    attack: ({ signed }) => append(signed, {}, { free: { 9: 1 } }),
  },
  {
    name: 'a content is removed from the cross-reference',
    attack: ({ signed }) => append(signed, {}, { free: { 6: 1 } }),
  },
  {
    name: 'the cross-reference names another object of the signed bytes',
    attack: ({ signed }) => append(signed, { 7: now(signed, 7) }, { elsewhere: { 6: offsetOf(signed, 7) } }),
  },
  {
    name: 'an object is there with another generation, so that the old reference names nothing',
    attack: ({ signed }) => append(signed, { 6: now(signed, 6) }, { generation: 1 }),
  },
  {
    name: 'an object has another generation than its cross-reference says',
    attack: ({ signed }) => append(signed, { 6: now(signed, 6) }, { headGeneration: 1 }),
  },
  {
    name: 'a later revision leaves out the signed one and names its objects itself',
    attack: ({ signed }) => {
      const first = openPdf(contractPdf()).xref.startOffset;
      return append(signed, { 6: evil }, { prev: first, elsewhere: placesIn(signed, 1) });
    },
  },
  {
    name: 'a later revision has no revision before it and names all objects itself',
    attack: ({ signed }) => append(signed, { 6: evil }, { prev: null, elsewhere: placesIn(signed, 0) }),
  },
  {
    name: 'a later revision is smaller, so that readers ignore objects',
    attack: ({ signed }) => append(signed, { 3: now(signed, 3) }, { size: 6 }),
  },
  {
    name: 'an object of a later revision lies beyond its size',
    attack: ({ signed }) => append(signed, { 250: '(x)' }, { size: 202 }),
  },
  {
    name: 'an object stands twice in one section of the cross-reference',
    attack: ({ signed }) => {
      const row = `${String(offsetOf(signed, 6)).padStart(10, '0')} 00000 n \n`;
      return append(signed, { 6: evil }, { before: `6 1\n${row}` });
    },
  },
  {
    name: 'a later revision has a hybrid cross-reference',
    attack: ({ signed }) => {
      const xref = stream(
        Buffer.from(`01${offsetOf(signed, 7).toString(16).padStart(8, '0')}0000`, 'hex').toString('latin1'),
        '/Type /XRef /W [1 4 2] /Index [6 1] /Size 200',
      );
      const at = signed.length;
      return append(signed, { 150: xref }, { trailer: `/Root 1 0 R /Info 28 0 R /XRefStm ${at}` });
    },
  },
  {
    name: 'an object moves into an object stream and changes',
    attack: ({ signed }) =>
      append(
        signed,
        { 150: stream('12 0 << /Differences [49 /nine] >>', '/Type /ObjStm /N 1 /First 5') },
        { compressed: { 12: [150, 0] }, stream: true },
      ),
  },
  {
    name: 'the object stream that held the objects is exchanged',
    before: { form: 'packed' },
    attack: ({ signed }) => append(signed, { 60: now(signed, 60).replace('49 /one', '49 /two') }),
  },
  {
    name: 'an indirect length is exchanged, so that a stream ends elsewhere',
    before: {
      objects: {
        6: stream('BT (100) Tj ET BT (000) Tj ET').replace(/\/Length \d+/, '/Length 96 0 R'),
        96: '29',
      },
    },
    attack: ({ signed }) => append(signed, { 96: '14' }),
  },
  {
    name: 'something is changed in between and put back',
    attack: ({ signed }) => append(append(signed, { 6: evil }), { 6: now(signed, 6) }),
  },
  {
    name: 'something is changed between two genuine signatures and put back',
    attack: async ({ signed, other }) =>
      append(await counterSign(append(signed, { 6: evil }), other), { 6: now(signed, 6) }),
  },
  {
    name: 'the second of two genuine signatures is followed by a change',
    attack: async ({ signed, other }) => append(await counterSign(signed, other), { 6: evil }),
  },
  {
    name: 'more revisions than anybody signs',
    unreadable: true,
    attack: ({ signed }) => {
      let pdf = signed;
      for (let n = 0; n < 70; n++) pdf = append(pdf, { 150: `(${n})` });
      return pdf;
    },
  },
  {
    name: 'bytes that belong to no revision follow the last one',
    attack: ({ signed }) => Buffer.concat([append(signed, { 150: '(x)' }), Buffer.from('% more')]),
    unreadable: true,
  },
  {
    name: 'the list of fields is the list of annotations of a page, and gets a mark',
    before: {
      list: 96,
      objects: {
        10: '<< /Fields 96 0 R >>',
        3: '<< /Type /Page /Parent 2 0 R /Contents 6 0 R /Annots 96 0 R >>',
        96: '[30 0 R 31 0 R]',
      },
    },
    attack: ({ signed }) =>
      append(signed, {
        ...edited(signed, 96, '[', '[150 0 R '),
        150: '<< /FT /Sig /T (x) /Subtype /Widget /Rect [0 0 500 500] /AP << /N 152 0 R >> >>',
        152: PAINT,
      }),
  },
  {
    name: 'a list of annotations that bookmarks name, too, gets a mark',
    before: { objects: { 23: '<< /Title (Terms) /Parent 20 0 R /Dest 33 0 R >>' } },
    attack: async ({ signed, other }) =>
      counterSign(signed, other, { objects: { 33: '[32 0 R 37 0 R 39 0 R 46 0 R 150 0 R]' }, annots: '' }),
  },
  store('that is a page', '<< /Type /DSS /Certs [3 0 R] >>'),
  store('with a key of its own', '<< /Type /DSS /Certs [151 0 R] /Open 36 0 R >>'),
  store('that is a picture', '<< /Type /DSS /Certs [152 0 R] >>', { 152: PAINT }),
  store('that is text', '<< /Type /DSS /Certs [152 0 R] >>', { 152: stream('not DER') }),
  store('with bytes behind', '<< /Type /DSS /Certs [152 0 R] >>', {
    152: stream('0\u0003\u0002\u0001\u0005 more'),
  }),
  store('of a signature that has no name', '<< /Type /DSS /VRI << /x << /Cert [151 0 R] >> >> >>'),
  store('with a script for a signature', `<< /Type /DSS /VRI << /${key} << /Cert [151 0 R] /JS (x) >> >> >>`),
  store('that brings a page along', '<< /Type /DSS /Certs [151 0 R] >>', { 6: evil }),
  store('that brings a missing object along', '<< /Type /DSS /Certs [90 0 R] >>', { 90: der() }),
  {
    name: 'validation data are taken out',
    before: {
      objects: {
        1: '<< /Type /Catalog /Pages 2 0 R /AcroForm 10 0 R /DSS 96 0 R >>',
        96: '<< /Certs [97 0 R] >>',
        97: der(),
      },
    },
    attack: ({ signed }) => append(signed, { 96: '<< /Certs [] >>' }),
  },
  {
    name: 'validation data are exchanged',
    before: {
      objects: {
        1: '<< /Type /Catalog /Pages 2 0 R /AcroForm 10 0 R /DSS 96 0 R >>',
        96: '<< /Certs [97 0 R] >>',
        97: der(),
      },
    },
    attack: ({ signed }) => append(signed, { 97: der('30030202') }),
  },
  {
    name: 'a developer extension with a dictionary in it',
    attack: ({ signed }) =>
      append(signed, edited(signed, 1, '/Type', '/Extensions << /X << /A << /S /X >> >> >> /Type')),
  },
  {
    name: 'the file is encrypted later',
    attack: ({ signed }) =>
      append(
        signed,
        { 150: '<< /Filter /Standard >>' },
        { trailer: `/Root 1 0 R /Info 28 0 R /Encrypt 150 0 R` },
      ),
    unreadable: true,
  },
];
