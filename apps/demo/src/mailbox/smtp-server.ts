import type { AddressInfo } from 'node:net';
import { parseMailAddress } from '@mibun/rules';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
}

export interface MailCatcher {
  readonly url: string;
  close(): Promise<void>;
}

/** A real SMTP server on loopback that keeps what it gets instead of delivering it: the demo country's mail provider. */
export async function catchMail(
  port: number,
  keep: (mail: ReceivedMail) => Promise<void>,
): Promise<MailCatcher> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    // As the providers whose addresses have dots in unusual places: a quoted local part is one like any other.
    lenientAddressParsing: true,
    size: 10 * 1024 * 1024,
    onData(stream, session, callback) {
      simpleParser(stream)
        .then(async (mail) => {
          const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
          for (const { address } of session.envelope.rcptTo) {
            await keep({
              to: parseMailAddress(address) ?? address,
              from,
              subject: mail.subject ?? '',
              text: mail.text ?? '',
            });
          }
          callback();
        })
        .catch((error: Error) => callback(error));
    },
  });
  await new Promise<void>((resolve, reject) => {
    // A taken port ends here; so does, later and without any effect, a client that hung up in the middle of a mail.
    server.on('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: bound } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${bound}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
