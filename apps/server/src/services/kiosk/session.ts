import type { Tx } from '../../platform/index.ts';
import { change, isFinal } from './change.ts';
import { type Caller, type Context, hashOf } from './context.ts';
import { kioskErrors } from './errors.ts';
import { dueRequests, type KioskRequest, lockRequest } from './store.ts';

const TIMED_OUT = 'KIOSK_TIMED_OUT';

const isDue = (context: Context, request: KioskRequest): boolean =>
  request.expiresAt !== null && request.expiresAt <= context.platform.clock.now();

/**
 * One act on the request that belongs to a kiosk's token, at that kiosk, with the row held. A request whose time is over is ended
 * instead, for good, before anything else can happen to it (INC-01).
 */
export async function withRequest<T>(
  context: Context,
  { device, token }: Caller,
  work: (tx: Tx, request: KioskRequest) => Promise<T>,
): Promise<T> {
  const done = await context.platform.database.transaction(async (tx) => {
    const request = await settledRequest(context, tx, { tokenHash: hashOf(token) });
    // A session is that of the machine which began it; at another one it is none.
    if (request?.deviceId !== device.deviceId) throw kioskErrors.KIOSK_SESSION_OVER();
    return request.failure === TIMED_OUT ? undefined : { value: await work(tx, request) };
  });
  // Thrown after the commit: the end of the request must stay.
  if (!done) throw kioskErrors.KIOSK_TIMED_OUT();
  return done.value;
}

/** The request as it is now, its time-out included. */
export async function settledRequest(
  context: Context,
  tx: Tx,
  by: Parameters<typeof lockRequest>[1],
): Promise<KioskRequest | undefined> {
  const request = await lockRequest(tx, by);
  if (!request || !isDue(context, request)) return request;
  // A paper that is out ends well, whether or not the kiosk has reported that it was taken.
  if (request.state === 'PRINTED') return change(context, tx, request, 'complete', 'timer');
  return change(context, tx, request, 'time-out', 'timer', { reason: TIMED_OUT });
}

/** Ends a request that went wrong; the table decides whether that means cancelled or refunded. */
export async function failRequest(context: Context, requestId: string, reason: string): Promise<void> {
  await context.platform.database.transaction(async (tx) => {
    const request = await settledRequest(context, tx, { requestId });
    if (!request || isFinal(request.state)) return;
    await change(context, tx, request, 'fail', 'system', { reason });
  });
}

export async function timeOutDue(context: Context): Promise<number> {
  const { clock, database } = context.platform;
  const due = await database.query((tx) => dueRequests(tx, clock.now()));
  for (const requestId of due) {
    await database.transaction((tx) => settledRequest(context, tx, { requestId }));
  }
  return due.length;
}
