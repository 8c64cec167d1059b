import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileCustody, PkiError, type PkiErrorCode } from '@mibun/pki';
import { CommandError } from './output.ts';
import { calm } from './start.ts';

test('two first starts that make the same key at once: the second is told in one line to let the first one finish', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'mibun-start-'));
  try {
    const open = () =>
      fileCustody({
        directory,
        passphrase: 'x',
        random: (size: number) => new Uint8Array(randomBytes(size)),
        costLog2: 4,
      });
    const [one, two] = [open(), open()];
    const made = await Promise.allSettled(
      [one, two].map((custody) => custody.create('ca-signature-1', 'ec-p384')),
    );
    const late = made.find((result) => result.status === 'rejected');
    assert.ok(late?.status === 'rejected', 'one of them is late');
    const said = calm(late.reason);
    assert.ok(said instanceof CommandError);
    assert.match(said.message, /^ca-signature-1 exists and is never overwritten$/);
    assert.match(said.hint ?? '', /let it finish and start again/);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

test('what is wrong with key custody is said in one line with what to do', () => {
  const codes: readonly PkiErrorCode[] = [
    'custody-unavailable',
    'key-exists',
    'key-damaged',
    'passphrase-wrong',
  ];
  for (const code of codes) {
    const said = calm(new PkiError(code, 'as it is'));
    assert.ok(said instanceof CommandError && said.hint, code);
  }
  const fault = new PkiError('der-value', 'a fault of ours');
  assert.equal(calm(fault), fault, 'keeps its trace');
});
