import { type ActorKind, STAFF_ROLES, type StaffRole } from '@mibun/rules';
import type { AnswerIn, Api, Given, Optional } from '../src/contracts.ts';
import { type Actor, COOKIES, type Http, type Session } from '../src/platform/index.ts';
import type { TestPlatform } from './platform.ts';

export const staff = (kind: ActorKind, id: string, name: string, office?: string): Actor => ({
  kind,
  id,
  name,
  ...(office && { office }),
});

export interface LoggedIn {
  readonly session: Session;
  /** Of a browser: its cookie, and what says that a page of ours asks. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A session without a card being shown. */
export async function logIn(
  { database, sessions }: Pick<TestPlatform, 'database' | 'sessions'>,
  { id, kind, name, office }: Actor,
): Promise<LoggedIn> {
  const role = STAFF_ROLES.find((one) => one === kind);
  // Whoever is no resident asks as staff, also in a role that there is not.
  const audience = kind === 'resident' ? 'resident' : 'staff';
  const { token, session } = await database.transaction((tx) =>
    sessions.start(tx, {
      audience,
      personId: id,
      name,
      cardId: `card-of-${id}`,
      ...(audience === 'staff' && { role: role ?? (kind as StaffRole) }),
      ...(office && { office }),
    }),
  );
  return {
    session,
    headers: { cookie: `${COOKIES[audience]}=${token}`, 'x-csrf-token': session.csrfToken },
  };
}

/** What the server refused. */
export class Refused extends Error {
  readonly code: string | undefined;
  readonly status: number;
  constructor(status: number, { code, title }: { readonly code?: string; readonly title?: string }) {
    super(title ?? `answered ${status}`);
    this.code = code;
    this.status = status;
  }
}

/** One request, logged in for it; answers the body of a 200. @throws Refused */
export type Send = <T>(actor: Actor, method: string, url: string, body?: object) => Promise<T>;

export const sendOn =
  (platform: TestPlatform, app: Http): Send =>
  async <T>(actor: Actor, method: string, url: string, body?: object) => {
    const { headers } = await logIn(platform, actor);
    const response = await app.inject({
      method: method as 'GET',
      url,
      headers: { ...headers, 'accept-language': 'en' },
      ...(body && { payload: body }),
    });
    if (response.statusCode !== 200) throw new Refused(response.statusCode, response.json());
    return response.json() as T;
  };

type CallName = keyof Api & `${string} /${string}`;

export interface Caller {
  /** `call('POST /api/devices/:id/confirm', { params: { id }, body })`; answers as the contract says. @throws Refused */
  call<N extends CallName>(name: N, ...[given]: Optional<Given<Api, N>>): Promise<AnswerIn<Api, N>>;
}

export function callerOn(send: Send, actor: Actor): Caller {
  return {
    call(name, ...[given]) {
      const { params = {}, query = {}, body } = (given ?? {}) as Anything;
      const [method = '', path = ''] = name.split(' ');
      const address = path.replace(/:(\w+)/g, (_, param: string) => encodeURIComponent(params[param] ?? ''));
      const search = new URLSearchParams(query).toString();
      return send(actor, method, search ? `${address}?${search}` : address, body);
    },
  };
}

/** What is given when the name is not known yet. */
interface Anything {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}
