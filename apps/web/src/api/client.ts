import type { Bilingual } from '@mibun/rules';
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

/** What a call may carry besides its path. */
export interface CallOptions {
  readonly query?: Query | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Bearer token of a draft; takes the place of the session's cookie and CSRF header. */
  readonly token?: string | undefined;
  /** Makes a repeated call the same call. */
  readonly idempotencyKey?: string | undefined;
  /** More header fields: the signature of a machine over the call. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
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

/** Answer of `GET /api/system`. */
export interface SystemInfo {
  /** The one address at which log-ins and cards work. */
  readonly origin: string;
  readonly mode: 'demo' | 'production';
  readonly country: Bilingual;
  /** An invented country: pages say that nothing in it is real. */
  readonly fictitious: boolean;
  /** The name in the head of the card. */
  readonly cardCountry: { readonly ja: string; readonly latin: string };
  readonly agentOrigin: string;
  readonly bankOrigin: string;
  /** Staff cards of a new demo country that are still being made. */
  readonly preparing: { readonly done: number; readonly of: number } | null;
}

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
  const answer = await call<A>('GET', '/api/session', { query: { audience } });
  const { session } = answer as unknown as SessionAnswer<Pick<Session, 'id' | 'name'> | null>;
  // A window stays what it was: whoever is logged in now did not open it.
  if (session && windowOf.isOfAnother(session.id)) throw otherSession();
  windowOf.belongsTo(session ?? undefined);
  csrfToken = answer.csrfToken;
  return answer;
}

/** What installation this is; asked once per page load. */
export function getSystem(): Promise<SystemInfo> {
  system ??= call<SystemInfo>('GET', '/api/system').then(
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

/** GET of JSON. Throws {@link ApiProblem}. */
export function get<T>(path: string, options?: CallOptions): Promise<T> {
  return call<T>('GET', path, options);
}

/** POST of JSON. Throws {@link ApiProblem}. */
export function post<T>(path: string, body?: unknown, options?: CallOptions): Promise<T> {
  return call<T>('POST', path, { ...options, body });
}

/** PUT of JSON. Throws {@link ApiProblem}. */
export function put<T>(path: string, body?: unknown, options?: CallOptions): Promise<T> {
  return call<T>('PUT', path, { ...options, body });
}

/** PATCH of JSON. Throws {@link ApiProblem}. */
export function patch<T>(path: string, body?: unknown, options?: CallOptions): Promise<T> {
  return call<T>('PATCH', path, { ...options, body });
}

/** DELETE. Throws {@link ApiProblem}. */
export function del<T>(path: string, options?: CallOptions): Promise<T> {
  return call<T>('DELETE', path, options);
}

/** GET of bytes (a picture, a PDF). Throws {@link ApiProblem}. */
export async function getBlob(path: string, options: CallOptions = {}): Promise<Blob> {
  const response = await send('GET', path, options, undefined);
  return response.blob();
}

/**
 * Sends a file: by itself as the body with its own content type, or inside a form when `form` names fields.
 * Throws {@link ApiProblem}.
 */
export async function upload<T>(
  path: string,
  file: Blob,
  options: CallOptions & {
    readonly method?: 'POST' | 'PUT';
    /** Sends multipart/form-data with the file as `file` and these fields beside it. */
    readonly form?: { readonly [field: string]: string };
  } = {},
): Promise<T> {
  let body: BodyInit = file;
  if (options.form !== undefined) {
    const form = new FormData();
    for (const [name, value] of Object.entries(options.form)) form.append(name, value);
    form.append('file', file, file instanceof File ? file.name : 'file');
    body = form;
  }
  return parse<T>(await send(options.method ?? 'POST', path, options, body));
}

async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  return parse<T>(await send(method, path, options, body));
}

async function send(
  method: string,
  path: string,
  options: CallOptions,
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
  options: CallOptions,
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
    if (reason instanceof DOMException && reason.name === 'AbortError') throw reason;
    const text = textIn(common, getLanguage()).problem;
    throw new ApiProblem({ status: 0, code: 'network', title: text.networkTitle, next: text.networkNext });
  }
}

async function parse<T>(response: Response): Promise<T> {
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
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
