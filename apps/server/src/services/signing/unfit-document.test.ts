import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type TablePdf, tablePdf } from '@mibun/documents/testing/sample-pdf';
import {
  completeWith,
  openSigningBench,
  prepareWith,
  type SigningBench,
  type TestCard,
} from '../../../testing/signing.ts';
import { tables } from '../../platform/index.ts';
import { unfitDocumentErrors } from './unfit-document.ts';

let bench: SigningBench;
let hanako: TestCard;

before(async () => {
  bench = await openSigningBench();
  hanako = await bench.card('person-hanako');
});
after(() => bench.close());

const link = (action: string) => `/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A ${action} >>]`;
const locked = '<< /TransformMethod /FieldMDP /TransformParams << /Action /All >> >>';
const SAMPLES: Readonly<Record<keyof typeof unfitDocumentErrors, TablePdf>> = {
  DOCUMENT_REFERS_TO_NOTHING: { page: '/Resources << /XObject << /X 6 0 R >> >>' },
  DOCUMENT_HIDES_CONTENT: {
    catalog: '/OCProperties << /OCGs [4 0 R] /D << /OFF [4 0 R] >> >>',
    objects: ['<< /Type /OCG /Name (L) >>'],
  },
  DOCUMENT_HAS_SCRIPT: { catalog: '/OpenAction << /S /JavaScript /JS (x) >>' },
  DOCUMENT_ACTS_BY_ITSELF: { page: '/AA << /O << /S /GoTo /D [3 0 R /Fit] >> >>' },
  DOCUMENT_ACTS_OUTSIDE: { page: link('<< /S /Launch /F (x) >>') },
  DOCUMENT_CONTENT_ELSEWHERE: {
    page: '/Contents 4 0 R',
    objects: ['<< /F (x) /Length 0 >>\nstream\n\nendstream'],
  },
  DOCUMENT_HAS_MEDIA: { page: '/Annots [<< /Subtype /Movie /Rect [0 0 9 9] >>]' },
  DOCUMENT_DYNAMIC_FORM: { catalog: '/AcroForm << /Fields [] /XFA [] >>' },
  DOCUMENT_AUTHOR_FORBIDS_CHANGES: {
    catalog: '/Perms << /DocMDP 4 0 R >>',
    objects: ['<< /Type /Sig /Reference [<< /TransformMethod /DocMDP /TransformParams << /P 1 >> >>] >>'],
  },
  DOCUMENT_AUTHOR_LOCKED_FIELDS: {
    catalog: `/AcroForm << /Fields [<< /FT /Sig /T (A) /V << /Reference [${locked}] >> >>] >>`,
  },
  DOCUMENT_USAGE_RIGHTS: { catalog: '/Perms << /UR3 << /Type /Sig >> >>' },
};

for (const [code, options] of Object.entries(SAMPLES)) {
  test(`what is refused with ${code} is refused at the upload, and says in both languages what to do`, async () => {
    const visitor = await bench.visitor('person-hanako');
    const refused = await visitor.upload(tablePdf(options));
    assert.equal(refused.code, code);
    const { title, next } = unfitDocumentErrors[code as keyof typeof SAMPLES]().definition;
    for (const words of [title, next]) {
      assert.match(words.ja, /\p{Script=Han}.*。$/u);
      assert.match(words.en, /^[A-Z].*\.$/);
    }
  });
}

test('what a later check would refuse is refused when it is prepared and when it is completed, too', async () => {
  const visitor = await bench.visitor('person-hanako');
  const { ceremonyId } = (await visitor.upload(tablePdf())).body;
  const { toBeSigned } = (await prepareWith(visitor, ceremonyId, hanako)).body;
  const signature = hanako.sign(Buffer.from(toBeSigned, 'base64'));
  // As if the document had been taken in before the rule was there.
  await bench.platform.database.transaction((tx) =>
    tables<{ cardSignatureFiles: { ceremony: string; bytes: Uint8Array } }>(tx)
      .updateTable('cardSignatureFiles')
      .set({ bytes: tablePdf(SAMPLES.DOCUMENT_HAS_SCRIPT) })
      .where('ceremony', '=', ceremonyId)
      .execute(),
  );
  const completed = await completeWith(visitor, ceremonyId, signature);
  assert.equal(completed.code, 'DOCUMENT_HAS_SCRIPT');
  const prepared = await prepareWith(visitor, ceremonyId, hanako);
  assert.equal(prepared.code, 'DOCUMENT_HAS_SCRIPT');
});

test('a document that may not be signed can still be verified', async () => {
  const { status, body } = await bench.verify(tablePdf(SAMPLES.DOCUMENT_HAS_SCRIPT));
  assert.deepEqual([status, body.overall], [200, 'no-signature']);
});
