import { createHash } from 'node:crypto';
import type { RelayStep } from '@mibun/protocol';
import { type CardConnection, CardError, readCommonSerial } from '@mibun/reader';
import type { BirthDate, CredentialKind } from '@mibun/rules';
import {
  bearerToken,
  commonErrors,
  type Http,
  type Platform,
  Refusal,
  serve,
  toProblem,
} from '../../platform/index.ts';
import { relayContract } from './contract.ts';
import { Conversation } from './conversation.ts';
import { HolderDeclined, relayErrors } from './errors.ts';
import { type After, systemAfter } from './timers.ts';

/** The holder's own screen, beside the card. No secret comes back from it. */
export interface HolderScreen {
  /**
   * Lets the holder choose secrets, each typed twice, and sets them. `IssuerChannel.letHolderSet` must have been called
   * for each; the channel is gone afterwards, open another one.
   * @throws CardError, HolderDeclined
   */
  setPins(credentials: readonly CredentialKind[], context: SetPinsContext): Promise<void>;
  /**
   * Lets the holder show that they know a secret; they may try until it is right or blocked. It stays verified on the
   * card until the next reset.
   * @throws CardError 'pin-blocked', HolderDeclined
   */
  verifyPin(credential: CredentialKind): Promise<void>;
}

/** What new secrets are compared with (PIN-02). */
export interface SetPinsContext {
  readonly birthDate?: BirthDate;
  readonly securityCode?: string;
}

/** What is to be done with the card. May be long, may use the database between its steps. */
export type RelayScript<R> = (connection: CardConnection, holder: HolderScreen) => Promise<R>;

export type RelayOutcome<R> =
  | { readonly ok: true; readonly result: R }
  /** CardError, HolderDeclined, a Refusal of the script's. */
  | { readonly ok: false; readonly error: unknown };

export interface RelayOptions<R> {
  /**
   * The card that must lie in the reader; 15 digits. With another one the script does not start. Absent for a card that
   * has no record of its serial yet: the script asks the chip itself.
   */
  readonly chipSerial?: string;
  /**
   * Called once, before the agent hears of the end, so that what its page reads next is up to date. The card is still in
   * the agent's reader: do not move it in the tray here.
   */
  readonly onFinished: (outcome: RelayOutcome<R>) => Promise<void> | void;
}

/** How the agent gets there: `Authorization: Bearer <token>`. Give it to the clerk's page alone. */
export interface RelayTicket {
  readonly token: string;
  readonly url: string;
}

export interface Relay {
  /** Waits for an agent with this card and runs the script on it. `R` goes to the page as JSON. */
  open<R>(script: RelayScript<R>, options: RelayOptions<R>): RelayTicket;
  routes(app: Http): void;
  /** Ends everything that is going on, as if the cards had been taken away. */
  close(): void;
}

/** How long the end of a relay can still be fetched. */
const KEEP_MS = 60_000;

/**
 * Lets scripts of the counter talk to a card that lies in a reader on another machine, through the agent there
 * (README.md). Commands and answers are never logged: they are the issuer's channel and the holder's data.
 */
export function createRelay(
  platform: Pick<Platform, 'config' | 'random' | 'log'>,
  after: After = systemAfter,
): Relay {
  const { config, random, log } = platform;
  const conversations = new Map<string, Conversation>();

  function open<R>(script: RelayScript<R>, options: RelayOptions<R>): RelayTicket {
    const token = random.token();
    const key = keyOf(token);
    const forget = () => after(KEEP_MS, () => conversations.delete(key));

    const run = async (atr: Uint8Array): Promise<void> => {
      const connection = remoteCard(conversation, atr);
      const outcome = await attempt(async (): Promise<R> => {
        if (options.chipSerial !== undefined) {
          const { chipSerial } = await readCommonSerial(connection);
          if (chipSerial !== options.chipSerial) throw relayErrors.RELAY_OTHER_CARD();
        }
        return script(connection, holderScreen(conversation));
      });
      const told = await attempt(async () => options.onFinished(outcome));
      conversation.end(lastStep(told.ok ? outcome : told));
      forget();
    };
    const conversation: Conversation = new Conversation(
      after,
      (atr) => void run(atr),
      () => {
        if (conversation.started) return;
        const error = new CardError('card-removed', 'no agent came');
        void attempt(async () => options.onFinished({ ok: false, error })).then((told) => {
          if (!told.ok) log.error({ err: told.error }, 'the end of a relay could not be recorded');
        });
        forget();
      },
    );
    conversations.set(key, conversation);
    return { token, url: `${config.origins.server}/api/relay` };
  }

  function lastStep(outcome: RelayOutcome<unknown>): RelayStep {
    if (outcome.ok) return { kind: 'finished', ok: true, result: outcome.result ?? null };
    const refusal = asRefusal(outcome.error);
    // What the agent said of its reader tells a card that was pulled from a service that was silent.
    const reason = outcome.error instanceof CardError ? outcome.error.message : undefined;
    log.info({ code: refusal.code, reason }, 'a relay ended without success');
    const ja = toProblem(refusal, 'ja');
    const en = toProblem(refusal, 'en');
    return {
      kind: 'finished',
      ok: false,
      problem: {
        code: refusal.code,
        title: { ja: ja.title, en: en.title },
        next: { ja: ja.next, en: en.next },
      },
    };
  }

  function asRefusal(error: unknown): Refusal {
    if (error instanceof Refusal) return error;
    if (error instanceof HolderDeclined) return relayErrors.RELAY_DECLINED();
    if (error instanceof CardError) {
      if (error.code === 'card-removed') return relayErrors.RELAY_CARD_LOST();
      if (error.code === 'pin-blocked') return relayErrors.RELAY_PIN_BLOCKED();
      return relayErrors.RELAY_CARD_REFUSED({ params: { code: error.code } });
    }
    const reference = random.id('err');
    log.error({ err: error, reference }, 'a relay script failed');
    return commonErrors.INTERNAL({ params: { reference } });
  }

  function routes(app: Http): void {
    const on = serve(app, relayContract);
    on(
      'POST /api/relay',
      async (request) => {
        const conversation = conversations.get(keyOf(bearerToken(request)));
        if (conversation === undefined) throw relayErrors.RELAY_OVER();
        return conversation.call(request.body);
      },
      {
        // Who is in no conversation does not get to say much.
        preParsing: async (request) => {
          if (!conversations.has(keyOf(bearerToken(request)))) throw relayErrors.RELAY_OVER();
        },
      },
    );
  }

  return {
    open,
    routes,
    close: () => {
      for (const conversation of conversations.values()) conversation.lose();
      conversations.clear();
    },
  };
}

/** The card as the script sees it; its commands travel. */
function remoteCard(conversation: Conversation, atr: Uint8Array): CardConnection {
  let open = true;
  return {
    atr,
    transmit: async (command) => {
      if (!open) throw new CardError('card-removed', 'the connection to the card is closed');
      const commands = [Buffer.from(command).toString('hex')];
      const { responses } = await conversation.ask({ kind: 'transmit', commands }, 'responses');
      if (responses.length !== 1) throw new CardError('malformed-answer', 'not one response to one command');
      return Buffer.from(responses[0] ?? '', 'hex');
    },
    reset: async () => {
      if (!open) throw new CardError('card-removed', 'the connection to the card is closed');
      await conversation.ask({ kind: 'reset' }, 'reset-done');
    },
    close: async () => {
      open = false;
    },
  };
}

function holderScreen(conversation: Conversation): HolderScreen {
  return {
    setPins: async (credentials, context) => {
      await conversation.ask({ kind: 'set-pins', credentials: [...credentials], context }, 'pins-set');
    },
    verifyPin: async (credential) => {
      await conversation.ask({ kind: 'verify-pin', credential }, 'pin-verified');
    },
  };
}

async function attempt<T>(work: () => Promise<T>): Promise<RelayOutcome<T>> {
  try {
    return { ok: true, result: await work() };
  } catch (error) {
    return { ok: false, error };
  }
}

// The map is asked by digest, so that how long a look-up takes says nothing about a token.
function keyOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
