import { authenticate } from '@mibun/agent';
import type { CardTray } from '@mibun/reader';
import type { DeviceClient } from '@mibun/server';
import { PATIENCE_MS } from '../patience.ts';

export type Audience = 'resident' | 'staff';

interface ProblemDocument {
  readonly code?: string;
  readonly title?: string;
  readonly next?: string;
  readonly fields?: readonly { readonly field: string }[];
}

/** A refusal by the system, as a person would read it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly next: string;
  /** The names of what has to be put right. */
  readonly fields: readonly string[];
  constructor(status: number, problem: ProblemDocument) {
    super(`${problem.code ?? status}: ${problem.title ?? ''} ${problem.next ?? ''}`.trim());
    this.status = status;
    this.code = problem.code ?? String(status);
    this.title = problem.title ?? `the system answered ${status}`;
    this.next = problem.next ?? 'look at the log of the server';
    this.fields = (problem.fields ?? []).map(({ field }) => field);
  }
}

export interface CallOptions {
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  readonly type?: string;
  /** Bearer token: a draft, a correction, a kiosk session. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The machine whose key signs the call. */
  readonly device?: DeviceClient;
}

interface SessionView {
  readonly session: { readonly name: string; readonly role?: string; readonly office?: string } | null;
  readonly duties: readonly { readonly dutyId: string; readonly role: string; readonly office?: string }[];
  readonly csrfToken: string;
}

/** One person at one browser: cookies, CSRF token, and the same API that the pages call. */
export class Visitor {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();
  #csrf = '';

  constructor(origin: string) {
    this.#origin = origin;
  }

  async call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
    const response = await this.#send(method, path, options);
    return (await response.json()) as T;
  }

  get<T>(path: string, options?: CallOptions): Promise<T> {
    return this.call<T>('GET', path, options);
  }

  post<T>(path: string, json: unknown = {}, options: CallOptions = {}): Promise<T> {
    return this.call<T>('POST', path, { json, ...options });
  }

  async bytes(path: string, options: CallOptions = {}): Promise<Uint8Array> {
    const response = await this.#send('GET', path, options);
    return new Uint8Array(await response.arrayBuffer());
  }

  /** What the system refuses, with its code; an act that is not refused is a failure of the scenario. */
  async refusal(act: Promise<unknown>): Promise<Refused> {
    try {
      await act;
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
    throw new Error('the system allowed what it must refuse');
  }

  /** Logs in with a card: challenge, PIN into the chip, signature back. */
  async logIn(
    audience: Audience,
    tray: CardTray,
    serial: string,
    pin: string,
    /** Which of several duties a member of staff works in. */
    duty?: { readonly role: string; readonly office?: string },
  ): Promise<{ name: string; role?: string; office?: string }> {
    const challenge = await this.post<{ challengeId: string; nonce: string; statement: { en: string } }>(
      '/api/login/challenge',
      { audience },
    );
    const connection = tray.insert(serial);
    try {
      const proof = await authenticate({
        connection,
        pin,
        origin: this.#origin,
        nonce: challenge.nonce,
        statement: challenge.statement.en,
      });
      await this.post('/api/login', {
        audience,
        challengeId: challenge.challengeId,
        language: 'en',
        certificate: Buffer.from(proof.certificate).toString('base64'),
        signature: Buffer.from(proof.signature).toString('base64'),
      });
    } finally {
      await connection.close();
    }
    const { session, duties } = await this.#session(audience);
    if (!session) throw new Error('logged in without a session');
    if (duties.length === 0 || !duty) return session;
    const chosen = duties.find(({ role, office }) => role === duty.role && office === duty.office);
    if (!chosen) throw new Error(`no duty as ${duty.role} is offered`);
    await this.post('/api/session/duty', { dutyId: chosen.dutyId });
    return (await this.#session(audience)).session ?? session;
  }

  async #session(audience: Audience): Promise<SessionView> {
    const view = await this.get<SessionView>(`/api/session?audience=${audience}`);
    this.#csrf = view.csrfToken;
    return view;
  }

  async #send(method: string, path: string, options: CallOptions): Promise<Response> {
    const body = options.bytes
      ? Buffer.from(options.bytes)
      : options.json === undefined
        ? undefined
        : JSON.stringify(options.json);
    const { device, token } = options;
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
        ...(body !== undefined && { 'content-type': options.type ?? 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
        ...(this.#csrf && { 'x-csrf-token': this.#csrf }),
        ...(this.#cookies.size > 0 && {
          cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        }),
        ...signed,
        ...options.headers,
      },
      ...(body !== undefined && { body }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    if (!response.ok)
      throw new Refused(response.status, (await response.json().catch(() => ({}))) as ProblemDocument);
    return response;
  }
}
