import { createHash } from 'node:crypto';
import type { Bilingual, Platform, Tx } from '../../platform/index.ts';
import type { Challenge, ChallengePurpose } from './api.ts';
import { loginErrors } from './errors.ts';
import type { Binding } from './migrations.ts';
import { insertChallenge, takeChallenge } from './store.ts';

const NONCE_KEY = 'identity/nonces';
const LIFE_MS = 5 * 60_000;

export interface ConsumedChallenge {
  readonly nonce: string;
  readonly statement: Bilingual;
  readonly binding: Binding | null;
}

export interface Challenges {
  issue(
    tx: Tx,
    challenge: {
      readonly purpose: ChallengePurpose;
      readonly statement: Bilingual;
      readonly binding?: Binding;
    },
  ): Promise<Challenge>;
  /** In a transaction of its own, so that the nonce is gone whatever the verification finds (VER-04). */
  consume(purpose: ChallengePurpose, challengeId: string): Promise<ConsumedChallenge>;
}

export function challengesOn(platform: Platform): Challenges {
  const { clock, custody, database, random } = platform;
  let secret: Promise<void> | undefined;

  /** Derived from the id with a key in custody: the database holds no nonce that somebody could read there. */
  async function nonceOf(challengeId: string): Promise<string> {
    secret ??= ensureSecret();
    await secret;
    return Buffer.from(await custody.mac(NONCE_KEY, Buffer.from(challengeId))).toString('base64url');
  }
  async function ensureSecret(): Promise<void> {
    if (!(await custody.has(NONCE_KEY))) await custody.createSecret(NONCE_KEY);
  }

  return {
    async issue(tx, { purpose, statement, binding = null }) {
      const challengeId = random.token();
      const now = clock.now();
      const line = { ja: oneLine(statement.ja), en: oneLine(statement.en) };
      await insertChallenge(
        tx,
        {
          idHash: hashOf(challengeId),
          purpose,
          statement: line,
          binding,
          expiresAt: new Date(now.getTime() + LIFE_MS),
        },
        now,
      );
      return { challengeId, nonce: await nonceOf(challengeId), statement: line };
    },

    async consume(purpose, challengeId) {
      const challenge = await database.transaction((tx) => takeChallenge(tx, hashOf(challengeId)));
      if (!challenge || challenge.purpose !== purpose || challenge.expiresAt <= clock.now()) {
        throw loginErrors.LOGIN_CHALLENGE_OVER();
      }
      const { statement, binding } = challenge;
      return { nonce: await nonceOf(challengeId), statement, binding };
    },
  };
}

function hashOf(challengeId: string): string {
  return createHash('sha256').update(challengeId).digest('base64url');
}

/** The statement is one line of the signed message; a name must not add lines to it, nor turn its direction. */
function oneLine(text: string): string {
  const breaking = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
  return text.toWellFormed().replaceAll(breaking, ' ').trim().slice(0, 500);
}
