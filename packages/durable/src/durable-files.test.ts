import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CrashingDisk, PowerCut } from '../testing/crashing-disk.ts';
import { moveDurably, writeDurably } from './durable-files.ts';

const OLD = Buffer.from('what the card knew');
const NEW = Buffer.from('what the card has learned, which is longer');
const PATH = '/tray/wallet/1.card';

/** Runs `work` on a disk whose power goes after 0, 1, 2 … calls, and then to its end. */
function atEveryCut(files: Readonly<Record<string, Uint8Array>>, work: (disk: CrashingDisk) => void) {
  const runs: { readonly disk: CrashingDisk; readonly finished: boolean }[] = [];
  for (let calls = 0; ; calls++) {
    const disk = new CrashingDisk(files, calls);
    try {
      work(disk);
      return [...runs, { disk, finished: true }];
    } catch (error) {
      assert.ok(error instanceof PowerCut);
      runs.push({ disk, finished: false });
    }
  }
}

const texts = (disk: CrashingDisk, path: string) =>
  disk.possible(path).map((found) => (typeof found === 'string' ? found : Buffer.from(found).toString()));

test('wherever the power goes while a file is replaced, the old or the new one is there, whole', () => {
  const runs = atEveryCut({ [PATH]: OLD }, (disk) => writeDurably(PATH, NEW, disk));
  assert.ok(runs.length > 8);
  for (const { disk, finished } of runs) {
    const wanted = finished ? [NEW.toString()] : [OLD.toString(), NEW.toString()];
    for (const found of texts(disk, PATH))
      assert.ok(wanted.includes(found), `${disk.log.join(', ')}: ${found}`);
  }
});

test('wherever the power goes while a first file is written, there is none or the whole one', () => {
  for (const { disk, finished } of atEveryCut({}, (disk) => writeDurably(PATH, NEW, disk))) {
    const wanted = finished ? [NEW.toString()] : ['nothing', NEW.toString()];
    for (const found of texts(disk, PATH)) assert.ok(wanted.includes(found), disk.log.join(', '));
  }
});

test('a card that is moved is on the platter at its new place before its old one is given up', () => {
  const to = '/tray/returned/1.card';
  const runs = atEveryCut({ [PATH]: OLD }, (disk) => moveDurably(PATH, to, disk));
  const finished = runs.at(-1);
  assert.ok(finished?.finished);
  assert.deepEqual(texts(finished.disk, to), [OLD.toString(), OLD.toString()]);
  assert.deepEqual(texts(finished.disk, PATH), ['nothing', 'nothing']);
  for (const { disk } of runs) {
    const afterwards = [texts(disk, PATH)[1], texts(disk, to)[1]];
    assert.ok(afterwards.includes(OLD.toString()), disk.log.join(', '));
  }
});

test('a write that fails leaves the old file and no unfinished one', () => {
  class FullDisk extends CrashingDisk {
    override writeSync(): number {
      throw new Error('ENOSPC');
    }
  }
  const disk = new FullDisk({ [PATH]: OLD });
  assert.throws(() => writeDurably(PATH, NEW, disk), /ENOSPC/);
  assert.deepEqual(texts(disk, PATH), [OLD.toString(), OLD.toString()]);
  assert.deepEqual(texts(disk, `${PATH}.${process.pid}.tmp`), ['nothing', 'nothing']);
});
