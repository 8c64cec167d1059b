import { jstDate, lossReportComplete, type PlainDate, reissueFee } from '@mibun/rules';
import type { z } from 'zod';
import type { ApplicationCause } from '../../../issuance/applications/index.ts';
import { type Card, cardErrors } from '../../../issuance/cards/index.ts';
import type { Actor, Tx } from '../../../platform/index.ts';
import { actOf, type Context, cardFor, sameVersion } from '../context.ts';
import { counterErrors } from '../errors.ts';
import { establishIdentity } from '../identity.ts';
import type { LossAnswer, lossRequest } from '../schemas.ts';
import { insertLossReport } from './store.ts';

type Request = z.output<typeof lossRequest>;
type Cause = Request['cause'];

const CIRCUMSTANCES = { 'lost-at-home': 'home', 'lost-outside': 'outside', stolen: 'stolen' } as const;

/** What the new card costs by (FEE-02, FEE-03), and what its form says. */
const CAUSES: Readonly<
  Record<
    Cause,
    {
      readonly fee: 'lost' | 'damaged' | 'theft-with-evidence';
      readonly form: ApplicationCause;
    }
  >
> = {
  'lost-at-home': { fee: 'lost', form: 'lost' },
  'lost-outside': { fee: 'lost', form: 'lost' },
  stolen: { fee: 'theft-with-evidence', form: 'lost' },
  damaged: { fee: 'damaged', form: 'damaged' },
};

/** Takes a loss report: the card is abolished for good, and a form for the next one is handed out (LOS-05, LOS-06). */
export async function reportLoss(context: Context, request: Request, actor: Actor): Promise<LossAnswer> {
  const { applications, cards, platform } = context;
  const { cause, receipt } = request;
  return platform.database.transaction(async (tx) => {
    const id = platform.random.id('loss');
    const act = actOf(actor, 'loss-report', id, request.circumstances);
    const card = await cardFor(context, tx, request.cardId, act, {
      action: 'abolish-or-reissue',
      wanted: 'do',
    });
    sameVersion(card, request.version);
    establishIdentity({ ...request, besidesCard: true });
    judgeReceipt(card, cause, receipt, jstDate(platform.clock.now()));
    const { fee: feeCause, form } = CAUSES[cause];
    const { express, withCertificates } = request;
    const fee = reissueFee({ cause: feeCause, express, withCertificates }, context.country?.fees);
    const how = { cause, fee, ...(receipt && { receipt }) };
    const { card: abolished, told } = await cards.abolish(tx, card.cardId, how, act);
    const at = abolished.changedAt;
    const { letterId } = await applications.openForm(tx, card.personId, form, act, fee);
    await insertLossReport(tx, {
      id,
      cardId: card.cardId,
      personId: card.personId,
      municipality: card.municipality,
      cause,
      receipt: receipt ?? null,
      circumstances: request.circumstances || null,
      fee,
      reportedBy: actor.id,
      reportedAt: at,
    });
    return {
      lossReportId: id,
      cardId: card.cardId,
      state: abolished.state,
      abolishedAt: at.toISOString(),
      letterIds: [told.letterId, letterId],
      fee: { card: fee.card, certificates: fee.certificates, total: fee.total, rule: fee.rule },
    };
  });
}

/** Whether the police were told where that is needed (LOS-05), and whether what they gave can be true (LOS-10). */
function judgeReceipt(card: Card, cause: Cause, receipt: Request['receipt'], today: PlainDate): void {
  if (cause !== 'damaged') {
    const complete = lossReportComplete({
      circumstance: CIRCUMSTANCES[cause],
      ...(receipt && { receiptNumber: receipt.number }),
    });
    if (!complete.ok) throw cardErrors.CARD_RECEIPT_NEEDED({ title: { ja: complete.ja, en: complete.en } });
  }
  if (!receipt) return;
  const rightKind = receipt.kind === (cause === 'stolen' ? 'stolen' : 'lost');
  if (!rightKind || receipt.date > today || receipt.date < card.issueDate) {
    throw counterErrors.RECEIPT_IMPLAUSIBLE();
  }
}

/** Suspends a card at the counter, where the holder has no police receipt yet or is not sure that it is lost (LOS-04). */
export async function suspendAtCounter(
  context: Context,
  cardId: string,
  request: { readonly version: number; readonly circumstances: string },
  actor: Actor,
): Promise<{ readonly card: Card; readonly at: Date }> {
  const { cards, platform } = context;
  return platform.database.transaction(async (tx: Tx) => {
    const act = actOf(actor, 'loss-report', platform.random.id('suspension'), request.circumstances);
    const card = await cardFor(context, tx, cardId, act, { action: 'suspend', wanted: 'do' });
    sameVersion(card, request.version);
    const { card: suspended } = await cards.suspend(tx, cardId, act);
    return { card: suspended, at: suspended.changedAt };
  });
}
