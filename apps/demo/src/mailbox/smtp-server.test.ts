import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { createTransport } from 'nodemailer';
import { catchMail, type ReceivedMail } from './smtp-server.ts';

test('a taken port is an error that the caller gets, not one that ends the process', async (t) => {
  const first = await catchMail(0, async () => {});
  t.after(() => first.close());
  const port = Number(new URL(first.url).port);
  await assert.rejects(
    catchMail(port, async () => {}),
    { code: 'EADDRINUSE', port },
  );
});

test('a client that hangs up in the middle does not stop the mail of others', async (t) => {
  const received: ReceivedMail[] = [];
  const catcher = await catchMail(0, async (mail) => {
    received.push(mail);
  });
  t.after(() => catcher.close());
  const rude = connect(Number(new URL(catcher.url).port), '127.0.0.1');
  await once(rude, 'data');
  rude.write('EHLO rude\r\nMAIL FROM:<a@mihon.example>\r\n');
  await once(rude, 'data');
  rude.resetAndDestroy();
  const transport = createTransport(catcher.url);
  await transport.sendMail({ from: 'a@mihon.example', to: 'b@mihon.example', subject: '件名', text: '本文' });
  transport.close();
  assert.deepEqual(
    received.map(({ to, subject, text }) => [to, subject, text.trim()]),
    [['b@mihon.example', '件名', '本文']],
  );
});
