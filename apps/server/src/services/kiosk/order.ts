import { Refusal, type Tx } from '../../platform/index.ts';
import { serviceStopped } from './authenticate.ts';
import { change, scheduleTimeOut } from './change.ts';
import { actOf, type Caller, type Context } from './context.ts';
import { kioskErrors } from './errors.ts';
import { canBePrinted } from './issuing/resident-record.ts';
import { newPaperSerial } from './paper-serial.ts';
import { isStopped } from './papers.ts';
import type { SelectRequest } from './schemas.ts';
import { withRequest } from './session.ts';
import { type KioskRequest, setExpiry } from './store.ts';

/** The choice and its price in one step: what is paid later is what was shown here. */
export async function select(context: Context, caller: Caller, wish: SelectRequest): Promise<KioskRequest> {
  const { parameters } = context;
  const outcome = await withRequest(context, caller, async (tx, request) => {
    if (!(await printable(context, tx, request, wish))) return kioskErrors.KIOSK_CHARACTERS_NOT_PRINTABLE();
    const selected = await change(context, tx, request, 'select', 'kiosk');
    if (wish.copies > parameters.mostCopies) {
      throw kioskErrors.KIOSK_COPIES_TOO_MANY({ params: { most: parameters.mostCopies } });
    }
    const municipality = selected.municipality ?? '';
    return change(context, tx, selected, 'quote', 'system', {
      changes: {
        document: wish.document,
        options: wish.options,
        copies: wish.copies,
        fee: parameters.fee(municipality, wish.document) * wish.copies,
      },
    });
  });
  // Answered, not thrown: the look into the registry stays on the access log.
  if (outcome instanceof Refusal) throw outcome;
  return outcome;
}

/** CRT-01: known before anybody pays. */
async function printable(
  context: Context,
  tx: Tx,
  request: KioskRequest,
  { options }: SelectRequest,
): Promise<boolean> {
  const { fonts, residents } = context;
  const { personId } = request;
  // Whoever is not known yet is refused by the state of the request.
  if (!personId) return true;
  const act = actOf(request, 'kiosk');
  const resident = await residents.read(tx, personId, act);
  const household = options.relation ? await residents.household(tx, personId, act) : [];
  return canBePrinted({ resident, household, options, ...(fonts && { fonts }) });
}

/** Exactly the quoted amount, once. */
export async function pay(context: Context, caller: Caller, amount: number): Promise<KioskRequest> {
  const outcome = await withRequest(context, caller, async (tx, request) => {
    const code = request.municipality;
    if (request.state === 'QUOTED' && code && (await isStopped(tx, code))) {
      const refusal = serviceStopped(context.residents.municipality(code));
      await change(context, tx, request, 'fail', 'system', { reason: refusal.code });
      return refusal;
    }
    if (request.fee !== null && amount !== request.fee) {
      throw kioskErrors.KIOSK_AMOUNT_WRONG({ params: { fee: request.fee } });
    }
    return change(context, tx, request, 'pay', 'kiosk');
  });
  if (outcome instanceof Refusal) throw outcome;
  return outcome;
}

/** Orders the document: the job and the new state are one transaction. */
export function issue(context: Context, caller: Caller): Promise<KioskRequest> {
  const { clock, random } = context.platform;
  return withRequest(context, caller, (tx, request) =>
    change(context, tx, request, 'issue', 'system', {
      changes: { paperSerial: newPaperSerial(random), orderedAt: clock.now() },
    }),
  );
}

/** The person walks away from it before paying. */
export function cancel(context: Context, caller: Caller): Promise<KioskRequest> {
  return withRequest(context, caller, (tx, request) => change(context, tx, request, 'cancel', 'kiosk'));
}

/** The paper and the card are taken. */
export function complete(context: Context, caller: Caller): Promise<KioskRequest> {
  return withRequest(context, caller, async (tx, request) =>
    request.state === 'COMPLETED' ? request : change(context, tx, request, 'complete', 'kiosk'),
  );
}

const EXTENDABLE: readonly KioskRequest['state'][] = ['STARTED', 'AUTHENTICATED', 'SELECTED', 'QUOTED'];

/** More time for a person who asks for it (WCAG 2.2.1); never for a machine, and not for ever. */
export function extend(context: Context, caller: Caller): Promise<KioskRequest> {
  const { parameters, platform } = context;
  return withRequest(context, caller, async (tx, request) => {
    const seconds = parameters.seconds[request.state];
    if (!EXTENDABLE.includes(request.state) || seconds === null || !request.expiresAt) return request;
    const wished = platform.clock.now().getTime() + seconds * 1000;
    const latest = request.createdAt.getTime() + parameters.longestSeconds * 1000;
    const until = new Date(Math.max(request.expiresAt.getTime(), Math.min(wished, latest)));
    const extended = await setExpiry(tx, request, until);
    await scheduleTimeOut(platform.jobs, tx, extended);
    return extended;
  });
}
