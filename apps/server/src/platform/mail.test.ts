import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { CompiledQuery } from 'kysely';
import { SMTPServer } from 'smtp-server';
import { openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import { type Mailer, openMailer } from './mail.ts';

const TOKEN = 'QmVhcmVyLXRva2VuLW9mLWEtZHJhZnQtMTIzNDU2Nzg5MDEyMzQ1';
const LINK = `https://card.mihon.example/apply/continue#${TOKEN}`;
const SECRETS = [TOKEN, 'apply/continue', '番号　花子', 'hanako.secret', 'JVBERi0xLjcgcGFwZXI'];

describe('mail', () => {
  let platform: TestPlatform;
  let mailer: Mailer;
  let server: SMTPServer;
  const taken: { to: string; head: string; text: string }[] = [];

  before(async () => {
    platform = await openTestPlatform({ migrations: [] });
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      lenientAddressParsing: true,
      onRcptTo: ({ address }, _session, callback) =>
        callback(address.includes('refused') ? new Error(`no such mailbox: ${address}`) : null),
      onData(stream, session, callback) {
        let text = '';
        stream.on('data', (chunk: Buffer) => {
          text += chunk.toString('utf8');
        });
        stream.on('end', () => {
          const [head = ''] = text.split('\r\n\r\n', 1);
          taken.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), head, text });
          callback();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as AddressInfo;
    const url = `smtp://127.0.0.1:${port}`;
    mailer = await openMailer(platform, { url, from: 'Mibun <no-reply@mihon.example>' });
    await platform.jobs.start();
  });
  after(async () => {
    mailer.close();
    await platform.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  const mail = (to: string, subject = 'Continue') => ({
    to,
    subject,
    text: `番号　花子 さま\n${LINK}`,
    attachments: [{ name: 'paper.pdf', mediaType: 'application/pdf', base64: 'JVBERi0xLjcgcGFwZXI=' }],
  });
  const send = (to: string, subject?: string) =>
    platform.database.transaction((tx) => mailer.send(tx, mail(to, subject)));

  /** Every row of every table of the job engine, as text. */
  async function jobTables(): Promise<string> {
    return platform.database.query(async (tx) => {
      const { rows } = await tx.executeQuery<{ tableName: string }>(
        CompiledQuery.raw("select table_name from information_schema.tables where table_schema = 'jobs'"),
      );
      let all = '';
      for (const { tableName } of rows) {
        const found = await tx.executeQuery<{ row: string }>(
          CompiledQuery.raw(`select to_jsonb(t)::text as row from jobs."${tableName}" t`),
        );
        all += found.rows.map(({ row }) => row).join('\n');
      }
      return all;
    });
  }

  async function assertNothingReadable(): Promise<void> {
    const all = await jobTables();
    assert.ok(all.includes('mail.send'), 'the job is there');
    for (const secret of SECRETS) {
      for (const spelling of [
        secret,
        Buffer.from(secret).toString('base64'),
        Buffer.from(secret).toString('hex'),
      ]) {
        assert.ok(!all.includes(spelling.replace(/=+$/, '')), spelling);
      }
    }
  }

  test('no link, token, name or address of a mail is readable in the job tables: waiting, done or failed', async () => {
    await send('hanako.secret@example.jp');
    await assertNothingReadable();
    await platform.jobs.settled();
    assert.ok(taken.at(-1)?.text.length);
    await assertNothingReadable();
  });

  test('what a mail server answers about an address does not stay with the failed job', async () => {
    await send('hanako.secret.refused@example.jp');
    // However long it takes: its first failure is on record some time.
    for (let all = ''; !all.includes('was not taken'); all = await jobTables())
      await new Promise((resolve) => setTimeout(resolve, 50));
    await assertNothingReadable();
    // It is tried again after a second and may be at it by now.
    await platform.database.query((tx) =>
      tx.executeQuery(CompiledQuery.raw("delete from jobs.job where name = 'mail.send'")),
    );
  });

  for (const [address, delivered] of [
    ['a..b@docomo.ne.jp', /^"?a\.\.b"?@docomo\.ne\.jp$/],
    ['.a@ezweb.ne.jp', /^"?\.a"?@ezweb\.ne\.jp$/],
    ['a.@softbank.ne.jp', /^"?a\."?@softbank\.ne\.jp$/],
    ["o'brien+card@example.jp", /^o'brien\+card@example\.jp$/],
  ] as const) {
    test(`${address} gets its mail, by a real mail server`, async () => {
      await send(address);
      await platform.jobs.settled();
      assert.match(taken.at(-1)?.to ?? '', delivered);
      const quoted = /\.\.|^\.|\.@/.test(address);
      const [local = '', domain = ''] = address.split('@');
      const written = quoted ? `"${local}"@${domain}` : address;
      assert.ok(
        taken
          .at(-1)
          ?.head.split('\r\n')
          .some((line) => line === `To: ${written}` || line === `To: <${written}>`),
        taken.at(-1)?.head,
      );
    });
  }

  test('nothing that is handed over becomes another header or another recipient', async () => {
    for (const to of [
      'a@example.jp\r\nBcc: b@example.jp',
      'a@example.jp, b@example.jp',
      'A <a@example.jp>',
    ]) {
      await assert.rejects(send(to), /no address/);
    }
    await assert.rejects(send('a@example.jp', 'x\r\nBcc: b@example.jp'), /two lines/);
  });
});
