import type { Attack } from './attacks.ts';
import { append, edited, PAINT, stream } from './victim.ts';

/** What the page showed, exchanged; or what it named and lacked, put in. */

const edit = (
  name: string,
  number: number,
  from: string | RegExp,
  to: string,
  more: Record<number, string> = {},
): Attack => ({
  name,
  attack: ({ signed }) => append(signed, { ...edited(signed, number, from, to), ...more }),
});
const put = (name: string, objects: Record<number, string>): Attack => ({
  name,
  attack: ({ signed }) => append(signed, objects),
});
const evil = stream('BT /F1 12 Tf 72 700 Td (I agree to pay 900 crowns) Tj ET');
const inherit = (entry: string) => edit(`the pages inherit ${entry}`, 2, '/Count 2', `/Count 2 ${entry}`);

export const REPLACEMENTS: readonly Attack[] = [
  put('the content of a page is exchanged', { 6: evil }),
  put('a part of an array of contents is exchanged', { 8: stream('') }),
  edit('a part is added to an array of contents', 4, '[7 0 R 8 0 R]', '[7 0 R 8 0 R 150 0 R]', { 150: evil }),
  edit('a content becomes an array', 3, '/Contents 6 0 R', '/Contents [6 0 R 150 0 R]', { 150: evil }),
  edit('a content is exchanged for another object', 3, '/Contents 6 0 R', '/Contents 150 0 R', { 150: evil }),
  put('an object that never existed is put in (a form that the page draws)', { 90: PAINT }),
  put('an object that was free is put in (a graphics state)', { 91: '<< /Type /ExtGState /ca 0 >>' }),
  put('an object that was null is put in', { 92: '<< /Type /OCG >>' }),
  {
    name: 'an object that was free is put in with the generation that the page names',
    attack: ({ signed }) => append(signed, { 93: '[/Separation /All /DeviceGray 7 0 R]' }, { generation: 1 }),
  },
  {
    name: 'an object that was free is put in with another generation',
    attack: ({ signed }) => append(signed, { 93: '[/Separation]' }),
  },
  {
    name: 'an object that never existed is put in by an object stream',
    before: { form: 'packed' },
    attack: ({ signed }) => {
      const body = '91 0 << /ca 0 >>';
      return append(
        signed,
        { 150: stream(body, '/Type /ObjStm /N 1 /First 5') },
        { compressed: { 91: [150, 0] } },
      );
    },
  },
  {
    name: 'content that was missing is put in',
    before: {
      objects: { 3: '<< /Type /Page /Parent 2 0 R /Contents [6 0 R 96 0 R] /Annots [30 0 R 31 0 R] >>' },
    },
    attack: ({ signed }) => append(signed, { 96: evil }),
  },
  {
    name: 'optional content that was missing is put in',
    before: { objects: { 22: '<< /OCGs [26 0 R 96 0 R] /D << /ON [26 0 R] /OFF 97 0 R >> >>' } },
    attack: ({ signed }) => append(signed, { 96: '<< /Type /OCG /Name (x) >>', 97: '[26 0 R]' }),
  },
  {
    name: 'an action on opening that was missing is put in',
    before: { objects: { 1: '<< /Type /Catalog /Pages 2 0 R /AcroForm 10 0 R /OpenAction 96 0 R >>' } },
    attack: ({ signed }) => append(signed, { 96: '<< /S /JavaScript /JS (x) >>' }),
  },
  {
    name: 'an annotation that the page named and lacked is put in',
    before: { objects: { 33: '[32 0 R 37 0 R 39 0 R 46 0 R 96 0 R]' } },
    attack: ({ signed }) =>
      append(signed, { 96: '<< /Subtype /Stamp /Rect [0 0 500 500] /AP << /N 97 0 R >> >>', 97: PAINT }),
  },
  {
    name: 'an annotation list that the page named and lacked is put in',
    before: { objects: { 4: '<< /Type /Page /Parent 2 0 R /Contents 7 0 R /Annots 96 0 R >>' } },
    attack: ({ signed }) =>
      append(signed, { 96: '[97 0 R]', 97: '<< /Subtype /Stamp /Rect [0 0 500 500] >>' }),
  },
  {
    name: 'document information that was named and lacking is put in',
    before: { objects: { 28: 'null' } },
    attack: ({ signed }) => append(signed, { 28: '[(something else)]' }),
  },
  {
    name: 'a default resource that a field named and lacked is put in',
    attack: ({ signed }) =>
      append(signed, { ...edited(signed, 10, '/Font <<', '/Font << /Missing 9 0 R '), 150: PAINT }),
  },
  {
    name: 'a default resource that a field named in other letters and lacked is put in',
    before: {
      objects: {
        46: '<< /Subtype /Widget /FT /Tx /T (fixed) /DA 96 0 R /Rect [0 0 9 9] >>',
        96: '(/Gho#73t 9 Tf)',
      },
    },
    attack: ({ signed }) => append(signed, edited(signed, 10, '/Font <<', '/Font << /Ghost 9 0 R ')),
  },
  {
    name: 'a default resource is put in that a drawing without resources may find',
    before: { objects: { 35: stream('BT /X 9 Tf (100) Tj ET', '/Subtype /Form /BBox [0 0 128 20]') } },
    attack: ({ signed }) => append(signed, edited(signed, 10, '/Font <<', '/Font << /X 9 0 R ')),
  },
  put('a font file is exchanged', { 14: stream('other glyphs') }),
  put('a font encoding is exchanged', { 12: '<< /Type /Encoding /Differences [49 /nine] >>' }),
  edit('a font is exchanged', 5, '/F1 9 0 R', '/F1 150 0 R', { 150: '<< /Type /Font /Subtype /Type3 >>' }),
  edit('a default font of the form is exchanged', 10, '/F1 9 0 R', '/F1 150 0 R', {
    150: '<< /Type /Font >>',
  }),
  edit(
    'the default appearance of the form is exchanged',
    10,
    /\/DA <[^>]*>|\/DA \([^)]*\)/,
    '/DA (/F1 0 Tf)',
  ),
  edit('a picture is exchanged', 5, '/Logo 11 0 R', '/Logo 150 0 R', { 150: PAINT }),
  put('a drawing is exchanged', { 11: PAINT }),
  inherit('/Rotate 180'),
  inherit('/CropBox [0 0 595 400]'),
  edit('the pages inherit another media box', 2, /\/MediaBox \[[^\]]*\]/, '/MediaBox [0 0 595 400]'),
  edit('the pages inherit other resources', 2, '/Resources 5 0 R', '/Resources 150 0 R', {
    150: '<< /Font << >> >>',
  }),
  edit('a page gets resources of its own', 3, '/Type /Page', '/Type /Page /Resources << >>'),
  edit('a page gets a user unit', 3, '/Type /Page', '/Type /Page /UserUnit 20'),
  edit('a page gets an action', 3, '/Type /Page', '/Type /Page /AA << /O 36 0 R >>'),
  edit('a page is taken out', 2, '[3 0 R 4 0 R]', '[4 0 R]'),
  edit('the pages change places', 2, '[3 0 R 4 0 R]', '[4 0 R 3 0 R]'),
  edit('a page is put in', 2, '[3 0 R 4 0 R]', '[3 0 R 4 0 R 150 0 R]', {
    150: '<< /Type /Page /Parent 2 0 R >>',
  }),
  edit('a page is exchanged for a copy', 2, '[3 0 R 4 0 R]', '[150 0 R 4 0 R]', {
    150: '<< /Type /Page /Parent 2 0 R /Contents 151 0 R >>',
    151: evil,
  }),
  edit('the page tree gets another level', 2, '[3 0 R 4 0 R]', '[150 0 R]', {
    150: '<< /Type /Pages /Parent 2 0 R /Kids [3 0 R 4 0 R] /Count 2 /Rotate 90 >>',
  }),
  edit('a page moves to another parent', 3, '/Parent 2 0 R', '/Parent 150 0 R', {
    150: '<< /Type /Pages /Kids [3 0 R] /Count 1 /Rotate 90 >>',
  }),
  edit('an annotation is taken out', 3, '30 0 R', ''),
  edit('an annotation becomes direct', 33, '[32 0 R', '[<< /Subtype /Stamp /Rect [0 0 500 500] >> 32 0 R'),
  edit('annotations change places', 33, '[32 0 R 37 0 R', '[37 0 R 32 0 R'),
  put('the target of a link is exchanged', { 36: '<< /S /URI /URI (https://evil.example/) >>' }),
  edit('a field is filled in', 30, '(100)', '(900)'),
  edit('a field is moved', 30, /\/Rect \[[^\]]*\]/, '/Rect [0 0 500 500]'),
  put('the appearance of a field is exchanged', {
    35: stream('BT (900) Tj ET', '/Subtype /Form /BBox [0 0 128 20]'),
  }),
  edit('a field gets an action', 30, '/FT /Tx', '/FT /Tx /AA << /K 36 0 R >>'),
  edit('a field gets kids', 30, '/FT /Tx', '/FT /Tx /Kids [150 0 R]', {
    150: '<< /Subtype /Widget /Rect [0 0 500 500] >>',
  }),
  edit('a group of fields gets a type', 34, '/T', '/FT /Sig /T'),
  edit('a group of fields gets a new text field', 34, '[37 0 R]', '[37 0 R 150 0 R]', {
    150: '<< /FT /Tx /T (new) /Parent 34 0 R /Subtype /Widget /Rect [0 0 9 9] >>',
  }),
  edit('the form loses a field', 10, '30 0 R', ''),
  edit('the form is to be drawn anew', 10, '/Fields', '/NeedAppearances true /Fields'),
  edit('the form gets an XFA', 10, '/Fields', '/XFA 150 0 R /Fields', { 150: stream('<xdp/>') }),
  edit('the form gets an order of calculation', 10, '/Fields', '/CO [30 0 R] /Fields'),
  edit('the form says that there are no signatures', 10, '/SigFlags 3', '/SigFlags 0'),
  edit('the document gets an action', 1, '/Type', '/OpenAction 36 0 R /Type'),
  edit('the document gets actions', 1, '/Type', '/AA << /WC 36 0 R >> /Type'),
  edit('the document gets a script', 21, '/Dests', '/JavaScript << /Names [(x) 36 0 R] >> /Dests'),
  put('a named destination is exchanged', { 24: '<< /Names [(terms) [3 0 R /Fit]] >>' }),
  put('an old named destination is exchanged', { 27: '<< /terms [3 0 R /Fit] >>' }),
  put('a bookmark is exchanged', { 23: '<< /Title (Other terms) /Parent 20 0 R /Dest [3 0 R /Fit] >>' }),
  put('an attachment is exchanged', { 44: stream('other attachment', '/Type /EmbeddedFile') }),
  put('page numbers are exchanged', { 41: '<< /Nums [0 << /S /r >>] >>' }),
  put('a layer is switched off', { 22: '<< /OCGs [26 0 R] /D << /OFF [26 0 R] >> >>' }),
  put('a layer gets a usage', {
    26: '<< /Type /OCG /Name (Layer) /Usage << /Print << /PrintState /OFF >> >> >>',
  }),
  edit('the title of the document is exchanged', 28, /\/Title [(<][^)>]*[)>]/, '/Title (Other contract)'),
  put('metadata becomes something else', { 25: PAINT }),
  edit('a viewer preference is exchanged', 1, '/DisplayDocTitle true', '/DisplayDocTitle false'),
  edit('the certification is put in later', 1, '/Type', '/Perms << /DocMDP 31 0 R >> /Type'),
  put('an object that nothing refers to is written over', { 95: evil }),
];
