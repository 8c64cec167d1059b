import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCorrelation, writeCorrelation } from './metadata.ts';

const correlation = {
  requestId: 'kiosk-7K3M9QXT4WKD02BF',
  subjectRef: 'a'.repeat(43),
  paperSerial: '7K3M9QXT4WKD02BF',
};

test('KSK-09 request, subject and serial are read back from the sealed metadata', () => {
  assert.deepEqual(readCorrelation(writeCorrelation('住民票の写し', correlation)), correlation);
});

test('KSK-09 anything but exactly that form names nobody', () => {
  const good = writeCorrelation('住民票の写し', correlation);
  for (const bad of [
    undefined,
    '',
    '住民票の写し',
    `${good} `,
    `${good}\n${good}`,
    good.replace('subject=', 'subject= '),
    good.replace('| request', '| request=x | request'),
    good.replace('a'.repeat(43), 'a'.repeat(42)),
  ]) {
    assert.equal(readCorrelation(bad), undefined, String(bad));
  }
});
