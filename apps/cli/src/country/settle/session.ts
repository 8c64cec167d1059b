import { setTimeout as sleep } from 'node:timers/promises';
import type { PresentOperator } from '@mibun/pki';
import { isSecureOrigin } from '@mibun/protocol';
import type { Answer, Body } from '@mibun/server/contracts';
import { Client } from '../../client/client.ts';
import { Refused } from '../../client/refused.ts';
import { CommandError, say } from '../../output.ts';

export type OpenedSession = Answer<'POST /api/settlement/sessions/:id/open'>;

/** Every call can be made again: what was done is known. */
const WAITS_MS = [500, 1_000, 2_000, 4_000, 8_000];
const PASSING = new Set(['CHANGED_MEANWHILE', 'TOO_MANY_REQUESTS']);

/** The documented calls of a running system, as the settling makes them. */
export class Settlement {
  readonly #client: Client;
  readonly #server: string;
  #token = '';

  constructor(server: string) {
    this.#server = checkedAddress(server);
    this.#client = new Client(this.#server);
  }

  get relayUrl(): string {
    return `${this.#server}/api/relay`;
  }

  /** Shows the operators what they sign, and opens the session with their signatures. */
  async open(operators: readonly PresentOperator[]): Promise<OpenedSession> {
    const { id, statement } = await this.#calmly(() => this.#client.call('POST /api/settlement/sessions'));
    say('mibun: what the operators sign:');
    for (const line of statement.trimEnd().split('\n')) say(`  ${line}`);
    const signed = new TextEncoder().encode(statement);
    const approvals: { readonly publicKey: string; readonly signature: string }[] = [];
    for (const operator of operators) {
      approvals.push({
        publicKey: Buffer.from(operator.publicKey).toString('base64'),
        signature: Buffer.from(await operator.sign(signed)).toString('base64'),
      });
    }
    const opened = await this.#calmly(() =>
      this.#client.call('POST /api/settlement/sessions/:id/open', { params: { id }, body: { approvals } }),
    );
    this.#token = opened.token;
    return opened;
  }

  residents(body: Body<'POST /api/settlement/residents'>): Promise<Answer<'POST /api/settlement/residents'>> {
    const token = this.#token;
    return this.#patiently(() => this.#client.call('POST /api/settlement/residents', { body, token }));
  }

  staff(body: Body<'POST /api/settlement/staff'>): Promise<Answer<'POST /api/settlement/staff'>> {
    const token = this.#token;
    return this.#patiently(() => this.#client.call('POST /api/settlement/staff', { body, token }));
  }

  end(): Promise<Answer<'POST /api/settlement/end'>> {
    return this.#patiently(() => this.#client.call('POST /api/settlement/end', { token: this.#token }));
  }

  async #patiently<T>(call: () => Promise<T>): Promise<T> {
    for (const wait of WAITS_MS) {
      try {
        return await call();
      } catch (error) {
        if (!passes(error)) throw this.#calm(error);
        say(
          `mibun: ${error instanceof Refused ? error.title : `no answer from ${this.#server}`} Trying again.`,
        );
        await sleep(wait);
      }
    }
    return this.#calmly(call);
  }

  async #calmly<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw this.#calm(error);
    }
  }

  #calm(error: unknown): unknown {
    if (error instanceof Refused) {
      const named = error.fields.length > 0 ? ` (${error.fields.join(', ')})` : '';
      return new CommandError(`${error.title}${named}`, error.next);
    }
    return isSilence(error)
      ? new CommandError(
          `nothing answers at ${this.#server}`,
          'give the same command again when it does: what was entered is known',
        )
      : error;
  }
}

function passes(error: unknown): boolean {
  if (error instanceof Refused) return error.status >= 502 || PASSING.has(error.code);
  return isSilence(error);
}

function isSilence(error: unknown): boolean {
  return (
    (error instanceof TypeError && /^(fetch failed|terminated)$/.test(error.message)) ||
    (error instanceof DOMException && error.name === 'TimeoutError')
  );
}

/** Names, addresses and numbers of everybody go there. */
function checkedAddress(server: string): string {
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new CommandError(`${server} is no address`, '--server https://card.example');
  }
  if (!isSecureOrigin(url.origin)) {
    throw new CommandError(
      `${server} is plain HTTP to another machine`,
      'personal data goes there: use https, or run this on the machine of the server',
    );
  }
  return url.origin;
}
