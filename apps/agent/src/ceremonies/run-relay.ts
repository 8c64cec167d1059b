import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type NewSecretsContext,
  type RelayAnswer,
  type RelayReply,
  type RelayRequest,
  type RelayStep,
  relayReply,
  type SecretProblem,
} from '@mibun/protocol';
import { type CardConnection, CardError, type CardErrorCode, setInitialPin, verifyPin } from '@mibun/reader';
import type { Bilingual } from '@mibun/rules';
import { type CredentialKind, checkCredential, isPlainDate } from '@mibun/rules';
import { presentSecret } from './present-secret.ts';
import { counterUnreachable, Declined, RelayError } from './relay-error.ts';

/** The screen before the holder at the counter. Rejecting with {@link Declined} means that they do not want to. */
export interface Holder {
  /** New secrets, each already typed twice. Asked again with `problem` when one may not be used (PIN-02). */
  setPins(
    credentials: readonly CredentialKind[],
    context: NewSecretsContext,
    problem?: { readonly credential: CredentialKind } & Bilingual,
  ): Promise<Readonly<Partial<Record<CredentialKind, string>>>>;
  /** One secret, to show that they know it. */
  askPin(credential: CredentialKind, triesLeft: number, problem?: SecretProblem): Promise<string>;
}

export interface RelayOptions {
  readonly relayUrl: string;
  readonly token: string;
  readonly connection: CardConnection;
  readonly holder: Holder;
  readonly fetch?: typeof fetch;
  /** Waits before an answer is sent again. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/** While the holder thinks, the server must know that somebody is still there. */
const HEARTBEAT_MS = 60_000;
const ATTEMPTS = 4;
const LONGEST_CALL_MS = 60_000;

/**
 * Lends a card to the counter's server: passes its commands to the card and its questions to the holder, until the
 * server says that it is finished. Secrets go from the holder to the card and never to the server.
 *
 * @returns what the server gives as result
 * @throws RelayError when the server ends it with a problem or cannot be reached
 */
export async function runRelay(options: RelayOptions): Promise<unknown> {
  const post = poster(options);
  const atr = Buffer.from(options.connection.atr).toString('hex');
  let reply = await post({ number: 0, answer: { kind: 'card-inserted', atr } });
  for (;;) {
    const { number, step } = reply;
    if (step.kind === 'finished') return finish(step);
    const answer =
      step.kind === 'wait' ? null : await answerTo(step, options, () => post({ number, answer: null }));
    reply = await post({ number, answer });
  }
}

function finish(step: Extract<RelayStep, { kind: 'finished' }>): unknown {
  if (step.ok) return step.result;
  const unsaid = { ja: '手続きを終えられませんでした。', en: 'The procedure could not be finished.' };
  const askClerk = { ja: '職員に知らせてください。', en: 'Tell the clerk.' };
  const { code, title, next } = step.problem ?? { code: 'relay-failed', title: unsaid, next: askClerk };
  throw new RelayError(code, title, next);
}

type Work = Exclude<RelayStep, { kind: 'finished' } | { kind: 'wait' }>;

async function answerTo(
  step: Work,
  options: RelayOptions,
  stillHere: () => Promise<unknown>,
): Promise<RelayAnswer> {
  const beat = setInterval(() => void stillHere().catch(() => undefined), HEARTBEAT_MS).unref();
  try {
    return await carryOut(step, options);
  } catch (error) {
    return failed(error);
  } finally {
    clearInterval(beat);
  }
}

async function carryOut(step: Work, { connection, holder }: RelayOptions): Promise<RelayAnswer> {
  switch (step.kind) {
    case 'transmit': {
      const responses: string[] = [];
      for (const command of step.commands) {
        responses.push(Buffer.from(await connection.transmit(Buffer.from(command, 'hex'))).toString('hex'));
      }
      return { kind: 'responses', responses };
    }
    case 'reset':
      await connection.reset();
      return { kind: 'reset-done' };
    case 'set-pins':
      await setPins(connection, holder, step.credentials, step.context);
      return { kind: 'pins-set' };
    case 'verify-pin': {
      const { credential } = step;
      const ask = (asked: { readonly triesLeft: number; readonly problem?: SecretProblem }) =>
        holder.askPin(credential, asked.triesLeft, asked.problem);
      // Stays verified for the server's next commands; the server resets the card when it has done them.
      await presentSecret(connection, credential, ask, (value) => verifyPin(connection, credential, value));
      return { kind: 'pin-verified' };
    }
  }
}

async function setPins(
  connection: CardConnection,
  holder: Holder,
  credentials: readonly CredentialKind[],
  context: NewSecretsContext,
): Promise<void> {
  const { birthDate, securityCode } = context;
  const comparedWith = {
    ...(birthDate !== undefined && isPlainDate(birthDate) && { birthDate }),
    ...(securityCode !== undefined && { securityCode }),
  };
  let typed = await holder.setPins(credentials, context);
  for (;;) {
    const checked = credentials.map((credential) => ({
      credential,
      check: checkCredential(credential, typed[credential] ?? '', comparedWith),
    }));
    const refused = checked.find(({ check }) => !check.ok);
    if (refused === undefined || refused.check.ok) {
      // All are fit before the first is written: nobody is left with half of them.
      for (const { credential, check } of checked) {
        if (check.ok) await setInitialPin(connection, credential, check.value);
      }
      return;
    }
    const { ja, en } = refused.check;
    typed = await holder.setPins(credentials, context, { credential: refused.credential, ja, en });
  }
}

const OUT_OF_REACH: ReadonlySet<CardErrorCode> = new Set([
  'card-reset',
  'card-timeout',
  'no-card',
  'reader-in-use',
  'reader-removed',
  'reader-service',
]);

function failed(error: unknown): RelayAnswer {
  if (error instanceof CardError) {
    const { triesLeft } = error;
    // To the server it is one and the same why the card is out of reach: nothing is known about the last command.
    const code = OUT_OF_REACH.has(error.code) ? 'card-removed' : error.code;
    return { kind: 'failed', code, message: error.message, ...(triesLeft !== undefined && { triesLeft }) };
  }
  if (error instanceof Declined) return { kind: 'failed', code: 'declined', message: error.message };
  return { kind: 'failed', code: 'agent', message: 'the agent could not do it' };
}

/**
 * Posts an answer and returns the next step. An answer that may not have arrived is sent again under the same number,
 * which the server takes once; the card is not touched for it.
 */
function poster({ relayUrl, token, fetch: doFetch = fetch, pause = sleep }: RelayOptions) {
  // Tells this agent from another one that has got hold of the same token; the server listens to one alone.
  const agent = randomUUID();
  return async (said: Omit<RelayRequest, 'agent'>): Promise<RelayReply> => {
    const body: RelayRequest = { agent, ...said };
    let cause: unknown;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      let response: Response;
      try {
        response = await doFetch(relayUrl, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify(body),
          redirect: 'error',
          signal: AbortSignal.timeout(LONGEST_CALL_MS),
        });
      } catch (error) {
        cause = error;
        await pause(attempt * 400);
        continue;
      }
      if (response.ok) {
        const parsed = relayReply.safeParse(await response.json());
        if (parsed.success) return parsed.data;
        throw counterUnreachable(new TypeError('an answer that is not of the relay'));
      }
      throw await refusal(response);
    }
    throw counterUnreachable(cause);
  };
}

async function refusal(response: Response): Promise<RelayError> {
  const problem = (await response.json().catch(() => ({}))) as { code?: unknown };
  const code = typeof problem.code === 'string' ? problem.code : `http-${response.status}`;
  return new RelayError(
    code,
    { ja: '窓口の手続きはもう受け付けられていません。', en: 'The office no longer accepts this procedure.' },
    { ja: '職員に、もう一度始めてもらってください。', en: 'Ask the clerk to start it again.' },
  );
}
