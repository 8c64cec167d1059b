import { type Authentication, authenticate } from '@mibun/agent';
import { calledAt } from '@mibun/protocol/endpoint';
import type { CardTray } from '@mibun/reader';
import type { DeviceClient } from '@mibun/server';
import type { AnswerIn, Api, Given, OctetsIn, Optional } from '@mibun/server/contracts';
import { PATIENCE_MS } from '../patience.ts';
import { refusalOf } from './refused.ts';

export type Audience = 'resident' | 'staff';
export type Challenge = AnswerIn<Api, 'POST /api/login/challenge'>;
/** Which of several duties a member of staff works in. */
export interface Duty {
  readonly role: string;
  readonly office?: string;
}
export type Session = NonNullable<AnswerIn<Api, 'GET /api/session'>['session']>;

/** What a call may carry besides what its contract says. */
export interface CallSettings {
  /** Bearer token: a draft, a correction, a kiosk session. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The machine whose key signs the call. */
  readonly device?: DeviceClient;
}

/** One call, by method and path. */
export interface Sent extends CallSettings {
  readonly json?: unknown;
  readonly file?: FileBody;
}

export interface FileBody {
  readonly bytes: Uint8Array;
  readonly type: string;
}

type Name<A> = keyof A & string;
type Options<A, N extends keyof A> = Given<A, N> & CallSettings;

/** What all options are when the name is not known yet. */
interface AnyOptions extends CallSettings {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/**
 * One person at one browser: cookies, CSRF token, and the API that the pages call. A call names its endpoint, and the
 * contract says what has to be given and what comes back. Throws Refused.
 */
export class Client<A = Api> {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();
  #csrf = '';

  constructor(origin: string) {
    this.#origin = origin;
  }

  async call<N extends Name<A>>(name: N, ...[options]: Optional<Options<A, N>>): Promise<AnswerIn<A, N>> {
    return (await this.#named(name, options)).json() as Promise<AnswerIn<A, N>>;
  }

  /** A call whose body is a file. */
  async callWithFile<N extends Name<A>>(
    name: N,
    file: FileBody,
    ...[options]: Optional<Omit<Options<A, N>, 'body'>>
  ): Promise<AnswerIn<A, N>> {
    return (await this.#named(name, options, file)).json() as Promise<AnswerIn<A, N>>;
  }

  /** A call that is answered with octets. */
  async bytes<N extends Name<A> & OctetsIn<A>>(
    name: N,
    ...[options]: Optional<Options<A, N>>
  ): Promise<Uint8Array> {
    return new Uint8Array(await (await this.#named(name, options)).arrayBuffer());
  }

  /** Logs in with a software card: challenge, PIN into the chip, signature back. */
  logIn(audience: Audience, tray: CardTray, serial: string, pin: string, duty?: Duty): Promise<Session> {
    const origin = this.#origin;
    return this.logInBy(
      audience,
      async ({ nonce, statement }) => {
        const connection = tray.insert(serial);
        try {
          return await authenticate({ connection, pin, origin, nonce, statement: statement.en });
        } finally {
          await connection.close();
        }
      },
      duty,
    );
  }

  /** The same with whatever has the card sign; in the language of this client, which is English. */
  async logInBy(
    audience: Audience,
    prove: (challenge: Challenge) => Promise<Authentication>,
    duty?: Duty,
  ): Promise<Session> {
    const challenge = await this.#own('POST /api/login/challenge', { body: { audience } });
    const proof = await prove(challenge);
    await this.#own('POST /api/login', {
      body: {
        audience,
        challengeId: challenge.challengeId,
        language: 'en',
        certificate: Buffer.from(proof.certificate).toString('base64'),
        signature: Buffer.from(proof.signature).toString('base64'),
      },
    });
    const { session, duties } = await this.#session(audience);
    if (!session) throw new Error('logged in without a session');
    if (duties.length === 0 || !duty) return session;
    const chosen = duties.find(({ role, office }) => role === duty.role && office === duty.office);
    if (!chosen) throw new Error(`no duty as ${duty.role} is offered`);
    await this.#own('POST /api/session/duty', { body: { dutyId: chosen.dutyId } });
    return (await this.#session(audience)).session ?? session;
  }

  async #session(audience: Audience) {
    const view = await this.#own('GET /api/session', { query: { audience } });
    this.#csrf = view.csrfToken;
    return view;
  }

  /** The calls of the log-in, which every server has whatever else it answers to. */
  async #own<N extends Name<Api>>(name: N, options: Given<Api, N>): Promise<AnswerIn<Api, N>> {
    return (await this.#named(name, options)).json() as Promise<AnswerIn<Api, N>>;
  }

  #named(name: string, options: unknown, file?: FileBody): Promise<Response> {
    const { params, query = {}, body, ...settings } = (options ?? {}) as AnyOptions;
    const { method, path } = calledAt(name, params);
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value));
    return this.send(method, search.size > 0 ? `${path}?${search}` : path, {
      ...settings,
      // What is sent is what was given, as in the pages: a body that is missing is to be noticed.
      ...(file ? { file } : { json: body }),
    });
  }

  protected async send(
    method: string,
    path: string,
    { device, file, headers, json, token }: Sent,
  ): Promise<Response> {
    const body = file ? Buffer.from(file.bytes) : json === undefined ? undefined : JSON.stringify(json);
    const signed = device?.sign(method, path, {
      ...(body !== undefined && { body }),
      ...(token && { token }),
    });
    const response = await fetch(new URL(path, this.#origin), {
      method,
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        'accept-language': 'en',
        origin: this.#origin,
        ...(body !== undefined && { 'content-type': file?.type ?? 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...(this.#csrf && { 'x-csrf-token': this.#csrf }),
        ...(this.#cookies.size > 0 && {
          cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        }),
        ...signed,
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    if (!response.ok) throw await refusalOf(response);
    return response;
  }
}
