import { signatureOfCard } from '@mibun/pki';
import { authenticationMessage } from '@mibun/reader';
import type { Certificates } from '../../authority/certificates/index.ts';
import type { Status, Validation } from '../../authority/status/index.ts';
import type { Cards } from '../../issuance/cards/index.ts';
import { commonErrors, type Platform, Refusal, systemActor, type Tx } from '../../platform/index.ts';
import type { Authenticated, ChallengeAnswer, ChallengePurpose } from './api.ts';
import { loginActs } from './audited-acts.ts';
import type { Challenges, ConsumedChallenge } from './challenge.ts';
import { loginErrors } from './errors.ts';
import type { Binding } from './migrations.ts';
import { refusalOfCard, refusalOfStatus } from './refuse.ts';

export interface Proof extends Authenticated {
  /** What the answered challenge was bound to. */
  readonly binding: Binding | null;
}

export interface Authentication {
  authenticate(purpose: ChallengePurpose, answer: ChallengeAnswer): Promise<Proof>;
  /** Throws why this card does not go on in a log-in that has been made; that ends with its certificate anyway. */
  demandUsableCard(tx: Tx, cardId: string): Promise<void>;
  /** Throws why card or certificate do not log their holder in; what is found stays so until the transaction ends. */
  demandUsable(tx: Tx, proof: Pick<Proof, 'cardId' | 'serial'>): Promise<void>;
}

/**
 * The checks of a log-in, in their order (VER-02 … VER-05): the nonce is consumed; the certificate is one of ours and
 * of the right kind; the card signed this challenge for this origin; card and certificate are in force. What a card's
 * state is, is told only to somebody who has proved to hold it.
 */
export function authenticationOn(
  platform: Platform,
  deps: {
    readonly challenges: Challenges;
    readonly status: Status;
    readonly cards: Cards;
    readonly certificates: Certificates;
  },
): Authentication {
  const { audit, config, database } = platform;
  const { challenges, status, cards, certificates } = deps;

  async function demandOurs(answer: ChallengeAnswer): Promise<Required<Validation>> {
    const validation = await status.validate(answer.certificate, 'authentication');
    if (validation.issued) return { ...validation, issued: validation.issued };
    const asSignature = await status.validate(answer.certificate, 'signature');
    if (asSignature.issued) throw loginErrors.LOGIN_CERTIFICATE_KIND();
    throw loginErrors.LOGIN_CERTIFICATE_UNKNOWN();
  }

  function signedBy(validation: Validation, challenge: ConsumedChallenge, answer: ChallengeAnswer): boolean {
    const message = authenticationMessage({
      // Every page that asks for a log-in, the one for services included, is of this origin.
      origin: config.origins.server,
      nonce: challenge.nonce,
      statement: challenge.statement[answer.language],
    });
    return signatureOfCard(validation.certificate.spki, message, answer.signature) !== undefined;
  }

  async function demandUsableCard(tx: Tx, cardId: string): Promise<void> {
    const refusal = refusalOfCard(await cards.hold(tx, cardId));
    if (refusal) throw refusal;
  }

  return {
    demandUsableCard,
    async demandUsable(tx, { cardId, serial }) {
      await demandUsableCard(tx, cardId);
      if (!(await certificates.holdInForce(tx, 'authentication', serial))) {
        throw loginErrors.LOGIN_CERTIFICATE_REVOKED();
      }
    },
    async authenticate(purpose, answer) {
      const challenge = await challenges.consume(purpose, answer.challengeId);
      const validation = await demandOurs(answer);
      if (!signedBy(validation, challenge, answer)) throw loginErrors.LOGIN_SIGNATURE_WRONG();
      const { personId, cardId, serial } = validation.issued;
      try {
        await database.query((tx) => demandUsableCard(tx, cardId));
        const refusal = refusalOfStatus(validation.status);
        if (refusal) throw refusal;
        if (!validation.ok) throw loginErrors.LOGIN_CERTIFICATE_UNKNOWN();
      } catch (error) {
        if (error instanceof Refusal) await recordRefusal(purpose, personId, cardId, error);
        throw error;
      }
      return { personId, cardId, serial, binding: challenge.binding };
    },
  };

  /** The holder sees that their stopped card was tried somewhere. */
  async function recordRefusal(
    purpose: ChallengePurpose,
    personId: string,
    cardId: string,
    refusal: Refusal,
  ): Promise<void> {
    if (refusal.code === commonErrors.NOT_FOUND().code) return;
    await database.transaction((tx) =>
      audit.record(tx, {
        actor: systemActor('login'),
        action: loginActs.refuse,
        purpose: 'login',
        subject: personId,
        detail: { cardId, where: purpose, code: refusal.code },
      }),
    );
  }
}
