import { type CardState, formatDateEn, formatDateJa, jstDate } from '@mibun/rules';
import type { StatusOutcome } from '../../authority/status/index.ts';
import type { Bilingual, Refusal } from '../../platform/index.ts';
import { loginErrors } from './errors.ts';

interface CardStanding {
  readonly state: CardState;
  readonly changedAt: Date;
}

/** Why a card does not log its holder in; undefined while it may. */
export function refusalOfCard({ state, changedAt }: CardStanding): Refusal | undefined {
  switch (state) {
    case 'ACTIVE':
      return undefined;
    case 'PRODUCED':
    case 'AT_OFFICE':
    case 'ACTIVATING':
      return loginErrors.LOGIN_CARD_NOT_HANDED_OVER();
    case 'SUSPENDED':
      return loginErrors.LOGIN_CARD_SUSPENDED({
        title: since(
          changedAt,
          (date) => `このカードは${date}から一時停止中です。`,
          (date) => `This card has been suspended since ${date}.`,
        ),
      });
    case 'LAPSED':
      return loginErrors.LOGIN_CARD_LAPSED({
        title: since(
          changedAt,
          (date) => `このカードは${date}に失効しました。`,
          (date) => `This card lapsed on ${date}.`,
        ),
      });
    case 'ABOLISHED':
      return loginErrors.LOGIN_CARD_ABOLISHED({
        title: since(
          changedAt,
          (date) => `このカードは${date}に廃止されたため、二度と使えません。`,
          (date) => `This card was abolished on ${date} and can never be used again.`,
        ),
      });
    case 'COLLECTED':
    case 'DESTROYED':
      return loginErrors.LOGIN_CARD_ABOLISHED();
  }
}

/** Why a certificate of ours does not log its holder in; everything but good fails closed (VER-05). */
export function refusalOfStatus(outcome: StatusOutcome): Refusal | undefined {
  switch (outcome.status) {
    case 'good':
      return undefined;
    case 'held':
      return outcome.notYetActive
        ? loginErrors.LOGIN_CARD_NOT_HANDED_OVER()
        : loginErrors.LOGIN_CERTIFICATE_HELD();
    case 'revoked':
      if (outcome.reason === 'superseded') return loginErrors.LOGIN_CERTIFICATE_REPLACED();
      return loginErrors.LOGIN_CERTIFICATE_REVOKED({
        title: since(
          outcome.since,
          (date) => `利用者証明用電子証明書は${date}に失効しました。`,
          (date) => `The certificate for user identification was revoked on ${date}.`,
        ),
      });
    case 'expired':
      return loginErrors.LOGIN_CERTIFICATE_EXPIRED({
        title: since(
          outcome.since,
          (date) => `利用者証明用電子証明書の有効期限は${date}でした。`,
          (date) => `The certificate for user identification expired on ${date}.`,
        ),
      });
    case 'unknown':
      return loginErrors.LOGIN_CERTIFICATE_UNKNOWN();
  }
}

function since(at: Date, ja: (date: string) => string, en: (date: string) => string): Bilingual {
  const date = jstDate(at);
  return { ja: ja(formatDateJa(date)), en: en(formatDateEn(date)) };
}
