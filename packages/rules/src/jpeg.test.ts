import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { draftJpeg } from '../testing/jpeg.ts';
import { inspectJpeg } from './jpeg.ts';

function reasonOf(bytes: Uint8Array): string {
  const inspection = inspectJpeg(bytes);
  return inspection.ok ? 'ok' : inspection.reason;
}

// 16 × 24 grey pixels by libjpeg-turbo (sharp 0.35.5), progressive.
const REAL_PROGRESSIVE = Uint8Array.from(
  atob(
    '/9j/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6/+b9//j/wgALCAAYABABAREA/8QAFgABAQEAAAAAAAAAAAAAAAAAAAIB/9oACAEBAAAAAcUl/8QAFhABAQEAAAAAAAAAAAAAAAAAACIx/9oACAEBAAEFApY1SWP/xAAXEAADAQAAAAAAAAAAAAAAAAAAEEFR/9oACAEBAAY/Ao9Iv//EABwQAAICAwEBAAAAAAAAAAAAAAERAIEhcdFRMf/aAAgBAQABPyFEMJpdnoIipZ3yIPj0cRDCaXZ6CIqf/9oACAEBAAAAEAP/xAAcEAEAAgIDAQAAAAAAAAAAAAABABEhkTFBwVH/2gAIAQEAAT8QAgLfI9KI2Qvd20DGs8aUUg0CYPK+MNpAIC3yPSiNkL3dtAz/2Q==',
  ),
  (char) => char.charCodeAt(0),
);

test('T.81 a progressive file of a real encoder', () => {
  assert.deepEqual(inspectJpeg(REAL_PROGRESSIVE), {
    ok: true,
    width: 16,
    height: 24,
    components: 1,
    progressive: true,
    truncated: false,
  });
});

test('T.81 §B.2 the frame header is read past fill bytes, comments, stuffing and restarts', () => {
  assert.deepEqual(inspectJpeg(draftJpeg({ width: 600, height: 4000, components: 4 })), {
    ok: true,
    width: 600,
    height: 4000,
    components: 4,
    progressive: false,
    truncated: false,
  });
});

test('bytes that phones append after the end are ignored', () => {
  const whole = draftJpeg({ width: 480, height: 480 });
  assert.equal(reasonOf(Uint8Array.from([...whole, 1, 2, 3, 0xff, 0xd8])), 'ok');
});

test('a JPEG cut anywhere is never taken for whole', () => {
  for (const whole of [draftJpeg({ width: 480, height: 480, size: 200 }), REAL_PROGRESSIVE]) {
    for (let length = 0; length < whole.length; length++) {
      const expected = length < 3 ? 'not-jpeg' : 'truncated';
      assert.equal(reasonOf(whole.subarray(0, length)), expected, `cut at ${length}`);
    }
  }
});

test('other kinds of JPEG are named unsupported', () => {
  assert.equal(reasonOf(draftJpeg({ width: 480, height: 480, precision: 12 })), 'unsupported');
  for (const frameMarker of [0xc3, 0xc5, 0xc7, 0xc9, 0xcf]) {
    assert.equal(reasonOf(draftJpeg({ width: 480, height: 480, frameMarker })), 'unsupported');
  }
  for (const frameMarker of [0xc1, 0xc2]) {
    assert.equal(reasonOf(draftJpeg({ width: 480, height: 480, frameMarker })), 'ok');
  }
});

test('a file without frame, without scan, or of no size is damaged', () => {
  assert.equal(reasonOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)), 'damaged');
  assert.equal(reasonOf(draftJpeg({ width: 480, height: 0 })), 'damaged');
  assert.equal(reasonOf(draftJpeg({ width: 0, height: 480 })), 'damaged');
  assert.equal(reasonOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xfe, 0, 1)), 'damaged');
  assert.equal(reasonOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xfe, 0, 2, 0x41, 0x42)), 'damaged');
});

test('property: hostile bytes never throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      inspectJpeg(bytes);
      assert.notEqual(inspectJpeg(Uint8Array.from([0xff, 0xd8, 0xff, ...bytes])), undefined);
    }),
  );
});
