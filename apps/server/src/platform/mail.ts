import { createTransport } from 'nodemailer';
import type { Tx } from './database/database.ts';
import type { Jobs } from './jobs.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments?: readonly {
    readonly name: string;
    readonly mediaType: string;
    readonly base64: string;
  }[];
}

/** Mail leaves by a job sent in the transaction that causes it, through a real SMTP server. */
export interface Mailer {
  send(tx: Tx, mail: Mail): Promise<void>;
  close(): void;
}

export interface SmtpSettings {
  readonly url: string;
  readonly from: string;
  /** How long the relay may be silent, at each step. Default 30 s; the job is tried again later. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 30_000;

export function mailerOver(jobs: Jobs, smtp: SmtpSettings): Mailer {
  const { patienceMs = PATIENCE_MS } = smtp;
  const transport = createTransport({
    url: smtp.url,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    dnsTimeout: patienceMs,
  });
  jobs.define<Mail>({
    name: 'mail.send',
    async run(mail) {
      await transport.sendMail({
        from: smtp.from,
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        attachments: (mail.attachments ?? []).map(({ name, mediaType, base64 }) => ({
          filename: name,
          contentType: mediaType,
          content: Buffer.from(base64, 'base64'),
        })),
      });
    },
  });
  return {
    send: (tx, mail) => jobs.send(tx, 'mail.send', mail),
    close: () => transport.close(),
  };
}
