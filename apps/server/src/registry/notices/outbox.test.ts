import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { ConfigurationError } from '../../platform/index.ts';
import { demandOutbox, outboxIn } from './index.ts';

describe('the folder from which letters are posted', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mibun-letters-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('a letter is there whole, for its owner alone, and once', () => {
    const outbox = outboxIn(folder);
    for (const text of ['first', 'again']) outbox.put('98101-application-form-1.pdf', Buffer.from(text));
    assert.deepEqual(readdirSync(folder), ['98101-application-form-1.pdf']);
    const letter = join(folder, '98101-application-form-1.pdf');
    assert.equal(readFileSync(letter, 'utf8'), 'again');
    assert.equal(statSync(letter).mode & 0o777, 0o600);
  });

  test('a folder that is missing, no folder, or open to everybody stops the start, with what to do', () => {
    const problemOf = (path: string) => {
      try {
        demandOutbox(path);
        return 'none';
      } catch (error) {
        assert.ok(error instanceof ConfigurationError, String(error));
        return error.problems.join();
      }
    };
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'open'));
    chmodSync(join(folder, 'open'), 0o755);
    assert.match(problemOf(join(folder, 'nowhere')), /^MIBUN_LETTERS .* cannot be opened: make the folder/);
    assert.match(problemOf(join(folder, 'file')), /^MIBUN_LETTERS .* is no folder/);
    assert.match(problemOf(join(folder, 'open')), /^MIBUN_LETTERS is open to everybody: chmod 700/);
    assert.equal(problemOf(folder), 'none');
    demandOutbox(undefined);
  });
});
