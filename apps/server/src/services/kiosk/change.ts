import { KIOSK, type KioskEvent, type KioskState } from '@mibun/rules';
import type { Life, Platform, Tx } from '../../platform/index.ts';
import { kioskActs } from './audited-acts.ts';
import { actOf, type Context, ISSUE_JOB, TIME_OUT_JOB } from './context.ts';
import { deleteDocument } from './papers.ts';
import type { KioskParameters } from './parameters.ts';
import { insertPayment, type KioskRequest, refundPayment, saveRequest } from './store.ts';

export interface ChangeOptions {
  readonly changes?: Partial<KioskRequest>;
  /** The code of the problem that the person is shown. */
  readonly reason?: string;
}

export type KioskLife = Life<KioskRequest, KioskState, KioskEvent, KioskRequest, undefined>;

/** Jobs start by the clock of the database: a little later than due, so that they find the request due. */
const TIMER_GRACE_MS = 2_000;

/** A request that is over accepts nothing any more: whatever still works for it finds its final state and stops. */
export const isFinal = (state: KioskState): boolean => KIOSK.states[state].final === true;

export function kioskLife(platform: Platform, parameters: KioskParameters): KioskLife {
  const { jobs } = platform;
  return platform.lifecycles.machine<KioskRequest, KioskState, KioskEvent, KioskRequest>({
    table: KIOSK,
    acts: kioskActs,
    idOf: ({ requestId }) => requestId,
    audited: ({ personId, subjectRef }) => ({
      subject: personId,
      detail: { ...(subjectRef && { subjectRef }) },
    }),
    save: (tx, request, to, changes, at) =>
      saveRequest(tx, request, to, changes, at, deadline(parameters, to, at)),
    effects: {
      'record-payment': (tx, { thing: { requestId, subjectRef, fee }, at }) => {
        if (!subjectRef || fee === null) throw new Error(`${requestId} was paid before it was quoted`);
        return insertPayment(tx, { requestId, subjectRef, amount: fee, paidAt: at });
      },
      refund: (tx, { thing: { requestId, failure }, event, at }) =>
        refundPayment(tx, requestId, failure ?? event, at),
      'order-document': (tx, { thing: { requestId, subjectRef } }) => {
        if (!subjectRef) throw new Error(`${requestId} has no holder`);
        return jobs.send(tx, ISSUE_JOB, { requestId, subjectRef });
      },
      'delete-document': (tx, { thing }) => deleteDocument(tx, thing.requestId),
    },
  });
}

/** A step of a request, in which everything has a time limit. */
export async function change(
  { life, platform }: Context,
  tx: Tx,
  request: KioskRequest,
  event: KioskEvent,
  by: 'kiosk' | 'system' | 'timer',
  { changes = {}, reason }: ChangeOptions = {},
): Promise<KioskRequest> {
  const changed = await life.move(tx, request, event, actOf(request, by), {
    changes: { ...changes, ...(reason && { failure: reason }) },
    ...(reason && { reason, detail: { reason } }),
  });
  await scheduleTimeOut(platform.jobs, tx, changed);
  return changed;
}

export function deadline({ seconds }: KioskParameters, state: KioskState, at: Date): Date | null {
  const limit = seconds[state];
  return limit === null ? null : new Date(at.getTime() + limit * 1000);
}

export async function scheduleTimeOut(
  jobs: Platform['jobs'],
  tx: Tx,
  { requestId, expiresAt }: KioskRequest,
): Promise<void> {
  if (!expiresAt) return;
  await jobs.send(tx, TIME_OUT_JOB, { requestId }, { after: new Date(expiresAt.getTime() + TIMER_GRACE_MS) });
}
