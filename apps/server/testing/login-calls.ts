import assert from 'node:assert/strict';
import type { Tx } from '../src/platform/index.ts';
import type { SessionAnswer } from '../src/services/login/schemas.ts';
import { answer, type HeldCard, type LoginBench } from './login.ts';

/** Log-ins over HTTP, as browsers and cards do them; the bench is opened later than this is called. */
export function loginOn(bench: () => LoginBench) {
  const post = (payload: object, cookie = '') =>
    bench().app.inject({ method: 'POST', url: '/api/login', payload, headers: { cookie } });
  return {
    post,
    async login(card: HeldCard, audience: 'resident' | 'staff' = 'resident', cookie = '') {
      const challenge = await bench().challenge(audience);
      return post({ audience, ...answer(challenge, card.authentication) }, cookie);
    },
    async session(cookie: string, audience = 'resident'): Promise<SessionAnswer> {
      const url = `/api/session?audience=${audience}`;
      return (await bench().app.inject({ url, headers: { cookie } })).json<SessionAnswer>();
    },
    async newCard(personId: string, until?: 'AT_OFFICE'): Promise<HeldCard> {
      await bench().addResident(personId);
      return bench().makeCard(personId, until);
    },
    change: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => bench().platform.database.transaction(work),
  };
}

export async function refusedWith(response: { statusCode: number; json(): unknown }): Promise<string> {
  const { code, next } = response.json() as { code: string; next: string };
  assert.ok(response.statusCode >= 400, `let in: ${response.statusCode}`);
  assert.ok(next.length > 10, 'a refusal says what to do');
  return code;
}
