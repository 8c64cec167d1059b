import {
  type CardEvent,
  type Fee,
  feeInWords,
  formatDateEn,
  formatDateJa,
  type PlainDate,
  type RegistryEvent,
} from '@mibun/rules';
import type { CertificateKind, EndedByAuthority } from '../../authority/certificates/index.ts';
import { type Act, type Bilingual, systemActor, type Tx } from '../../platform/index.ts';
import { type CardNoticeKind, instantInWords, type Notices } from '../../registry/notices/index.ts';
import type { Resident, Residents } from '../../registry/residents/index.ts';
import type { Abolition, Told } from './api.ts';
import { type Card, findCard } from './store.ts';

/** How the events of the table that tell the holder are told. */
export const NOTICE_OF: Readonly<Partial<Record<CardEvent, CardNoticeKind>>> = {
  suspend: 'card-suspended',
  lift: 'card-reactivated',
  abolish: 'card-abolished',
  return: 'card-returned',
  expire: 'card-expired',
  lapse: 'card-lapsed',
  'mark-update': 'card-update-due',
};

const CAUSES: Readonly<Record<Abolition['cause'], Bilingual>> = {
  'lost-at-home': { ja: '自宅内での紛失', en: 'lost at home' },
  'lost-outside': { ja: '自宅外での紛失', en: 'lost outside the home' },
  stolen: { ja: '盗難', en: 'stolen' },
  damaged: { ja: '破損', en: 'damaged' },
  returned: { ja: '返納', en: 'returned' },
};

/** Why a card lapses by an event of the registry, as the holder reads it. */
export const LAPSE_REASONS: Readonly<Partial<Record<RegistryEvent, Bilingual>>> = {
  'record-deleted': {
    ja: '住民票が消除されたため',
    en: 'The entry in the resident registry was deleted.',
  },
  'residence-status-lost': { ja: '在留資格を失ったため', en: 'The residence status was lost.' },
  departed: { ja: '国外に転出したため', en: 'You have left the country.' },
  'number-changed': { ja: '個人番号が変わったため', en: 'The Individual Number has changed.' },
  'resident-code-changed': { ja: '住民票コードが変わったため', en: 'The resident code has changed.' },
};

/** Why a certification authority ended certificates, as the holder reads it. */
const REVOCATION_REASONS: Readonly<Partial<Record<EndedByAuthority['reason'], Bilingual>>> = {
  keyCompromise: {
    ja: '電子証明書の鍵が他人に知られたおそれがあるため',
    en: 'The key of the certificate may have become known to somebody else.',
  },
  cACompromise: {
    ja: '認証局の鍵が他人に知られたおそれがあるため',
    en: 'The key of the certification authority may have become known to somebody else.',
  },
  affiliationChanged: {
    ja: '電子証明書に記録された氏名・住所などが変わったため',
    en: 'The name, address or other facts in the certificate have changed.',
  },
  cessationOfOperation: {
    ja: '電子証明書の利用を終えることになったため',
    en: 'The certificate is not to be used any more.',
  },
};

const DECIDED: Bilingual = { ja: '認証局の決定による', en: 'As decided by the certification authority.' };

/** What a holder can no longer do without it. */
const CERTIFICATES: Readonly<Record<CertificateKind, { readonly name: Bilingual; readonly use: Bilingual }>> =
  {
    authentication: {
      name: { ja: '利用者証明用電子証明書', en: 'certificate for user identification' },
      use: { ja: 'ログイン、コンビニ交付', en: 'logging in, certificates from kiosks' },
    },
    signature: {
      name: { ja: '署名用電子証明書', en: 'certificate for electronic signatures' },
      use: { ja: '電子署名', en: 'electronic signatures' },
    },
  };

type Words = Readonly<Record<string, string>>;

/** The same fact under both names that texts have for it: `{why}` and `{whyEn}`. */
const pair = (name: string, { ja, en }: Bilingual): Words => ({ [name]: ja, [`${name}En`]: en });

const day = (name: string, date: PlainDate): Words =>
  pair(name, { ja: formatDateJa(date, { weekday: true }), en: formatDateEn(date) });

export function abolitionInWords({ cause, receipt, fee }: Abolition): Words {
  const number = receipt && `${receipt.office} ${receipt.number}`;
  return {
    ...pair('cause', CAUSES[cause]),
    ...(number && pair('receipt', { ja: number, en: number })),
    ...(fee && pair('fee', { ja: feeInWords(fee), en: feeInEnglish(fee) })),
  };
}

const feeInEnglish = ({ total }: Fee) =>
  total === 0 ? 'free of charge' : `¥${total.toLocaleString('en-US')}`;

export const reasonInWords = (why: Bilingual | undefined): Words => (why ? pair('why', why) : {});

/** Until when the card is valid, and why no longer where that is not the day on its face. */
export function validInWords(until: PlainDate, why?: Bilingual): Words {
  const ja = formatDateJa(until, { weekday: true });
  const en = formatDateEn(until);
  return pair('until', why ? { ja: `${ja}（${why.ja}）`, en: `${en} (${why.en})` } : { ja, en });
}

/** UPD-02, as long as no visit at the office arranges it. */
export const NO_CONTINUED_USE: Bilingual = {
  ja: '転入届から90日。転入後もカードを使い続けるための手続きは、窓口ではまだできません',
  en: '90 days after your move was reported; the office cannot arrange yet that the card goes on being used after a move',
};

const listed = (texts: readonly Bilingual[]): Bilingual => ({
  ja: texts.map(({ ja }) => ja).join('、'),
  en: texts.map(({ en }) => en).join(', '),
});

export function revocationInWords({ certificates, reason, at }: EndedByAuthority): Words {
  const kinds = [...new Set(certificates.map(({ kind }) => kind))].toSorted();
  return {
    ...instantInWords(at),
    ...pair('certificates', listed(kinds.map((kind) => CERTIFICATES[kind].name))),
    ...pair('uses', listed(kinds.map((kind) => CERTIFICATES[kind].use))),
    ...reasonInWords(REVOCATION_REASONS[reason] ?? DECIDED),
  };
}

export interface Tell {
  /** By post always, by e-mail if there is an address: on every channel there is (G2, LOS-03). */
  everywhere(tx: Tx, step: Step, words: Words): Promise<Told>;
  /** To the holder who stands at the counter, or has just been there: by e-mail alone. */
  byMail(tx: Tx, step: Pick<Step, 'card' | 'at' | 'act'>, kind: 'card-issued'): Promise<void>;
  /** On every channel there is, once for what a CA operator has ended by one act, of one card or of several. */
  ofRevocation(tx: Tx, ended: EndedByAuthority): Promise<void>;
}

interface Step {
  readonly card: Card;
  readonly event: CardEvent;
  readonly at: Date;
  readonly act: Act;
}

export function tellOn(deps: {
  readonly residents: Residents;
  readonly notices: Notices;
  readonly contact?: (tx: Tx, card: Card) => Promise<string | undefined>;
}): Tell {
  const { residents, notices, contact } = deps;

  /** The address in the registry, or the one that was given when this card was applied for. */
  async function addressOf(tx: Tx, { email }: Resident, card?: Card): Promise<string | undefined> {
    return email ?? (card && (await contact?.(tx, card)));
  }

  return {
    async everywhere(tx, { card, event, at, act }, words) {
      const kind = NOTICE_OF[event];
      if (!kind) throw new Error(`there are no words for ${event}`);
      const { cardId, personId, version, issueDate, expiry } = card;
      const resident = await residents.read(tx, personId, act);
      const params = {
        name: resident.name,
        ...instantInWords(at),
        ...day('issued', issueDate),
        ...day('expiry', expiry),
        ...words,
      };
      // What time or the registry does has no case; each such step is one of its own.
      const caseId = act.caseId ?? `${cardId}-${version}`;
      const letter = await notices.letter(tx, { kind, personId, caseId, params }, act);
      const to = await addressOf(tx, resident, card);
      if (to === undefined) return { letterId: letter.id, channels: ['letter'] };
      await notices.mail(tx, { kind, to, params });
      return { letterId: letter.id, channels: ['letter', 'mail'] };
    },

    async ofRevocation(tx, ended) {
      const { personId, certificates, act } = ended;
      const { cardId = '', serial = '' } = certificates.at(-1) ?? {};
      const caseId = act.caseId ?? cardId;
      // The operator has not looked at the record: the notice has.
      const reading: Act = { actor: systemActor('cards'), purpose: 'notice', caseId };
      const resident = await residents.read(tx, personId, reading);
      const params = { name: resident.name, ...revocationInWords(ended) };
      const kind = 'certificates-revoked';
      // A certificate is revoked once, so its serial tells one act on a card from the next.
      await notices.letter(tx, { kind, personId, caseId, occasion: serial, params }, act);
      // A card that is still being made may not be on record yet.
      const to = await addressOf(tx, resident, await findCard(tx, { cardId }));
      if (to !== undefined) await notices.mail(tx, { kind, to, params });
    },

    async byMail(tx, { card, at, act }, kind) {
      const resident = await residents.read(tx, card.personId, act);
      const to = await addressOf(tx, resident, card);
      if (to !== undefined) {
        await notices.mail(tx, { kind, to, params: { name: resident.name, ...instantInWords(at) } });
      }
    },
  };
}
