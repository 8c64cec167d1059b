import {
  type Database,
  type Http,
  type Migration,
  type Platform,
  serve,
  type Tx,
  tables,
} from '@mibun/server/addition';
import type { Generated } from 'kysely';
import { mailsContract } from './contract.ts';
import type { ReceivedMail } from './smtp-server.ts';

type MailTables = {
  demoMails: {
    id: Generated<number>;
    at: Date;
    recipient: string;
    sender: string;
    subject: string;
    body: string;
  };
};

export const mailboxMigrations: readonly Migration[] = [
  {
    name: '0900_demo_mailbox',
    statements: [
      `create table demo_mails (
         id bigint generated always as identity primary key, at timestamptz not null,
         recipient text not null, sender text not null, subject text not null, body text not null)`,
      'create index demo_mails_by_recipient on demo_mails (recipient, id desc)',
    ],
  },
];

const MOST = 100;

/** Keeps a mail; called by the SMTP server. */
export async function keepMail(database: Database, at: Date, mail: ReceivedMail): Promise<void> {
  await database.transaction(async (tx) => {
    await tables<MailTables>(tx)
      .insertInto('demoMails')
      .values({ at, recipient: mail.to, sender: mail.from, subject: mail.subject, body: mail.text })
      .execute();
  });
}

async function listMails(tx: Tx, to: string | undefined) {
  let query = tables<MailTables>(tx).selectFrom('demoMails').selectAll().orderBy('id', 'desc').limit(MOST);
  if (to) query = query.where('recipient', '=', to);
  return query.execute();
}

/** The demo country's post office: the mails that the embedded SMTP server has caught. */
export function mailboxRoutes(app: Http, platform: Platform): void {
  const on = serve(app, mailsContract);
  on('GET /api/demo/mailbox', async (request) => {
    const rows = await platform.database.query((tx) => listMails(tx, request.query.to));
    return {
      mails: rows.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        to: row.recipient,
        from: row.sender,
        subject: row.subject,
        text: row.body,
      })),
    };
  });
}
