import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemRandom } from '../../platform/index.ts';
import { formatPaperSerial, newPaperSerial, normalisePaperSerial } from './paper-serial.ts';

test('KSK-07 a serial survives being printed and typed by hand', () => {
  const serial = newPaperSerial(systemRandom);
  assert.match(serial, /^[0-9A-HJKMNP-TV-Z]{16}$/);
  const printed = formatPaperSerial(serial);
  assert.match(printed, /^(\w{4}-){3}\w{4}$/);
  assert.equal(normalisePaperSerial(printed), serial);
  assert.equal(normalisePaperSerial(` ${printed.toLowerCase().replaceAll('-', ' ')} `), serial);
});

test('KSK-07 letters that look like digits, and full width, are read as what was printed', () => {
  assert.equal(normalisePaperSerial('７k3m-9qxt-4wkd-o2bl'), '7K3M9QXT4WKD02B1');
});
