import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { TlsIdentity } from './tls-certificates.ts';

export interface CaughtMail {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
}

export interface StarttlsServer {
  readonly port: number;
  /** In the order in which they came. */
  readonly mails: readonly CaughtMail[];
  /** How often somebody wanted to hand a mail over in the clear; nobody's was taken. */
  readonly refusedInTheClear: number;
  close(): Promise<void>;
}

/** A relay as one's provider has it: it begins in the clear, and takes a mail after STARTTLS alone. `without`: has no TLS. */
export async function startStarttlsServer(identity: TlsIdentity | 'without'): Promise<StarttlsServer> {
  const mails: CaughtMail[] = [];
  let refusedInTheClear = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: identity === 'without' ? ['AUTH', 'STARTTLS'] : ['AUTH'],
    ...(identity !== 'without' && {
      key: readFileSync(identity.key),
      cert: readFileSync(identity.certificate),
    }),
    onMailFrom(_address, session, callback) {
      if (session.secure || identity === 'without') return callback();
      refusedInTheClear += 1;
      callback(Object.assign(new Error('Must issue a STARTTLS command first'), { responseCode: 530 }));
    },
    onData(stream, { envelope }, callback) {
      simpleParser(stream)
        .then(({ subject = '', text = '' }) => {
          const from = envelope.mailFrom ? envelope.mailFrom.address : '';
          for (const { address } of envelope.rcptTo) mails.push({ to: address, from, subject, text });
          callback();
        })
        .catch((error: Error) => callback(error));
    },
  });
  // A client that does not trust the certificate hangs up; that is its right.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    get refusedInTheClear() {
      return refusedInTheClear;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
