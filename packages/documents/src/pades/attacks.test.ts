import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { ATTACKS } from '../../testing/attacks/attacks.ts';
import {
  append,
  counterSign,
  edited,
  FIELD,
  STAMP,
  stream,
  victim,
  WHOLE,
} from '../../testing/attacks/victim.ts';
import type { ThrowAwaySigner } from '../../testing/throw-away-signer.ts';
import { signPdf, throwAwaySigner } from '../../testing/throw-away-signer.ts';
import { inspectPdfSignatures } from './inspect.ts';
import type { PdfSignature } from './types.ts';

// Everything that is known of attacks on signed PDFs (shadow, overlay, certification), made by attacks/ on one contract.

let author: ThrowAwaySigner;
let other: ThrowAwaySigner;

before(() => {
  author = throwAwaySigner('rsa', 'Author');
  other = throwAwaySigner('rsa', 'Somebody Else');
});

function first(pdf: Uint8Array): PdfSignature {
  const { signatures, problems } = inspectPdfSignatures(pdf);
  const found = signatures.find(({ fieldName }) => fieldName === 'author');
  return found ?? signatures[0] ?? assert.fail(`no signature: ${problems.map(({ detail }) => detail)}`);
}

for (const {
  name,
  attack,
  before: how,
  answer = 'changed',
  marks,
  breaksPermission,
  unreadable,
} of ATTACKS) {
  test(`ISO 32000-2 §12.8 ${name}: ${unreadable ? 'unreadable' : answer}`, async () => {
    const target = await victim(author, other, how);
    const untouched = first(target.signed);
    assert.ok(untouched.signatureValid);
    assert.deepEqual([untouched.later.answer, untouched.permission?.kept ?? true], ['unchanged', true]);
    const attacked = await attack(target);
    assert.ok(
      Buffer.from(attacked).subarray(0, target.signed.length).equals(target.signed),
      'signed bytes stay',
    );
    if (unreadable) {
      assert.deepEqual(inspectPdfSignatures(attacked).signatures, []);
      return;
    }
    const signature = first(attacked);
    const said = JSON.stringify(signature.later);
    assert.ok(signature.intact && signature.signatureValid, 'only the comparison can tell');
    assert.equal(signature.later.answer, answer, said);
    assert.equal(signature.changedAfterSigning, answer === 'changed');
    if (answer === 'changed') assert.ok(signature.later.changes.length > 0);
    else assert.ok(signature.later.additions.length > 0);
    for (const page of marks ?? []) {
      assert.ok(
        signature.later.additions.some((one) => one.kind === 'visible-mark' && one.page === page),
        said,
      );
    }
    if (how?.certified !== undefined || breaksPermission) {
      assert.equal(signature.permission?.kept, !breaksPermission, said);
    }
  });
}

/** What an honest later party does: nothing of it changes what was signed. */
const HONEST: readonly {
  readonly name: string;
  readonly before?: Parameters<typeof victim>[2];
  readonly added: readonly string[];
  readonly later: (signed: Uint8Array) => Uint8Array | Promise<Uint8Array>;
}[] = [
  {
    name: 'our own second signature',
    before: { objects: WHOLE },
    added: ['signature'],
    later: (signed) => signPdf(signed, other),
  },
  {
    name: 'our own second signature with its stamp',
    before: { objects: WHOLE },
    added: ['signature', 'visible-mark'],
    later: (signed) =>
      signPdf(signed, other, {
        appearance: { page: 1, x: 300, y: 700, width: 190, height: 44, lines: ['x'] },
      }),
  },
  {
    name: 'three signatures on top of each other',
    before: { objects: WHOLE },
    added: ['signature', 'signature', 'signature'],
    later: (signed) => signPdf(signPdf(signPdf(signed, other), author), other),
  },
  {
    name: 'our own second signature on a file with object streams',
    before: { form: 'packed', objects: WHOLE },
    added: ['signature'],
    later: (signed) => signPdf(signed, other),
  },
  {
    name: 'a document time stamp',
    added: ['document-time-stamp'],
    later: (signed) => counterSign(signed, other, { kind: 'time-stamp' }),
  },
  {
    name: 'a field and its widget as two objects',
    added: ['signature'],
    later: (signed) =>
      counterSign(signed, other, {
        field: '/FT /Sig /T (later) /V 151 0 R /Kids [153 0 R]',
        annots: '153 0 R',
        objects: { 153: '<< /Type /Annot /Subtype /Widget /Parent 150 0 R /Rect [0 0 0 0] /F 132 >>' },
      }),
  },
  {
    name: 'a signature in a group of fields',
    added: ['signature'],
    later: (signed) =>
      counterSign(signed, other, {
        field: `${FIELD} /Parent 34 0 R`,
        fields: '',
        objects: edited(signed, 34, '[37 0 R]', '[37 0 R 150 0 R]'),
      }),
  },
  {
    name: 'a widget outside the page',
    added: ['signature'],
    later: (signed) => counterSign(signed, other, { field: FIELD.replace('[0 0 0 0]', '[-50 -50 -10 -10]') }),
  },
  {
    name: 'a signature with fonts of its own in the form',
    added: ['signature'],
    later: (signed) => counterSign(signed, other, { objects: { 10: formWith(signed) } }),
  },
  {
    name: 'validation data',
    added: ['validation-data'],
    later: (signed) =>
      append(signed, {
        ...edited(signed, 1, '/Type', '/DSS 150 0 R /Type'),
        150: '<< /Type /DSS /Certs [151 0 R] >>',
        151: DER,
      }),
  },
  {
    name: 'validation data brought up to date in place, twice',
    added: ['validation-data', 'validation-data', 'validation-data'],
    later: (signed) => {
      const key = 'AB'.repeat(20);
      const once = append(signed, {
        ...edited(signed, 1, '/Type', '/DSS 150 0 R /Type'),
        150: '<< /Certs 152 0 R >>',
        151: DER,
        152: '[151 0 R]',
      });
      const twice = append(once, { 152: '[151 0 R 153 0 R]', 153: DER });
      return append(twice, {
        150: `<< /Certs 152 0 R /VRI << /${key} << /Cert [151 0 R] /TU (D:20260101000000Z) >> >> >>`,
      });
    },
  },
  {
    name: 'a date of change and a program in the document information',
    added: ['metadata'],
    later: (signed) =>
      append(signed, { 28: '<< /Title (Contract) /Producer (Reader) /ModDate (D:20261201000000Z) >>' }),
  },
  {
    name: 'the document information in another object',
    added: ['metadata'],
    later: (signed) =>
      append(
        signed,
        { 150: '<< /Title (Contract) /Producer (Reader) >>' },
        { trailer: '/Root 1 0 R /Info 150 0 R' },
      ),
  },
  {
    name: 'XMP brought up to date',
    added: ['metadata'],
    later: (signed) =>
      append(signed, { 25: stream('<x:xmpmeta>2</x:xmpmeta>', '/Type /Metadata /Subtype /XML') }),
  },
  {
    name: 'a newer version and a developer extension',
    added: ['metadata'],
    later: (signed) =>
      append(
        signed,
        edited(
          signed,
          1,
          '/Type',
          '/Version /2.0 /Extensions << /ESIC << /BaseVersion /1.7 /ExtensionLevel 5 >> >> /Type',
        ),
      ),
  },
  {
    name: 'a file that is saved once more',
    added: ['no-effect'],
    later: (signed) => append(signed, { 150: '(nothing)' }),
  },
  {
    name: 'the whole way to the archive: data, metadata, time stamp, after a certification that permits no changes',
    before: { certified: 1 },
    added: ['validation-data', 'metadata', 'document-time-stamp'],
    later: (signed) => {
      const data = append(signed, {
        ...edited(signed, 1, '/Type /Catalog', '/DSS 150 0 R /Type /Catalog'),
        150: '<< /Type /DSS /Certs [151 0 R] >>',
        151: DER,
        28: '<< /Title (Contract) /Producer (Archive) /ModDate (D:20261201000000Z) >>',
      });
      return counterSign(data, other, { kind: 'time-stamp', base: 180 });
    },
  },
];

const DER = stream(String.fromCharCode(0x30, 3, 2, 1, 5));

/** The form with a font that only the new field uses, as poppler writes it. */
function formWith(signed: Uint8Array): string {
  const font = '/Font <</popplerfont 9 0 R ';
  const [text = ''] = Object.values(edited(signed, 10, '/Font <<', font));
  return text.replace(/\/Fields \[([^\]]*)\]/, '/Fields [$1 150 0 R]');
}

for (const { name, before: how, added, later } of HONEST) {
  test(`ISO 32000-2 §12.8 ${name} leaves a signature as it is, and is told`, async () => {
    const { signed } = await victim(author, other, how);
    const pdf = await later(signed);
    const { signatures, timeStamps, problems } = inspectPdfSignatures(pdf);
    const signature = first(pdf);
    assert.deepEqual(problems, []);
    assert.equal(signature.later.answer, 'added', JSON.stringify(signature.later));
    assert.deepEqual(
      signature.later.additions.map(({ kind }) => kind),
      added,
    );
    assert.equal(signature.permission?.kept ?? true, true);
    for (const one of [...signatures, ...timeStamps]) assert.notEqual(one.later.answer, 'changed');
    assert.ok(
      signatures.every(({ signatureValid }) => signatureValid) && timeStamps.every(({ intact }) => intact),
    );
  });
}

test('a document time stamp is no signature that nobody can read', async () => {
  const { signed } = await victim(author, other);
  const { signatures, timeStamps } = inspectPdfSignatures(
    await counterSign(signed, other, { kind: 'time-stamp' }),
  );
  assert.deepEqual([signatures.length, timeStamps.length], [1, 1]);
  assert.ok(timeStamps[0]?.coversWholeFile && timeStamps[0].intact);
  const two = inspectPdfSignatures(await counterSign(signed, other, { field: STAMP }));
  assert.deepEqual([two.signatures.length, two.timeStamps.length], [2, 0]);
});

test('two fields that show one signature are told', async () => {
  const { signed } = await victim(author, other);
  const value = /\/V (\d+) 0 R/.exec(signed.toString().slice(-2000))?.[1];
  const number = Number(
    value ?? [.../\/V (\d+) 0 R/g[Symbol.matchAll](Buffer.from(signed).toString('latin1'))].at(-1)?.[1],
  );
  const pdf = append(signed, {
    ...edited(signed, 10, /\/Fields \[/, '/Fields [150 0 R '),
    150: `<< /FT /Sig /T (again) /V ${number} 0 R >>`,
  });
  assert.equal(inspectPdfSignatures(pdf).problems.length, 1);
});

test('a document in circles and of great depth is compared in bounded time', async () => {
  const objects: Record<number, string> = { 23: '<< /Title (x) /Parent 20 0 R /Next 1000 0 R >>' };
  for (let n = 1000; n < 9000; n++)
    objects[n] = `<< /Title (x) /Prev ${n - 1} 0 R /Next ${n + 1} 0 R /Kids [${n + 1} 0 R [[[23 0 R]]]] >>`;
  objects[9000] = '<< /Next 23 0 R /Parent 1 0 R >>';
  const target = await victim(author, other, { objects });
  assert.equal(first(append(target.signed, { 150: '(x)' })).later.answer, 'added');
  const deep = first(append(target.signed, { 9000: '<< /Next 24 0 R /Parent 1 0 R >>' }));
  assert.equal(deep.later.answer, 'changed');
});

test('there are more than sixty attacks, and no two of one name', () => {
  assert.ok(ATTACKS.length >= 60);
  assert.equal(new Set(ATTACKS.map(({ name }) => name)).size, ATTACKS.length);
});
