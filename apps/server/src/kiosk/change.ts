import { KIOSK, type KioskEvent, type KioskState } from '@mibun/rules';
import { step, type Tx } from '../platform/index.ts';
import { kioskActs } from './audited-acts.ts';
import { actOf, type Context, ISSUE_JOB, TIME_OUT_JOB } from './context.ts';
import { deleteDocument } from './papers.ts';
import { addEvent, insertPayment, type KioskRequest, refundPayment, saveRequest } from './store.ts';

export interface ChangeOptions {
  readonly changes?: Partial<KioskRequest>;
  /** The code of the problem that the person is shown. */
  readonly reason?: string;
}

/** Jobs start by the clock of the database: a little later than due, so that they find the request due. */
const TIMER_GRACE_MS = 2_000;

/** A request that is over accepts nothing any more. */
export const isFinal = (state: KioskState): boolean => KIOSK.states[state].final === true;

/**
 * The one way in which a request changes: the table allows it to this actor, the row is written, what the table names
 * as effects happens in the same transaction, and history and access log are written.
 */
export async function change(
  context: Context,
  tx: Tx,
  request: KioskRequest,
  event: KioskEvent,
  by: 'kiosk' | 'system' | 'timer',
  { changes = {}, reason }: ChangeOptions = {},
): Promise<KioskRequest> {
  const { audit, clock, jobs } = context.platform;
  const { to, rule, effects } = step(KIOSK, request.state, event, by);
  const at = clock.now();
  const expiresAt = deadline(context, to, at);
  const failure = reason && { failure: reason };
  const changed = await saveRequest(tx, request, to, { ...changes, ...failure }, at, expiresAt);
  for (const effect of effects) await runEffect(context, tx, changed, effect);
  if (expiresAt) await scheduleTimeOut(jobs, tx, changed, expiresAt);
  await addEvent(tx, changed, { event, fromState: request.state, actorKind: by, reason: reason ?? null });
  const { personId: subject, subjectRef } = changed;
  await audit.record(tx, {
    ...actOf(changed, by),
    action: kioskActs[event],
    subject,
    detail: {
      from: request.state,
      to,
      rule,
      ...(subjectRef && { subjectRef }),
      ...(reason && { reason }),
    },
  });
  return changed;
}

export function deadline({ parameters }: Context, state: KioskState, at: Date): Date | null {
  const seconds = parameters.seconds[state];
  return seconds === null ? null : new Date(at.getTime() + seconds * 1000);
}

export function scheduleTimeOut(
  jobs: Context['platform']['jobs'],
  tx: Tx,
  request: KioskRequest,
  expiresAt: Date,
): Promise<void> {
  const after = new Date(expiresAt.getTime() + TIMER_GRACE_MS);
  return jobs.send(tx, TIME_OUT_JOB, { requestId: request.requestId }, { after });
}

/** The effects that the life-cycle table names. An effect that nobody knows must not be passed over in silence. */
async function runEffect(context: Context, tx: Tx, request: KioskRequest, effect: string): Promise<void> {
  const { clock, jobs } = context.platform;
  const { requestId, subjectRef, fee } = request;
  switch (effect) {
    case 'record-payment': {
      if (!subjectRef || fee === null) throw new Error(`${requestId} was paid before it was quoted`);
      return insertPayment(tx, { requestId, subjectRef, amount: fee, paidAt: clock.now() });
    }
    case 'refund':
      return refundPayment(tx, requestId, request.failure ?? effect, clock.now());
    case 'order-document': {
      if (!subjectRef) throw new Error(`${requestId} has no holder`);
      return jobs.send(tx, ISSUE_JOB, { requestId, subjectRef });
    }
    case 'delete-document':
      return deleteDocument(tx, requestId);
    // Whatever still works for the request finds its final state and stops: no lock, queue or file outlives it.
    case 'cancel-everywhere':
    // The kiosk prints the receipt itself; the access log is written with every change.
    case 'print-receipt':
    case 'disclose-access':
      return;
    default:
      throw new Error(`unknown effect ${effect}`);
  }
}
