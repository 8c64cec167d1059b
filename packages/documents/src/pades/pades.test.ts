import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, test } from 'node:test';
import { signedAttributes } from '@mibun/pki';
import fc from 'fast-check';
import { streamPdf, tablePdf } from '../../testing/sample-pdf.ts';
import type { ThrowAwaySigner } from '../../testing/throw-away-signer.ts';
import { SIGNING_TIME, signPdf, throwAwaySigner } from '../../testing/throw-away-signer.ts';
import { openPdf } from '../pdf/document.ts';
import { array, as, dict, name, withEntries } from '../pdf/objects.ts';
import { appendRevision, nextObjectNumber } from '../pdf/write.ts';
import { embedSignature } from './embed.ts';
import { inspectPdfSignatures } from './inspect.ts';
import { prepareSignature } from './prepare.ts';
import type { PdfSignature } from './types.ts';

let city: ThrowAwaySigner;
let seal: ThrowAwaySigner;
let signed: Uint8Array;

before(() => {
  city = throwAwaySigner('rsa');
  seal = throwAwaySigner('ec', 'Mihon Town');
  signed = signPdf(tablePdf(), city);
});

function only(pdf: Uint8Array): PdfSignature {
  const { signatures, problems } = inspectPdfSignatures(pdf);
  assert.deepEqual(problems, []);
  assert.equal(signatures.length, 1);
  return signatures[0] as PdfSignature;
}

function codes(signature: PdfSignature): string[] {
  return signature.problems.map((problem) => problem.code);
}

test('PAdES baseline B: RSA with SHA-256, everything that was asked for is found again', () => {
  const signature = only(signed);
  assert.deepEqual(signature.problems, []);
  assert.ok(signature.intact && signature.signatureValid && signature.coversWholeFile);
  assert.ok(!signature.changedAfterSigning && !signature.signedAgain);
  assert.equal(signature.subFilter, 'ETSI.CAdES.detached');
  assert.equal(signature.digestAlgorithm, 'sha256');
  assert.equal(signature.name, '見本市長');
  assert.equal(signature.reason, '住民票の写し');
  assert.deepEqual(signature.signingTime, SIGNING_TIME);
  assert.deepEqual(signature.signerCertificate, Uint8Array.from(city.certificate));
});

test('ECDSA P-384 signs with SHA-384', () => {
  const signature = only(signPdf(tablePdf(), seal));
  assert.ok(signature.intact && signature.signatureValid);
  assert.equal(signature.digestAlgorithm, 'sha384');
});

test('a PDF with object streams and a cross-reference stream is signed', () => {
  const signature = only(signPdf(streamPdf(), city));
  assert.ok(signature.intact && signature.signatureValid && signature.coversWholeFile);
});

test('a second signature keeps the first valid and is not a change', () => {
  const { signatures } = inspectPdfSignatures(signPdf(signed, seal));
  assert.equal(signatures.length, 2);
  const [first, second] = signatures;
  assert.ok(first?.intact && first.signatureValid && first.signedAgain);
  assert.ok(!first.coversWholeFile && !first.changedAfterSigning);
  assert.ok(second?.intact && second.signatureValid && second.coversWholeFile);
  assert.deepEqual([first.fieldName, second.fieldName], ['Signature1', 'Signature2']);
});

test('a visible signature puts a stamp on its page and leaves the file signed', () => {
  const appearance = { page: 0, x: 50, y: 60, width: 160, height: 44, lines: ['見本市長', '2026-11-22'] };
  const pdf = signPdf(tablePdf(), city, { appearance });
  assert.ok(only(pdf).signatureValid);
  const document = openPdf(pdf);
  const annotations = as('array', document.pages()[0]?.dict.entries.get('Annots'));
  const widget = document.dictAt(annotations?.items[0]);
  assert.deepEqual(as('array', widget?.entries.get('Rect'))?.items, [50, 738, 210, 782]);
  const missing = { ...appearance, page: 3 };
  assert.throws(() => signPdf(tablePdf(), city, { appearance: missing }), { code: 'no-such-page' });
});

test('EN 319 142-1 §6.3 there is no signing-time attribute', () => {
  const attributes = signedAttributes({ digest: new Uint8Array(32), certificate: city.certificate });
  const signingTime = Buffer.from('06092a864886f70d010905', 'hex');
  assert.equal(Buffer.from(attributes).indexOf(signingTime), -1);
  assert.equal(attributes[0], 0x31);
});

test('the same request gives the same bytes', () => {
  const request = { signerName: 'a', reason: 'b', signingTime: SIGNING_TIME, certificate: city.certificate };
  assert.deepEqual(prepareSignature(tablePdf(), request), prepareSignature(tablePdf(), request));
});

test('the digest is that of everything but the gap', () => {
  const { pdf, byteRange, digest } = prepareSignature(tablePdf(), {
    signerName: 'a',
    reason: 'b',
    signingTime: SIGNING_TIME,
    certificate: city.certificate,
  });
  const [, gapStart, gapEnd, rest] = byteRange;
  assert.equal(gapEnd + rest, pdf.length);
  assert.equal(String.fromCharCode(pdf[gapStart] ?? 0, pdf[gapEnd - 1] ?? 0), '<>');
  const outside = Buffer.concat([pdf.subarray(0, gapStart), pdf.subarray(gapEnd)]);
  assert.deepEqual(Uint8Array.from(digest), Uint8Array.from(createHash('sha256').update(outside).digest()));
});

test('embedSignature refuses a foreign key, foreign attributes, and a chain that does not fit', () => {
  const { certificate } = city;
  const request = { signerName: 'a', reason: 'b', signingTime: SIGNING_TIME, certificate };
  const prepared = prepareSignature(tablePdf(), request);
  const attributes = signedAttributes({ digest: prepared.digest, certificate });
  const good = { certificate, chain: [], signature: city.sign(attributes), signedAttributes: attributes };
  const other = signedAttributes({ digest: new Uint8Array(32), certificate });
  const mismatch = { code: 'certificate-mismatch' };
  assert.throws(() => embedSignature(prepared, { ...good, signature: new Uint8Array(256) }), mismatch);
  assert.throws(
    () => embedSignature(prepared, { ...good, signature: city.sign(other), signedAttributes: other }),
    mismatch,
  );
  assert.throws(() => embedSignature(prepared, { ...good, certificate: seal.certificate }), mismatch);
  const chain = [new Uint8Array(9000)];
  assert.throws(() => embedSignature(prepared, { ...good, chain }), { code: 'signature-too-large' });
});

test('a changed byte anywhere in the signed part is found', () => {
  const [, gapStart, gapEnd] = only(signed).byteRange;
  const outside = fc.nat(signed.length - 1).filter((at) => at < gapStart || at >= gapEnd);
  fc.assert(
    fc.property(outside, fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Uint8Array.from(signed);
      changed[at] = (changed[at] ?? 0) ^ flip;
      const { signatures } = inspectPdfSignatures(changed);
      assert.ok(signatures.every((s) => !s.signatureValid && !s.intact));
    }),
    { numRuns: 150 },
  );
});

test('a changed byte in the signature value, the certificate or the signed attributes is found', () => {
  const { signatureValue = new Uint8Array(), signerCertificate = new Uint8Array() } = only(signed);
  const file = Buffer.from(signed).toString('latin1');
  const messageDigest = Buffer.from('06092a864886f70d010904', 'hex');
  const places = [signatureValue, signerCertificate, messageDigest].map((bytes) => {
    const start = file.indexOf(Buffer.from(bytes).toString('hex'));
    assert.ok(start > 0);
    return fc.integer({ min: start, max: start + 2 * bytes.length - 1 });
  });
  fc.assert(
    fc.property(fc.oneof(...places), (at) => {
      const changed = Uint8Array.from(signed);
      changed[at] = changed[at] === 0x30 ? 0x31 : 0x30;
      assert.ok(inspectPdfSignatures(changed).signatures.every((s) => !s.signatureValid));
    }),
    { numRuns: 100 },
  );
});

/** Appends a revision that sets entries of an object. */
function revise(pdf: Uint8Array, number: number, changes: Parameters<typeof withEntries>[1]): Uint8Array {
  const document = openPdf(pdf);
  const old = as('dict', document.object(number)) ?? dict({});
  return appendRevision(document, [{ number, generation: 0, body: withEntries(old, changes) }]).bytes;
}

test('content changed in a later revision is a change after signing, though the signature stays intact', () => {
  const signature = only(revise(signed, 3, { Rotate: 90 }));
  assert.ok(signature.intact && signature.signatureValid);
  assert.ok(!signature.coversWholeFile && signature.changedAfterSigning);
  assert.ok(codes(signature).includes('changed-after-signing'));
});

test('an annotation that is no signature, laid over a signed page, is a change', () => {
  const document = openPdf(signed);
  const number = nextObjectNumber(document);
  const page = as('dict', document.object(3)) ?? dict({});
  const old = as('array', page.entries.get('Annots'))?.items ?? [];
  const stamp = dict({ Type: name('Annot'), Subtype: name('FreeText'), Rect: array([0, 0, 500, 500]) });
  const { bytes } = appendRevision(document, [
    { number, generation: 0, body: stamp },
    {
      number: 3,
      generation: 0,
      body: withEntries(page, { Annots: array([...old, { kind: 'ref', number, generation: 0 }]) }),
    },
  ]);
  assert.ok(only(bytes).changedAfterSigning);
});

test('validation data of PAdES-LT added later is no change', () => {
  assert.ok(!only(revise(signed, 1, { DSS: dict({ Type: name('DSS') }) })).changedAfterSigning);
});

test('bytes appended after the end make the file unreadable or uncovered, never valid and whole', () => {
  const { signatures, problems } = inspectPdfSignatures(Buffer.concat([signed, Buffer.from('% more\n')]));
  assert.ok(problems.length > 0 || signatures.every((s) => !s.coversWholeFile));
});

test('a byte range whose gap is wider than the signature is refused (wrapping attack)', () => {
  const { byteRange } = only(signed);
  const [, start, end, rest] = byteRange;
  const text = Buffer.from(signed).toString('latin1');
  const from = `[0 ${[start, end, rest].map((n) => String(n).padEnd(10)).join(' ')}]`;
  const to = `[0 ${[start - 20, end + 20, rest - 20].map((n) => String(n).padEnd(10)).join(' ')}]`;
  assert.ok(text.includes(from));
  const signature = only(Buffer.from(text.replace(from, to), 'latin1'));
  assert.ok(codes(signature).includes('byte-range'));
  assert.ok(!signature.intact && !signature.signatureValid);
});

test('a signature moved from another document is not valid here', () => {
  const request = { signerName: 'a', reason: 'b', signingTime: SIGNING_TIME, certificate: city.certificate };
  const here = prepareSignature(tablePdf({ objects: ['(other)'] }), request);
  const [, gapStart, gapEnd] = only(signed).byteRange;
  const forged = Uint8Array.from(here.pdf);
  forged.set(signed.subarray(gapStart, gapEnd), here.byteRange[1]);
  const signature = only(forged);
  assert.ok(!signature.intact && !signature.signatureValid);
  assert.ok(codes(signature).includes('digest-mismatch'));
});

test('hostile input never throws', () => {
  for (const input of ['', '%PDF-', '%PDF-1.7\nstartxref\n0\n%%EOF', '%PDF-1.7\nstartxref\n9\n%%EOF']) {
    const { signatures, problems } = inspectPdfSignatures(Buffer.from(input));
    assert.deepEqual(signatures, []);
    assert.equal(problems.length, 1);
  }
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(signed.length - 1), fc.uint8Array({ maxLength: 6 })), { maxLength: 6 }),
      (edits) => {
        const damaged = Buffer.from(signed);
        for (const [at, bytes] of edits) damaged.set(bytes.subarray(0, damaged.length - at), at);
        inspectPdfSignatures(damaged);
      },
    ),
    { numRuns: 150 },
  );
});

test('containers that nest absurdly or are no CMS are problems', () => {
  const [, gapStart] = only(signed).byteRange;
  for (const junk of ['3080'.repeat(1200), '30820fff', 'ff'.repeat(100)]) {
    const damaged = Buffer.from(signed);
    damaged.write(junk, gapStart + 1, 'latin1');
    const signature = only(damaged);
    assert.ok(!signature.signatureValid);
    assert.ok(signature.problems.length > 0);
  }
});
