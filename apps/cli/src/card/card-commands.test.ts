import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { readCertificate } from '@mibun/pki';
import { openVpcdReader } from '@mibun/reader';
import { CommandError } from '../output.ts';
import { sendApdus } from './apdu.ts';
import { DESCRIPTION_EXAMPLE, readDescription } from './apps/description.ts';
import { readApp } from './apps/files.ts';
import { confirmApp, refuseApp, updateApp } from './apps/manage.ts';
import { openCardBox } from './card-box.ts';
import { calm } from './errors.ts';
import { insertCard, untilAsked } from './insert.ts';
import { announce, askToLeave, follow, insertions } from './insertion.ts';
import { newCards } from './new.ts';
import { RESIDENT_EXAMPLE } from './resident-file.ts';
import { showCard } from './show.ts';
import { signFile } from './sign.ts';

const MAIN = join(import.meta.dirname, '../main.ts');
const PIN = '2580';

/** What a person reads instead of a stack trace. */
async function refuses(work: Promise<unknown>, words: RegExp): Promise<void> {
  const error = await work.then(
    () => undefined,
    (cause: unknown) => calm(cause),
  );
  assert.ok(error instanceof CommandError, String(error));
  assert.match(error.message, words);
}

describe('mibun card', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-cards-'));
  const cards = join(folder, 'mine');
  let serial = '';
  let made: { readonly credentials: Readonly<Record<string, string>> };

  function mibun(...args: readonly string[]) {
    const all = [MAIN, 'card', ...args, '--cards', cards];
    return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const child = execFile(process.execPath, all, { cwd: folder }, (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr });
      });
      child.stdin?.end('0000\n3690\n');
    });
  }

  before(async () => {
    const file = join(folder, 'resident.json');
    writeFileSync(file, JSON.stringify(RESIDENT_EXAMPLE));
    const { code, stdout, stderr } = await mibun('new', '--resident', file, '--json');
    assert.equal(code, 0, stderr);
    assert.match(stderr, /its key is .*mine\.key; keep it apart/);
    made = JSON.parse(stdout);
    serial = JSON.parse(stdout).card;
    writeFileSync(join(folder, 'made.json'), stdout);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('new makes a folder whose key only its owner reads, and a card in no clear text', () => {
    assert.equal(statSync(`${cards}.key`).mode & 0o777, 0o600);
    assert.deepEqual(openCardBox(cards).tray.list(), [{ serial, place: 'wallet', label: '番号　花子' }]);
    const file = readFileSync(join(cards, 'cards', 'wallet', `${serial}.card`));
    for (const secret of Object.values(made.credentials)) assert.ok(!file.includes(secret), 'encrypted');
  });

  test('show opens what the credentials open, verifies it, and saves both faces', async () => {
    const out = join(folder, 'out');
    const { code, stdout, stderr } = await mibun(
      'show',
      '--credentials',
      'made.json',
      '--json',
      '--save',
      out,
    );
    assert.equal(code, 0, stderr);
    const shown = JSON.parse(stdout);
    assert.equal(shown.ok, true);
    assert.deepEqual(shown.triesLeft, { signature: 5, authentication: 3, registry: 3, text: 3 });
    const signed = shown.files.filter(({ verified }: { verified: boolean | null }) => verified === true);
    assert.equal(signed.length, 13);
    const attributes = shown.files.find(({ name }: { name: string }) => name === 'attributes');
    assert.equal(attributes.says.address, RESIDENT_EXAMPLE.address);
    for (const file of ['front.png', 'back.png', 'faces.pdf', 'photo.png', 'signatureCertificate.pem']) {
      assert.ok(existsSync(join(out, file)), file);
    }
  });

  test('PIN-05 a wrong PIN is said with the tries that are left', async () => {
    await assert.rejects(showCard(serial, { cards, pin: '0000', json: true }), {
      code: 'wrong-pin',
      triesLeft: 2,
    });
    const { code, stdout, stderr } = await mibun('show', '--pin', '0001');
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /^mibun: that is not the right value; one try is left\nhint: /m);
    const last = await mibun('show', '--pin', '0002');
    assert.deepEqual([last.code, last.stdout], [1, '']);
    assert.match(last.stderr, /^mibun: one try is left for the .*\nhint: .*--last-try$/m);
    await assert.rejects(showCard(serial, { cards, pin: '0002', lastTry: true }), { code: 'pin-blocked' });
  });

  test('sign makes a signature that the certificate of the card verifies', async () => {
    const file = join(folder, 'resident.json');
    const { code, stderr } = await mibun('sign', serial, file, '--pin', PIN);
    assert.equal(code, 0, stderr);
    const der = readFileSync(join(folder, 'out', 'jpki-authenticationCertificate.bin'));
    const key = createPublicKey({
      key: Buffer.from(readCertificate(der).spki),
      format: 'der',
      type: 'spki',
    });
    assert.ok(verify('sha256', readFileSync(file), key, readFileSync(`${file}.sig`)));
  });

  test('a script of commands succeeds or fails by its expectations, and shows no PIN', async () => {
    const script = join(folder, 'script.apdu');
    const right = `00A4040C0AD392F000260100000001 => 9000\n00A4020C020018 => 9000\n00200080 => 63C3\n0020008004 32353830 => 9000\n`;
    writeFileSync(script, right);
    const good = await mibun('apdu', serial, '--script', script, '-v');
    assert.equal(good.code, 0, good.stderr);
    assert.match(good.stdout, /^> 00 20 00 80 04 \*\* \*\* \*\* \*\*$/m);
    assert.match(good.stderr, /4 commands, 4 of 4 answers as expected/);
    assert.doesNotMatch(good.stdout, /32 35 38 30/);
    writeFileSync(script, right.replace('63C3', '63C1'));
    const bad = await mibun('apdu', serial, '--script', script);
    assert.equal(bad.code, 1);
    assert.match(bad.stderr, /line 3: expected 63C1, the card answered 63C3/);
  });

  test('pin change takes both values from standard input and says what is wrong with them', async () => {
    const wrong = await mibun('pin', 'change', serial, 'registry', '--stdin');
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /not the right value; 2 tries are left/);
    const changed = await mibun(
      'pin',
      'change',
      serial,
      'registry',
      '--old',
      '3691',
      '--new',
      '8024',
      '--json',
    );
    assert.deepEqual(JSON.parse(changed.stdout), { card: serial, pin: 'registry', changed: true });
    const weak = await mibun('pin', 'change', serial, 'registry', '--old', '8024', '--new', '1234');
    assert.match(weak.stderr, /cannot be the new resident-registry PIN; nothing was changed/);
  });

  test('an inserted card can be followed and removed from another program; PINs stay out of trace and log', async () => {
    const reader = await openVpcdReader();
    const log = join(folder, 'log.jsonl');
    const args = [MAIN, 'card', 'insert', '--cards', cards, '--port', String(reader.port), '--log', log];
    const program = spawn(process.execPath, args, { stdio: 'ignore' });
    const ended = new Promise((resolve) => program.once('exit', resolve));
    const card = await reader.nextCard();
    const [inserted] = await insertions(openCardBox(cards));
    assert.ok(inserted);
    assert.deepEqual([inserted.serial, inserted.port], [serial, reader.port]);
    const lines: string[] = [];
    const followed = follow(inserted, (line) => lines.push(line));
    await mibun('pin', 'status').then(({ stderr }) =>
      assert.match(stderr, /is in another reader\nhint: take it out/),
    );
    for (const command of ['00A4040C0AD392F000260100000001', '00A4020C020018', '002000800432353830']) {
      const answer = await card.transmit(Buffer.from(command, 'hex'));
      assert.equal(Buffer.from(answer).toString('hex'), '9000');
    }
    await askToLeave(inserted);
    await followed;
    assert.equal(await ended, 0);
    await reader.close();
    assert.ok(lines.some((line) => line.includes('"VERIFY authentication PIN, 4 bytes"')));
    for (const text of [lines.join('\n'), readFileSync(log, 'utf8')])
      assert.doesNotMatch(text, /32 ?35 ?38 ?30/);
    assert.deepEqual(await insertions(openCardBox(cards)), []);
  });

  test('MUL-01 an application of another body is installed, written, read and listed', async () => {
    const description = join(folder, 'application.json');
    writeFileSync(description, JSON.stringify(DESCRIPTION_EXAMPLE));
    const { aid } = DESCRIPTION_EXAMPLE;
    const installed = await mibun('apps', 'install', serial, description, '--json');
    assert.deepEqual(JSON.parse(installed.stdout), { card: serial, aid, installed: true });
    const member = join(folder, 'member');
    writeFileSync(member, 'M-000042');
    assert.equal((await mibun('apps', 'write', serial, aid, '0001', member)).code, 0);
    assert.equal((await mibun('apps', 'read', serial, aid, '0001')).stdout, 'M-000042\n');
    const closed = await mibun('apps', 'read', serial, aid, '0003');
    assert.equal(closed.code, 1);
    assert.match(closed.stderr, /^hint: Present the credential/m);
    const [listed] = JSON.parse((await mibun('apps', 'list', '--json')).stdout).applications;
    assert.deepEqual([listed.aid, listed.state, listed.usedBytes], [aid, 'in-use', 8]);
  });

  test('MUL-01 a layout is proposed by the issuer and confirmed by the body', async () => {
    const { aid, files } = DESCRIPTION_EXAMPLE;
    const next = join(folder, 'next.json');
    writeFileSync(
      next,
      JSON.stringify({ ...DESCRIPTION_EXAMPLE, layoutVersion: 2, files: files.slice(0, 2) }),
    );
    const options = { cards, json: true } as const;
    await refuses(confirmApp(serial, next, options), /none is pending/);
    await updateApp(serial, next, options);
    const { stdout } = await mibun('apps', 'list', serial);
    assert.match(stdout, /layout 1 .*layout 2 waits for the body/);
    await refuses(confirmApp(serial, join(folder, 'application.json'), options), /proposed another one/);
    await refuseApp(serial, aid, options);
    await updateApp(serial, next, options);
    await confirmApp(serial, next, options);
    assert.match((await mibun('apps', 'list', serial)).stdout, /layout 2 /);
  });

  test('PIN-05 the PIN of an application is set from standard input, and its last try kept', async () => {
    const { aid } = DESCRIPTION_EXAMPLE;
    assert.equal((await mibun('apps', 'set-pin', serial, aid, '--stdin')).code, 0);
    const read = (pin: string, more: object = {}) =>
      readApp(serial, aid, '0002', { cards, json: true, records: true, pin, ...more });
    for (const triesLeft of [4, 3, 2, 1])
      await assert.rejects(read('9999'), { code: 'wrong-pin', triesLeft });
    await refuses(read('0000'), /^one try is left for the PIN of the application$/);
    const opened = await mibun(
      'apps',
      'read',
      serial,
      aid,
      '0002',
      '--records',
      '--stdin',
      '--last-try',
      '--json',
    );
    assert.deepEqual(JSON.parse(opened.stdout), { records: [] });
  });

  test('what is no picture, a folder for a file, or a file that is there is said calmly', async () => {
    const notes = join(folder, 'notes.txt');
    writeFileSync(notes, 'this is no picture');
    await refuses(newCards({ cards, photo: notes }), /notes\.txt is not a picture/);
    await refuses(newCards({ cards, credentials: notes }), /notes\.txt is there already/);
    for (const work of [
      () => newCards({ cards, resident: folder }),
      () => signFile([serial, folder], { cards }),
      () => sendApdus([serial], { cards, script: folder }),
    ]) {
      const error = await work().then(String, (cause: unknown) => calm(cause));
      assert.ok(error instanceof CommandError, String(error));
      assert.match(error.message, /is a folder$/);
    }
  });

  test('new --credentials writes what opens the card for its owner alone', async () => {
    const file = join(folder, 'second.json');
    const { code, stdout } = await mibun('new', '--random', '--credentials', file, '--json');
    assert.equal(code, 0);
    assert.equal(readFileSync(file, 'utf8'), stdout);
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  test('CRT-01 a name that is not drawn as registered is said when the card is made', async () => {
    const file = join(folder, 'variant.json');
    writeFileSync(file, JSON.stringify({ ...RESIDENT_EXAMPLE, name: '葛\u{E01EE}城　花子' }));
    const { code, stderr } = await mibun('new', '--resident', file, '--json');
    assert.equal(code, 0, stderr);
    assert.match(stderr, /\(U\+845B U\+E01EE\) is drawn as 葛 \(U\+845B\)/);
  });

  test('a port with a card in it takes no other one', async () => {
    const box = openCardBox(cards);
    const announced = await announce(box, serial, 40_001);
    await refuses(insertCard(serial, { cards, port: '40001' }), /lies in the reader at port 40001 already/);
    announced.close();
    let out = false;
    const remove = () => {
      out = true;
    };
    const silent = { ready: new Promise<void>(() => undefined), remove };
    await refuses(untilAsked(silent, 40_002, 1), /port 40002 does not look at the card/);
    assert.ok(out);
    await untilAsked({ ...silent, ready: Promise.resolve() }, 40_002);
  });

  test('a description of an application that cannot be used is refused by its field', () => {
    const { files, ...rest } = DESCRIPTION_EXAMPLE;
    const read = (change: object) => () =>
      readDescription(JSON.stringify({ ...rest, files, ...change }), 'a.json');
    assert.equal(read({})().files.length, 3);
    assert.throws(read({ quota: -1 }), { message: 'a.json: quota is a whole number up to 65535' });
    assert.throws(read({ files: 1 }), { message: 'a.json: files is a list' });
    assert.throws(read({ aid: 'library' }), { message: 'library is no AID' });
    assert.throws(read({ files: [null] }), { message: 'a.json: each of files is an object' });
    assert.throws(read({ pin: 4 }), { message: 'a.json: pin is an object with tries, shortest, longest' });
    assert.throws(read({ aid: 'A0000001510001AA' }), {
      message: 'a.json: the AID is not one of the free area',
    });
    assert.throws(read({ quota: 10 }), { message: 'a.json: the files are larger than the quota' });
    assert.throws(read({ files: [{ ...files[0], read: 'all' }] }), {
      message: 'a.json: read is free, pin, mutual, never',
    });
  });

  test('a folder that is not there, or is another one, is said calmly', async () => {
    const nowhere = join(folder, 'nowhere');
    await assert.rejects(showCard(undefined, { cards: nowhere }), {
      message: `there are no cards in ${nowhere}`,
    });
    await assert.rejects(showCard(undefined, { cards: folder }), {
      message: `${folder} is not a folder of cards`,
    });
  });
});
