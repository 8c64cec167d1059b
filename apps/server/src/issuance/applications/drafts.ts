import { createHash } from 'node:crypto';
import { DEADLINES } from '@mibun/rules';
import type { Act, Tx } from '../../platform/index.ts';
import type { Context } from './context.ts';
import { applicationErrors } from './errors.ts';
import {
  type Application,
  countLinkMails,
  draftsDue,
  forgetLinkMails,
  livingDraft,
  noteLinkMail,
  unansweredDue,
} from './store.ts';

const AT_ONCE = 100;
const DAY_MS = 86_400_000;
/** Personal links a day. A person who mistypes an address or two gets on; nobody is written to without end. */
const MOST_LINKS = { form: 5, address: 5 } as const;

const TIMER: Act = { actor: { kind: 'timer', id: 'timer', name: 'Mibun' }, purpose: 'application' };

/** DRAFT → EXPIRED (§10.1), with what was typed. */
export async function expireDraft({ change }: Context, tx: Tx, draft: Application): Promise<void> {
  await change(tx, draft.id, 'expire', TIMER);
}

/** One living draft a form: a new link makes the one before it worthless. The caller holds the form. */
export async function endDraftOfForm(context: Context, tx: Tx, applicationId: string): Promise<void> {
  const draft = await livingDraft(tx, applicationId);
  if (draft) await expireDraft(context, tx, draft);
}

/** Counts a mail with a personal link before it is sent; refuses what would be too many a day. */
export async function countLinkMail(
  { platform }: Context,
  tx: Tx,
  applicationId: string,
  email: string,
): Promise<void> {
  const at = platform.clock.now();
  const address = addressKey(email);
  const sent = await countLinkMails(tx, { applicationId, address, since: new Date(at.getTime() - DAY_MS) });
  if (sent.form >= MOST_LINKS.form || sent.address >= MOST_LINKS.address) {
    throw applicationErrors.APPLICATION_LINKS_ENOUGH();
  }
  await noteLinkMail(tx, { applicationId, address, at });
}

/** One mailbox under its many names; the address itself is not kept for this. */
function addressKey(email: string): string {
  const [local = '', domain = ''] = email.toLowerCase().split('@');
  const mailbox = `${local.replace(/\+.*$/, '')}@${domain}`;
  return createHash('sha256').update(mailbox).digest('base64url');
}

/** What time ends: drafts after 24 hours, defects that nobody answered after 90 days, counts after a day. */
export async function expireDue(context: Context, until: Date): Promise<number> {
  const { database } = context.platform;
  await database.transaction((tx) => forgetLinkMails(tx, new Date(until.getTime() - DAY_MS)));
  const drafts = await inPortions(
    context,
    (tx) => draftsDue(tx, until, AT_ONCE),
    (tx, draft) => expireDraft(context, tx, draft),
  );
  const unanswered = new Date(until.getTime() - DEADLINES.correctionDays * DAY_MS);
  const closed = await inPortions(
    context,
    (tx) => unansweredDue(tx, unanswered, AT_ONCE),
    async (tx, { id }) => {
      await context.change(tx, id, 'close-incomplete', TIMER);
    },
  );
  return drafts + closed;
}

/** Each in a transaction of its own: one that cannot be ended just now keeps nobody else's. */
async function inPortions(
  { platform }: Context,
  find: (tx: Tx) => Promise<readonly Application[]>,
  end: (tx: Tx, application: Application) => Promise<void>,
): Promise<number> {
  for (let done = 0; ; ) {
    const due = await platform.database.query(find);
    let ended = 0;
    for (const application of due) {
      await platform.database
        .transaction((tx) => end(tx, application))
        .then(
          () => ended++,
          (error: unknown) => platform.log.warn({ err: error, id: application.id }, 'could not be ended yet'),
        );
    }
    done += ended;
    if (due.length < AT_ONCE || ended === 0) return done;
  }
}
