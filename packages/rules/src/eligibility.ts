import { ageOn, type BirthDate } from './birth-date.ts';
import { daysBetween, type PlainDate } from './dates.ts';
import type { CertificateKind } from './lifecycle/certificate.ts';
import { ALLOWED, refuse, type Verdict } from './text-pair.ts';

/** A person as the age rules see them. */
export interface PersonOnDay {
  readonly birthDate: BirthDate;
  readonly on: PlainDate;
  /** An adult under guardianship (成年被後見人). */
  readonly ward: boolean;
}

export type CertificateBar = 'under-15' | 'ward' | 'face-authentication-card';

/** Whether a person may hold a certificate of this kind (domain.md AGE-01, PIN-08, §10.3). */
export function mayHold(
  kind: CertificateKind,
  person: PersonOnDay & { readonly faceAuthenticationCard?: boolean },
): Verdict<CertificateBar> {
  if (kind === 'authentication') return ALLOWED;
  if (ageOn(person.birthDate, person.on) < 15) {
    return refuse(
      'under-15',
      'AGE-01',
      '15歳未満の方には、署名用電子証明書は発行されません（実印に当たるものだからです）。',
      'No signature certificate is issued to persons under 15: it stands for a registered seal.',
    );
  }
  if (person.ward) {
    return refuse(
      'ward',
      'AGE-01',
      '成年被後見人の方には、署名用電子証明書は発行されません。',
      'No signature certificate is issued to adult wards.',
    );
  }
  if (person.faceAuthenticationCard) {
    return refuse(
      'face-authentication-card',
      'PIN-08',
      '顔認証マイナンバーカードには、署名用電子証明書を入れられません。先に通常のカードへ切り替えてください。',
      'A face-authentication card carries no signature certificate. Switch to a normal card first.',
    );
  }
  return ALLOWED;
}

/** Whether the legal representative must apply, attend pick-up and set the PIN (domain.md AGE-01, AGE-02). */
export function needsRepresentative(person: PersonOnDay): boolean {
  return person.ward || ageOn(person.birthDate, person.on) < 15;
}

/** Whether the card of an application made on a day carries a photo (domain.md CARD-05, AGE-03). */
export function needsPhoto(birthDate: BirthDate, appliedOn: PlainDate): boolean {
  return ageOn(birthDate, appliedOn) >= 1;
}

export type StayBar = 'stay-too-short';

/** Whether enough of the stay is left for an application; 30 days or less are refused (domain.md VAL-08). */
export function stayLongEnough(on: PlainDate, stayUntil: PlainDate | undefined): Verdict<StayBar> {
  if (stayUntil === undefined || daysBetween(on, stayUntil) > 30) return ALLOWED;
  return refuse(
    'stay-too-short',
    'VAL-08',
    '在留期間の残りが30日以下のため、申請できません。在留期間を更新してから申請してください。',
    'Thirty days or less of the stay are left. Apply after the stay has been renewed.',
  );
}

export type HandOverBar = 'card-expired';

/** Whether a finished card may still be handed over (domain.md VAL-08). */
export function stillValidForHandOver(on: PlainDate, cardExpiry: PlainDate): Verdict<HandOverBar> {
  if (on <= cardExpiry) return ALLOWED;
  return refuse(
    'card-expired',
    'VAL-08',
    'カードの有効期限が過ぎているため、お渡しできません。カードは廃棄し、新しい申請が必要です。',
    'The card is past its expiry date and cannot be handed over. It is destroyed; a new application is needed.',
  );
}

export type KioskBar =
  | 'under-15'
  | 'moved-out'
  | 'protected'
  | 'deceased'
  | 'record-in-edit'
  | 'name-too-long';

/** What the registry says about the holder at a kiosk. */
export interface KioskPerson {
  readonly birthDate: BirthDate;
  readonly on: PlainDate;
  /** Moved out, or announced it. */
  readonly movedOut: boolean;
  /** Under support measures for victims of violence. */
  readonly protected: boolean;
  readonly deceased: boolean;
  /** Same-day move-in, birth or family-register change in progress. */
  readonly recordInEdit: boolean;
  readonly nameTooLong: boolean;
}

const AT_COUNTER_JA = '窓口で手続きしてください。';

/**
 * Whether a person may fetch certificates at a kiosk (domain.md KSK-03). The refusals for protected and deceased
 * persons read like that of a record in edit: a stranger at the kiosk must not learn the difference.
 */
export function mayUseKiosk(person: KioskPerson, minimumAge = 15): Verdict<KioskBar> {
  const unavailable = {
    ja: `現在、コンビニ交付を利用できません。${AT_COUNTER_JA}`,
    en: 'Certificates cannot be issued at a kiosk at present. Ask at the municipal office.',
  };
  if (person.deceased) return refuse('deceased', 'KSK-03', unavailable.ja, unavailable.en);
  if (person.protected) return refuse('protected', 'KSK-03', unavailable.ja, unavailable.en);
  if (person.recordInEdit) return refuse('record-in-edit', 'KSK-03', unavailable.ja, unavailable.en);
  if (ageOn(person.birthDate, person.on) < minimumAge) {
    return refuse(
      'under-15',
      'KSK-03',
      `${minimumAge}歳未満の方は、コンビニ交付を利用できません。${AT_COUNTER_JA}`,
      `Persons under ${minimumAge} cannot use a kiosk. Ask at the municipal office.`,
    );
  }
  if (person.movedOut) {
    return refuse(
      'moved-out',
      'KSK-03',
      `転出した方、転出の届出をした方は利用できません。${AT_COUNTER_JA}`,
      'After moving out, or announcing it, a kiosk cannot be used. Ask at the municipal office.',
    );
  }
  if (person.nameTooLong) {
    return refuse(
      'name-too-long',
      'KSK-03',
      `お名前が証明書の様式に入りきらないため、コンビニでは発行できません。${AT_COUNTER_JA}`,
      'The name does not fit the kiosk’s form. Ask at the municipal office.',
    );
  }
  return ALLOWED;
}

export type RemoteResetBar =
  | 'counter-only'
  | 'other-secret-unknown'
  | 'certificates-invalid'
  | 'attributes-changed';

/** Whether a secret can be reset by smartphone app and kiosk (domain.md PIN-06). */
export function mayResetRemotely(
  kind: 'signature' | 'authentication' | 'registry' | 'text',
  facts: {
    /** The AUTH PIN for the signature password, and the reverse. */
    readonly otherSecretKnown: boolean;
    readonly certificatesValid: boolean;
    readonly attributesUnchanged: boolean;
  },
): Verdict<RemoteResetBar> {
  if (kind === 'registry' || kind === 'text') {
    return refuse(
      'counter-only',
      'PIN-01',
      'この暗証番号は、市区町村の窓口でだけ再設定できます。',
      'This PIN can be reset only at the municipal office.',
    );
  }
  if (!facts.otherSecretKnown) {
    return refuse(
      'other-secret-unknown',
      'PIN-06',
      '両方の暗証番号が分からないときは、市区町村の窓口で再設定してください。',
      'If both secrets are unknown, they can be reset only at the municipal office.',
    );
  }
  if (!facts.certificatesValid) {
    return refuse(
      'certificates-invalid',
      'PIN-06',
      '電子証明書が有効でないため、市区町村の窓口での手続きが必要です。',
      'The certificates are not valid. Ask at the municipal office.',
    );
  }
  if (!facts.attributesUnchanged) {
    return refuse(
      'attributes-changed',
      'PIN-06',
      '氏名・住所などが変わっているため、市区町村の窓口での手続きが必要です。',
      'Name, address or other data have changed. Ask at the municipal office.',
    );
  }
  return ALLOWED;
}

export type CircumstanceOfLoss = 'home' | 'outside' | 'stolen' | 'fire';

export const CIRCUMSTANCES_OF_LOSS = {
  home: { ja: '自宅内での紛失', en: 'lost at home' },
  outside: { ja: '自宅外での紛失', en: 'lost outside' },
  stolen: { ja: '盗難', en: 'stolen' },
  fire: { ja: '火災など', en: 'fire or other disaster' },
} as const;

export type LossReportBar = 'receipt-number-missing' | 'disaster-certificate-missing';

/** Whether a loss report at the municipality is complete, so that the card can be abolished and issued again (domain.md LOS-05). */
export function lossReportComplete(report: {
  readonly circumstance: CircumstanceOfLoss;
  /** Given by the police; only its plausibility can be judged (LOS-10). */
  readonly receiptNumber?: string;
  readonly disasterCertificate?: boolean;
}): Verdict<LossReportBar> {
  const outside = report.circumstance === 'outside' || report.circumstance === 'stolen';
  if (outside && (report.receiptNumber ?? '').trim() === '') {
    return refuse(
      'receipt-number-missing',
      'LOS-05',
      '自宅の外でなくしたとき、盗まれたときは、警察に届け出て、受理番号を控えてからお越しください。',
      'If the card was lost outside or stolen, report it to the police first and bring the receipt number.',
    );
  }
  if (report.circumstance === 'fire' && !report.disasterCertificate) {
    return refuse(
      'disaster-certificate-missing',
      'LOS-05',
      '火災などでなくしたときは、罹災証明書が必要です。',
      'After a fire or other disaster the disaster certificate is needed.',
    );
  }
  return ALLOWED;
}
