import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
}

export interface TestPost {
  readonly url: string;
  /** In the order in which they came, one for each recipient. */
  readonly received: readonly ReceivedMail[];
  close(): Promise<void>;
}

/** A real SMTP server on loopback, for tests that want to know what arrives. */
export async function openTestPost(): Promise<TestPost> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, { envelope: { mailFrom, rcptTo } }, callback) {
      simpleParser(stream).then(({ subject = '', text = '' }) => {
        const from = mailFrom ? mailFrom.address : '';
        for (const { address: to } of rcptTo) received.push({ to, from, subject, text });
        callback();
      }, callback);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
