import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TablePdf } from '../../testing/sample-pdf.ts';
import { streamPdf, tablePdf } from '../../testing/sample-pdf.ts';
import { SIGNING_TIME, signPdf, throwAwaySigner } from '../../testing/throw-away-signer.ts';
import type { PdfErrorCode } from '../errors.ts';
import { PdfError } from '../errors.ts';
import { prepareSignature } from '../pades/prepare.ts';
import { createPaper } from '../paper/paper.ts';
import { openPdf } from '../pdf/document.ts';
import { demandSignable } from './signable.ts';

const link = (action: string) => ({ page: `/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A ${action} >>]` });
const annotation = (entries: string) => ({ page: `/Annots [<< /Rect [0 0 9 9] ${entries} >>]` });
const layers = (configuration: string, group = '', more = '') => ({
  catalog: `/OCProperties << /OCGs [4 0 R] /D << ${configuration} >> ${more} >>`,
  page: '/Resources << /Properties << /L 4 0 R >> >>',
  objects: [`<< /Type /OCG /Name (L) ${group} >>`],
});
const stream = (entries: string) => `<< ${entries} /Length 0 >>\nstream\n\nendstream`;
const drawing = (entries: string) => ({
  page: '/Resources << /XObject << /X 4 0 R >> >>',
  objects: [stream(`/Type /XObject ${entries}`)],
});
const certified = (terms: string) => ({
  catalog: '/Perms << /DocMDP 4 0 R >>',
  objects: [`<< /Type /Sig /Reference [<< /Type /SigRef /TransformMethod /DocMDP ${terms} >>] >>`],
});
const signedField = (entries: string, value = '') => ({
  catalog: `/AcroForm << /Fields [<< /FT /Sig /T (Author) /V << /Type /Sig ${value} >> ${entries} >>] >>`,
});
const fieldMdp = (parameters: string) =>
  signedField('', `/Reference [<< /TransformMethod /FieldMDP /TransformParams << ${parameters} >> >>]`);

const REFUSED: Readonly<Record<string, readonly [PdfErrorCode, TablePdf]>> = {
  'content that is not there': ['dangling-reference', { page: '/Contents 9 0 R' }],
  'a drawing that is not there': ['dangling-reference', { page: '/Resources << /XObject << /X 6 0 R >> >>' }],
  'a font that is not there': ['dangling-reference', { page: '/Resources << /Font << /F 6 0 R >> >>' }],
  'an annotation that is not there': ['dangling-reference', { page: '/Annots [7 0 R]' }],
  'a form that is not there': ['dangling-reference', { catalog: '/AcroForm 8 0 R' }],
  'layers that are not there': ['dangling-reference', { catalog: '/OCProperties 8 0 R' }],
  'another generation of what is there': [
    'dangling-reference',
    { page: '/Contents 4 3 R', objects: [stream('')] },
  ],
  'a free object': ['dangling-reference', { page: '/Contents 0 65535 R' }],
  'something missing deep inside': [
    'dangling-reference',
    {
      page: '/Resources 4 0 R',
      objects: ['<< /Pattern << /P 5 0 R >> >>', stream('/Resources << /XObject [[6 0 R]] >>')],
    },
  ],
  'a layer that is off': ['hidden-content', layers('/OFF [4 0 R]')],
  'layers that begin off': ['hidden-content', layers('/BaseState /OFF')],
  'layers that stay as they were': ['hidden-content', layers('/BaseState /Unchanged')],
  'layers that are off in another configuration': [
    'hidden-content',
    layers('', '', '/Configs [<< /OFF [4 0 R] >>]'),
  ],
  'a layer for the printer alone': [
    'hidden-content',
    layers(
      '/AS [<< /Event /View /OCGs [4 0 R] /Category [/View] >>]',
      '/Usage << /View << /ViewState /OFF >> >>',
    ),
  ],
  'a layer that depends on the zoom': [
    'hidden-content',
    layers('/AS [<< /Event /View /OCGs [4 0 R] /Category [/Zoom] >>]', '/Usage << /Zoom << /min 2 >> >>'),
  ],
  'layers without a configuration': ['hidden-content', { catalog: '/OCProperties << /OCGs [] >>' }],
  'a drawing that shows when a layer is off': [
    'hidden-content',
    {
      ...layers(''),
      page: '/Resources << /XObject << /X 5 0 R >> >>',
      objects: ['<< /Type /OCG /Name (L) >>', stream('/OC << /Type /OCMD /OCGs [4 0 R] /P /AllOff >>')],
    },
  ],
  'an annotation by an expression of layers': [
    'hidden-content',
    { ...layers(''), ...annotation('/Subtype /Stamp /OC << /Type /OCMD /VE [/Not 4 0 R] >>') },
  ],
  'an annotation in a layer that nobody lists': [
    'hidden-content',
    { ...annotation('/Subtype /Stamp /OC 4 0 R'), objects: ['<< /Type /OCG /Name (L) >>'] },
  ],
  'a picture with another for the printer': [
    'hidden-content',
    drawing('/Subtype /Image /Alternates [<< >>]'),
  ],
  'a script on opening': ['script', { catalog: '/OpenAction << /S /JavaScript /JS (x) >>' }],
  'a script among the names': [
    'script',
    { catalog: '/Names << /JavaScript << /Names [(a) << /S /JavaScript >>] >> >>' },
  ],
  'a script behind a link': ['script', link('<< /S /JavaScript /JS (x) >>')],
  'a script after a link': [
    'script',
    link('<< /S /URI /URI (https://example.test) /Next [<< /S /JavaScript >>] >>'),
  ],
  'a script in a field': [
    'script',
    { catalog: '/AcroForm << /Fields [<< /FT /Tx /AA << /K << /S /JavaScript /JS (x) >> >> >>] >>' },
  ],
  'a script in the bookmarks': [
    'script',
    { catalog: '/Outlines << /First << /A << /S /JavaScript /JS (x) >> >> >>' },
  ],
  'a script whose kind stands elsewhere': ['script', { ...link('<< /S 4 0 R >>'), objects: ['/JavaScript'] }],
  'a web page that opens by itself': [
    'automatic-action',
    { catalog: '/OpenAction << /S /URI /URI (https://example.test) >>' },
  ],
  'an action when the page is opened': [
    'automatic-action',
    { page: '/AA << /O << /S /GoTo /D [3 0 R /Fit] >> >>' },
  ],
  'an action before printing': ['automatic-action', { catalog: '/AA << /WP << /S /Named /N /Print >> >>' }],
  'an action when the mouse comes': [
    'automatic-action',
    annotation('/Subtype /Link /AA << /E << /S /URI >> >>'),
  ],
  'a program': ['outside-action', link('<< /S /Launch /F (calc.exe) >>')],
  'a form that is sent': ['outside-action', link('<< /S /SubmitForm /F (https://example.test) >>')],
  'another document': ['outside-action', link('<< /S /GoToR /F (other.pdf) /D [0 /Fit] >>')],
  'an attached document': ['outside-action', link('<< /S /GoToE /D [0 /Fit] >>')],
  'something that is played': ['outside-action', link('<< /S /Rendition /OP 0 >>')],
  'something that hides': ['outside-action', link('<< /S /Hide /T (x) >>')],
  'layers that are switched': ['outside-action', link('<< /S /SetOCGState /State [/OFF] >>')],
  'an action that nobody knows': ['outside-action', link('<< /S /Surprise >>')],
  'a command of the viewer': ['outside-action', link('<< /S /Named /N /SaveAs >>')],
  'a script as an address': ['outside-action', link('<< /S /URI /URI (java\\nscript:x) >>')],
  'a file as an address': ['outside-action', link('<< /S /URI /URI (FILE:///etc/passwd) >>')],
  'a base that makes addresses scripts': ['outside-action', { catalog: '/URI << /Base (javascript:) >>' }],
  'content that lies in another file': [
    'outside-content',
    { page: '/Contents 4 0 R', objects: [stream('/F (other.bin)')] },
  ],
  'a page of another document': [
    'outside-content',
    drawing('/Subtype /Form /Ref << /F (other.pdf) /Page 0 >>'),
  ],
  'a picture for the printer elsewhere': ['outside-content', drawing('/Subtype /Image /OPI << >>')],
  'a film': ['moving-content', annotation('/Subtype /Movie')],
  'a three-dimensional model': ['moving-content', annotation('/Subtype /3D')],
  'a screen': ['moving-content', annotation('/Subtype /Screen')],
  'rich media': ['moving-content', annotation('/Subtype /RichMedia')],
  'a form of XFA': ['xfa-form', { catalog: '/AcroForm << /Fields [] /XFA [] >>' }],
  'a form that is drawn anew': ['xfa-form', { catalog: '/NeedsRendering true' }],
  'certified: no changes': ['author-forbids-changes', certified('/TransformParams << /P 1 >>')],
  'certified with a level that there is not': [
    'author-forbids-changes',
    certified('/TransformParams << /P 7 >>'),
  ],
  'certified with a level that stands elsewhere': [
    'author-forbids-changes',
    {
      catalog: '/Perms 5 0 R',
      objects: [...certified('/TransformParams << /P 6 0 R >>').objects, '<< /DocMDP 4 0 R >>', '1'],
    },
  ],
  'certified without terms': ['author-forbids-changes', { catalog: '/Perms << /DocMDP << /Type /Sig >> >>' }],
  'no changes by a signature alone': [
    'author-forbids-changes',
    signedField('', '/Reference [<< /TransformMethod /DocMDP /TransformParams << /P 1 >> >>]'),
  ],
  'no changes by the lock of a signed field': [
    'author-forbids-changes',
    signedField('/Lock << /Action /Include /Fields [] /P 1 >>'),
  ],
  'all fields locked': ['author-locked-fields', fieldMdp('/Action /All')],
  'all fields locked but others': ['author-locked-fields', fieldMdp('/Action /Exclude /Fields [(Name)]')],
  'the next field locked': ['author-locked-fields', fieldMdp('/Action /Include /Fields [(Signature1)]')],
  'a lock that nobody knows': ['author-locked-fields', fieldMdp('/Action /Some')],
  'fields locked by a signed field': ['author-locked-fields', signedField('/Lock << /Action /All >>')],
  'rights that a program has given': ['usage-rights', { catalog: '/Perms << /UR3 << /Type /Sig >> >>' }],
  'rights of an older kind': ['usage-rights', { catalog: '/Perms << /UR << /Type /Sig >> >>' }],
  'a permission that nobody knows': ['usage-rights', { catalog: '/Perms << /New << >> >>' }],
};

for (const [what, [code, options]] of Object.entries(REFUSED)) {
  test(`not signed: ${what}`, () => {
    const pdf = tablePdf(options);
    assert.throws(
      () => demandSignable(openPdf(pdf)),
      (error) => error instanceof PdfError && error.code === code,
    );
    const { certificate } = signer();
    const request = { signerName: 'x', reason: 'x', signingTime: SIGNING_TIME, certificate };
    assert.throws(() => prepareSignature(pdf, request), { code });
  });
}

let made: ReturnType<typeof throwAwaySigner> | undefined;
function signer(): ReturnType<typeof throwAwaySigner> {
  made ??= throwAwaySigner('ec');
  return made;
}

const ORDINARY: Readonly<Record<string, TablePdf>> = {
  'nothing special': {},
  'a link to a web page': link('<< /S /URI /URI (https://example.test/a) >>'),
  'a link to a mail address': link('<< /S /URI /URI (mailto:a@example.test) >>'),
  'a jump to a page': link('<< /S /GoTo /D [3 0 R /Fit] /Next << /S /URI /URI (a.html) >> >>'),
  'a button that turns the page': link('<< /S /Named /N /NextPage >>'),
  'a place to begin at': { catalog: '/OpenAction [3 0 R /Fit]' },
  'a place to begin at, by an action': { catalog: '/OpenAction << /S /GoTo /D [3 0 R /FitH 0] >>' },
  bookmarks: { catalog: '/Outlines << /First << /Title (x) /Dest [3 0 R /Fit] /Next << /Title (y) >> >> >>' },
  'a form': { catalog: '/AcroForm << /Fields [<< /FT /Tx /T (Name) /V (x) >>] >>' },
  'an empty signature field with a lock': {
    catalog: '/AcroForm << /Fields [<< /FT /Sig /T (S) /Lock << /Action /All >> >>] >>',
  },
  'layers that all show': layers('/ON [4 0 R] /Order [4 0 R]'),
  'layers whose use says that they show': layers(
    '/AS [<< /Event /Print /OCGs [4 0 R] /Category [/Print] >>]',
    '/Usage << /CreatorInfo << >> /Print << /Subtype /Print /PrintState /ON >> >>',
  ),
  'structure with attributes and roles': {
    catalog:
      '/StructTreeRoot << /RoleMap << /A /P /AA /P /JS /Span >> /K << /S /Link /A << /O /Layout >> /K 0 >> >>',
  },
  'fonts with odd names': {
    page: '/Resources << /Font << /JS 4 0 R /AA 4 0 R /F 4 0 R /OC 4 0 R >> >>',
    objects: ['<< /Type /Font /Subtype /Type1 >>'],
  },
  'an attached file': {
    catalog: '/Names << /EmbeddedFiles << /Names [(a.xml) << /F (a.xml) /EF << /F 4 0 R >> >>] >> >>',
    objects: [stream('/Type /EmbeddedFile')],
  },
  'an object that says null': { page: '/Thumb 4 0 R', objects: ['null'] },
  'certified, with signatures allowed': certified('/TransformParams << /P 2 >>'),
  'certified, with remarks allowed': certified('/TransformParams << /P 3 >>'),
  'certified without a level, which means 2': certified(''),
  'other fields locked': fieldMdp('/Action /Include /Fields [(Name)]'),
};

for (const [what, options] of Object.entries(ORDINARY)) {
  test(`signed: ${what}`, () => {
    demandSignable(openPdf(tablePdf(options)));
  });
}

test('our own papers, other writers and what is signed already may be signed', async () => {
  const paper = await createPaper({
    title: '証明書',
    language: 'ja',
    kind: 'certificate',
    office: '見本市',
    createdAt: SIGNING_TIME,
  })
    .title('証明書')
    .finish();
  for (const pdf of [streamPdf(), paper]) {
    const once = signPdf(pdf, signer());
    demandSignable(openPdf(signPdf(once, signer())));
  }
});
