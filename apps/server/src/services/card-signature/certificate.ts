import type { RevocationReason } from '@mibun/pki';
import { formatDateEn, formatDateJa, jstDate } from '@mibun/rules';
import type { Certificates } from '../../authority/certificates/index.ts';
import type { Validation } from '../../authority/status/index.ts';
import type { Bilingual, Refusal } from '../../platform/index.ts';
import { cardSignatureErrors } from './errors.ts';

/** Why a certificate was revoked, in words for its holder (domain.md §6.6). */
const REVOCATION: Readonly<Record<RevocationReason, Bilingual>> = {
  unspecified: { ja: '理由の記録なし', en: 'no reason on record' },
  keyCompromise: { ja: '鍵が漏れたおそれ', en: 'the key may have become known to others' },
  cACompromise: { ja: '認証局の事故', en: 'an incident at the certification authority' },
  affiliationChanged: {
    ja: '氏名・住所などの変更',
    en: 'your name, address or another certified fact has changed',
  },
  superseded: { ja: '新しい証明書への更新', en: 'it was replaced by a newer one' },
  cessationOfOperation: { ja: 'カードの廃止・返納', en: 'the card was given up or reported lost' },
  certificateHold: { ja: '一時停止', en: 'suspension' },
  removeFromCRL: { ja: '理由の記録なし', en: 'no reason on record' },
};

/** Why this certificate may not sign for this person, or undefined when it may. Everything but good refuses (VER-05). */
export function refusalOf(
  validation: Validation,
  personId: string,
  certificates: Certificates,
): Refusal | undefined {
  const { certificate, status, issued, ok } = validation;
  const isLogin =
    Buffer.compare(certificate.issuerDer, certificates.ca('authentication').certificate.subjectDer) === 0;
  if (isLogin) return cardSignatureErrors.SIGNING_LOGIN_CERTIFICATE();
  if (!issued) return cardSignatureErrors.SIGNING_FOREIGN_CERTIFICATE();
  // Before the status: what has become of somebody else's certificate is not this person's business.
  if (issued.personId !== personId) return cardSignatureErrors.SIGNING_OTHER_PERSON();
  if (status.status === 'held') {
    return status.notYetActive
      ? cardSignatureErrors.SIGNING_CERTIFICATE_NOT_YET_ACTIVE()
      : inWords(cardSignatureErrors.SIGNING_CERTIFICATE_HELD, status.since);
  }
  if (status.status === 'revoked') {
    return inWords(cardSignatureErrors.SIGNING_CERTIFICATE_REVOKED, status.since, REVOCATION[status.reason]);
  }
  if (status.status === 'expired')
    return inWords(cardSignatureErrors.SIGNING_CERTIFICATE_EXPIRED, status.since);
  return ok ? undefined : cardSignatureErrors.SIGNING_CERTIFICATE_UNFIT();
}

/** Fills date and reason in each language: a parameter would be the same in both. */
function inWords(
  thrower: (details?: { readonly title?: Bilingual }) => Refusal,
  since: Date,
  reason: Bilingual = { ja: '', en: '' },
): Refusal {
  const { title } = thrower().definition;
  const date = jstDate(since);
  const fill = (text: string, written: string, why: string) =>
    text.replace('{since}', written).replace('{reason}', why);
  return thrower({
    title: {
      ja: fill(title.ja, formatDateJa(date), reason.ja),
      en: fill(title.en, formatDateEn(date), reason.en),
    },
  });
}
