import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { KeyCustody } from '@mibun/pki';
import { mailboxForDelivery, parseMailAddress } from '@mibun/rules';
import { createTransport } from 'nodemailer';
import type { Tx } from './database/database.ts';
import type { Jobs } from './jobs.ts';
import type { Random } from './random.ts';

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

/** What lies in the job table, for days after it was sent: links and names are in nobody's copy of the database. */
interface SealedMail {
  readonly sealed: string;
}

const SEAL_KEY = 'mail-seal';
const NONCE_OCTETS = 12;
const TAG_OCTETS = 16;

export async function openMailer(
  parts: { readonly jobs: Jobs; readonly custody: KeyCustody; readonly random: Random },
  smtp: SmtpSettings,
): Promise<Mailer> {
  const { jobs, custody, random } = parts;
  if (!(await custody.has(SEAL_KEY))) await custody.createSecret(SEAL_KEY, { bytes: 32, extractable: true });
  // Held here, because a card must be stopped, and its holder told, also while the custody is away.
  const key = await custody.unwrapSecret(SEAL_KEY);
  const { patienceMs = PATIENCE_MS } = smtp;
  const transport = createTransport({
    url: smtp.url,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    dnsTimeout: patienceMs,
  });

  function seal(mail: Mail): SealedMail {
    const nonce = random.bytes(NONCE_OCTETS);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    const octets = [nonce, cipher.update(JSON.stringify(mail), 'utf8'), cipher.final(), cipher.getAuthTag()];
    return { sealed: Buffer.concat(octets).toString('base64') };
  }

  function unseal({ sealed }: SealedMail): Mail {
    const octets = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, octets.subarray(0, NONCE_OCTETS));
    decipher.setAuthTag(octets.subarray(-TAG_OCTETS));
    const text = [decipher.update(octets.subarray(NONCE_OCTETS, -TAG_OCTETS)), decipher.final()];
    return JSON.parse(Buffer.concat(text).toString('utf8')) as Mail;
  }

  jobs.define<SealedMail | Mail>({
    name: 'mail.send',
    async run(data) {
      // A job from before mails were sealed is still a mail.
      const mail = 'sealed' in data ? unseal(data) : data;
      const recipient = mailboxForDelivery(mail.to);
      const sending = transport.sendMail({
        from: smtp.from,
        to: { name: '', address: recipient },
        subject: mail.subject,
        text: mail.text,
        attachments: (mail.attachments ?? []).map(({ name, mediaType, base64 }) => ({
          filename: name,
          contentType: mediaType,
          content: Buffer.from(base64, 'base64'),
        })),
      });
      await sending.catch((error: { readonly code?: string; readonly responseCode?: number }) => {
        // What a mail server answers repeats the address, and the job engine keeps what a job throws.
        throw new Error(
          `a mail was not taken: ${error.code ?? 'unknown'} ${error.responseCode ?? ''}`.trim(),
        );
      });
    },
  });
  return {
    async send(tx, mail) {
      const to = parseMailAddress(mail.to);
      if (to === undefined) throw new Error('a mail to what is no address');
      if (/[\r\n]/.test(mail.subject)) throw new Error('a subject of two lines');
      await jobs.send(tx, 'mail.send', seal({ ...mail, to }));
    },
    close: () => transport.close(),
  };
}
