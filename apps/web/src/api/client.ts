import type { Answer } from '@mibun/server/contracts';
import { common } from '../i18n/common.ts';
import { getLanguage } from '../i18n/language.ts';
import { textIn } from '../i18n/messages.ts';
import { ApiProblem, problemFrom } from './problem.ts';
import { noteSessionEnded } from './session-ended.ts';
import { noteStale } from './stale.ts';
import { windowSession } from './window-session.ts';

export { ApiProblem } from './problem.ts';

/** Values of a query string; undefined and empty ones are left out. */
export type Query = { readonly [name: string]: string | number | boolean | undefined };

/** What a call may carry besides what its contract says. */
export interface CallSettings {
  /** Bearer token of a draft; takes the place of the session's cookie and CSRF header. */
  readonly token?: string | undefined;
  /** Makes a repeated call the same call. */
  readonly idempotencyKey?: string | undefined;
  /** More header fields: the signature of a machine over the call. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** All that a call may carry besides its path. */
export interface RequestOptions extends CallSettings {
  readonly query?: Query | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** Who is logged in at this door. The server may add fields; a door narrows the type. */
export interface Session {
  /** By which this window says whose session it was opened in. */
  readonly id: string;
  readonly audience: 'resident' | 'staff';
  readonly name: string;
  readonly kana?: string;
  readonly role?: string;
  readonly office?: string;
  readonly expiresAt?: string;
}

/** Answer of `GET /api/session`. */
export interface SessionAnswer<S = Session> {
  readonly session: S | null;
  readonly csrfToken: string;
}

/** What installation this is. */
export type SystemInfo = Answer<'GET /api/system'>;

let audience: 'resident' | 'staff' = 'resident';
let csrfToken: string | undefined;
export const windowOf = windowSession();
let system: Promise<SystemInfo> | undefined;
let systemNow: SystemInfo | undefined;

/** Says whose session this door uses; called once when the door is mounted. */
export function setAudience(value: 'resident' | 'staff'): void {
  audience = value;
  csrfToken = undefined;
  windowOf.belongsTo(undefined);
}

/** Who is logged in here, or null. Also renews the CSRF token. */
export async function getSession<S = Session, A extends SessionAnswer<S> = SessionAnswer<S>>(): Promise<A> {
  const answer = await request<A>('GET', '/api/session', { query: { audience } });
  const { session } = answer as unknown as SessionAnswer<Pick<Session, 'id' | 'name'> | null>;
  // A window stays what it was: whoever is logged in now did not open it.
  if (session && windowOf.isOfAnother(session.id)) throw otherSession();
  windowOf.belongsTo(session ?? undefined);
  csrfToken = answer.csrfToken;
  return answer;
}

/** What installation this is; asked once per page load. */
export function getSystem(): Promise<SystemInfo> {
  system ??= request<SystemInfo>('GET', '/api/system').then(
    (info) => {
      systemNow = info;
      return info;
    },
    (reason: unknown) => {
      system = undefined;
      throw reason;
    },
  );
  return system;
}

/** The installation if it is already known, without waiting. */
export function systemIfKnown(): SystemInfo | undefined {
  return systemNow;
}

/**
 * One call, by method and path, with no word on what comes back. Pages make theirs through `call.ts`, where the contract says
 * it; `other-server.ts` is for whoever else answers. Throws {@link ApiProblem}.
 */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  return parse<T>(await send(method, path, options, body));
}

/** The same with a body that is sent as it is: a file, a form. */
export async function requestWith<T>(
  method: string,
  path: string,
  body: BodyInit,
  options: RequestOptions = {},
): Promise<T> {
  return parse<T>(await send(method, path, options, body));
}

/** The same for octets (a picture, a PDF). */
export async function requestBlob(method: string, path: string, options: RequestOptions = {}): Promise<Blob> {
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  const response = await send(method, path, options, body);
  return response.blob().catch((reason: unknown) => {
    throw notArrived(reason);
  });
}

async function send(
  method: string,
  path: string,
  options: RequestOptions,
  body: BodyInit | undefined,
): Promise<Response> {
  const first = await attempt(method, path, options, body);
  if (first.ok) return first;
  const problem = await problemOf(first);
  if (problem.code === SESSION_OF_ANOTHER) windowOf.isOvertaken();
  if (problem.code === 'LOGIN_NEEDED') noteSessionEnded();
  // A token from before a log-in or log-out is stale once; a second refusal is a real one.
  if (problem.status === 403 && problem.code === 'CSRF' && options.token === undefined) {
    csrfToken = undefined;
    const second = await attempt(method, path, options, body);
    if (second.ok) return second;
    throw refusedAct(method, await problemOf(second));
  }
  throw refusedAct(method, problem);
}

/** An act that is refused because things have moved on: every page that shows them brings them up to date. */
function refusedAct(method: string, problem: ApiProblem): ApiProblem {
  if (problem.status === 409 && method !== 'GET') noteStale();
  return problem;
}

const SESSION_OF_ANOTHER = 'SESSION_OF_ANOTHER';

function otherSession(): ApiProblem {
  windowOf.isOvertaken();
  const text = textIn(common, getLanguage()).otherSession;
  return new ApiProblem({ status: 409, code: SESSION_OF_ANOTHER, title: text.title, next: text.next });
}

/** The address of a picture that the browser fetches by itself, in the session of this window alone. */
export function inThisSession(path: string): string {
  return withQuery(path, { session: windowOf.id() });
}

async function attempt(
  method: string,
  path: string,
  options: RequestOptions,
  body: BodyInit | undefined,
): Promise<Response> {
  const headers = new Headers({
    accept: 'application/json, application/problem+json',
    'accept-language': getLanguage(),
  });
  if (typeof body === 'string') headers.set('content-type', 'application/json');
  if (options.idempotencyKey !== undefined) headers.set('idempotency-key', options.idempotencyKey);
  if (options.token !== undefined) headers.set('authorization', `Bearer ${options.token}`);
  else if (windowOf.id() !== undefined) headers.set('x-session', windowOf.id() ?? '');
  if (options.token === undefined && method !== 'GET')
    headers.set('x-csrf-token', csrfToken ?? (await getSession()).csrfToken);
  for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value);
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (body !== undefined) init.body = body;
  if (options.signal !== undefined) init.signal = options.signal;
  try {
    return await fetch(withQuery(path, options.query), init);
  } catch (reason) {
    throw notArrived(reason);
  }
}

/** No answer, or not the whole of one. What the page itself has given up stays what it is. */
function notArrived(reason: unknown): unknown {
  if (reason instanceof DOMException && reason.name === 'AbortError') return reason;
  const text = textIn(common, getLanguage()).problem;
  return new ApiProblem({ status: 0, code: 'network', title: text.networkTitle, next: text.networkNext });
}

async function parse<T>(response: Response): Promise<T> {
  const text = await response.text().catch((reason: unknown) => {
    throw notArrived(reason);
  });
  if (text === '') return undefined as T;
  try {
    return JSON.parse(text) as T;
  } catch {
    // Somebody between us and the server has answered in its place.
    const words = textIn(common, getLanguage()).problem;
    throw new ApiProblem({
      status: response.status,
      code: 'answer-unreadable',
      title: words.serverTitle,
      next: words.networkNext,
    });
  }
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const fallback = textIn(common, getLanguage()).problem.serverTitle;
  try {
    return problemFrom(response.status, await response.json(), fallback);
  } catch {
    return problemFrom(response.status, undefined, fallback);
  }
}

/** Adds a query string to a path. */
export function withQuery(path: string, query: Query | undefined): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const encoded = search.toString();
  if (encoded === '') return path;
  return `${path}${path.includes('?') ? '&' : '?'}${encoded}`;
}
