import type { Paper } from '@mibun/documents';
import type { Bilingual } from '../../../platform/index.ts';
import type { CardNoticeKind } from '../api.ts';

/** What a holder is told of their card on paper; `{…}` come from the letter's params. */
interface CardNotice {
  readonly title: Bilingual;
  readonly what: Bilingual;
  /** Facts of the case, where it has them: the gap, and what stands when nobody has filled it. */
  readonly facts?: readonly {
    readonly term: Bilingual;
    readonly gap: string;
    readonly otherwise: Bilingual;
  }[];
  readonly sections: readonly { readonly heading?: Bilingual; readonly items: readonly Bilingual[] }[];
  readonly doubt?: Bilingual;
}

const CALL_CENTER_AT_ONCE: Bilingual = {
  ja: '身に覚えがないときは、すぐにコールセンター（24時間）へ連絡してください。',
  en: 'If this was not you, call the Call Center at once, at any hour.',
};

export const CARD_NOTICES: Readonly<Record<CardNoticeKind, CardNotice>> = {
  'card-suspended': {
    title: { ja: '個人番号カードの一時停止のお知らせ', en: 'Your Individual Number Card has been suspended' },
    what: {
      ja: '{at} に、あなたの個人番号カードの機能を一時停止しました。',
      en: 'Your Individual Number Card was suspended on {atEn}.',
    },
    sections: [
      {
        heading: { ja: 'いま使えないもの', en: 'What does not work now' },
        items: [
          {
            ja: 'ログイン（利用者証明用電子証明書）',
            en: 'Logging in (certificate for user identification)',
          },
          { ja: '電子署名（署名用電子証明書）', en: 'Signing (certificate for electronic signatures)' },
          { ja: 'コンビニ交付', en: 'Certificates from kiosks' },
        ],
      },
      {
        heading: { ja: 'このあとの手続き', en: 'What to do next' },
        items: [
          {
            ja: 'カードが見つかったとき：カードと本人確認書類を持って窓口で解除してください。電話では解除できません。署名用電子証明書は新しく発行します（無料）。',
            en: 'If you find it, bring it to the office with an identity document to have it reactivated; this is not possible by phone. The signature certificate will be issued anew, free of charge.',
          },
          {
            ja: '見つからないとき：警察に遺失届・盗難届を出し、受理番号を控えて、窓口で紛失届と再交付の申請をしてください。自宅での紛失は警察への届出は不要です。',
            en: 'If you do not find it, report it to the police, note the receipt number, and report the loss at the office, where you can apply for a new card. A card lost at home need not be reported to the police.',
          },
        ],
      },
    ],
    doubt: {
      ja: '身に覚えがないときは、すぐに窓口へ連絡してください。',
      en: 'If you did not ask for this, contact the office at once.',
    },
  },

  'card-reactivated': {
    title: {
      ja: '個人番号カードの一時停止解除のお知らせ',
      en: 'Your Individual Number Card has been reactivated',
    },
    what: {
      ja: '{at} に、個人番号カードの一時停止を解除しました。',
      en: 'Your Individual Number Card was reactivated on {atEn}.',
    },
    sections: [
      {
        items: [
          {
            ja: '利用者証明用電子証明書は、元のとおり使えます。',
            en: 'The certificate for user identification works again.',
          },
          {
            ja: '署名用電子証明書は、新しく発行したものだけが有効です。',
            en: 'Of the signature certificates only a newly issued one is valid.',
          },
        ],
      },
    ],
    doubt: CALL_CENTER_AT_ONCE,
  },

  'card-abolished': {
    title: { ja: '個人番号カード廃止のお知らせ', en: 'Your Individual Number Card has been abolished' },
    what: {
      ja: '{at} に、個人番号カードを廃止しました。電子証明書も失効しました。',
      en: 'Your Individual Number Card was abolished on {atEn}, and its certificates were revoked.',
    },
    facts: [
      { term: { ja: '理由', en: 'Reason' }, gap: 'cause', otherwise: { ja: '届出', en: 'as reported' } },
      {
        term: { ja: '警察の受理番号', en: 'Receipt of the police' },
        gap: 'receipt',
        otherwise: { ja: '（不要）', en: '(not needed)' },
      },
      {
        term: { ja: '再交付手数料', en: 'Fee for a new card' },
        gap: 'fee',
        otherwise: { ja: '窓口でお知らせします', en: 'as the office will tell you' },
      },
    ],
    sections: [
      {
        items: [
          {
            ja: '廃止したカードは、見つかっても使えません。見つけたときは窓口に返してください。',
            en: 'An abolished card can never be used again, even if it is found; hand it in at the office.',
          },
          {
            ja: '個人番号は変わりません。新しいカードは、申請書で申請できます。',
            en: 'Your Individual Number stays the same. You can apply for a new card with an application form.',
          },
        ],
      },
    ],
    doubt: CALL_CENTER_AT_ONCE,
  },

  'card-returned': {
    title: { ja: '個人番号カード返納のお知らせ', en: 'Your Individual Number Card has been returned' },
    what: {
      ja: '{at} に、{issued}発行の個人番号カードの返納を受け付けました。このカードの電子証明書は失効しました。',
      en: 'On {atEn} we accepted the return of your Individual Number Card issued on {issuedEn}. Its certificates were revoked.',
    },
    sections: [
      {
        items: [
          {
            ja: '返納したカードは、二度と使えません。新しいカードを受け取った方は、そのカードをお使いください。',
            en: 'The returned card can never be used again. If you were handed a new card, use that one.',
          },
          {
            ja: '個人番号は変わりません。',
            en: 'Your Individual Number stays the same.',
          },
        ],
      },
    ],
    doubt: CALL_CENTER_AT_ONCE,
  },

  'card-expired': {
    title: {
      ja: '個人番号カードの有効期限が過ぎたことのお知らせ',
      en: 'Your Individual Number Card has expired',
    },
    what: {
      ja: 'あなたの個人番号カードは、{expiry}で有効期限が過ぎました。電子証明書も使えません。',
      en: 'Your Individual Number Card was valid up to and including {expiryEn}. Its certificates do not work any more, either.',
    },
    sections: [
      {
        items: [
          {
            ja: '新しいカードが必要なときは、市区町村の窓口で申請書を受け取り、申請してください。',
            en: 'If you want a new card, ask your municipal office for a form and apply.',
          },
          {
            ja: '期限の過ぎたカードは、新しいカードを受け取るとき、または窓口で返してください。',
            en: 'Return the expired card when you pick up the new one, or at any time at the office.',
          },
        ],
      },
    ],
  },

  'card-lapsed': {
    title: { ja: '個人番号カード失効のお知らせ', en: 'Your Individual Number Card has lapsed' },
    what: {
      ja: '{at} に、あなたの個人番号カードが失効しました。電子証明書も失効しました。',
      en: 'Your Individual Number Card lapsed on {atEn}, and its certificates were revoked.',
    },
    facts: [
      {
        term: { ja: '理由', en: 'Reason' },
        gap: 'why',
        otherwise: { ja: '住民基本台帳の記録による', en: 'by the record of the resident registry' },
      },
    ],
    sections: [
      {
        items: [
          {
            ja: '失効したカードは使えません。窓口に返してください。',
            en: 'A card that has lapsed cannot be used. Return it to the office.',
          },
          {
            ja: '引き続きカードが必要なときは、お住まいの市区町村の窓口で申請してください。',
            en: 'If you still want a card, apply at the office of the municipality where you live.',
          },
        ],
      },
    ],
    doubt: {
      ja: 'お心当たりがないときは、窓口へお問い合わせください。',
      en: 'If you do not know why, ask the office.',
    },
  },

  'card-update-due': {
    title: {
      ja: '住民票の変更と個人番号カードについてのお知らせ',
      en: 'Your record has changed: about your Individual Number Card',
    },
    what: {
      ja: '住民票の記載が変わりました。カードの券面とICチップの記録を新しくする手続きは、窓口ではまだできません。そのためにお越しいただく必要はありません。',
      en: 'Your entry in the resident registry has changed. The office cannot bring the face and the chip of your card up to date yet, so you need not come for that.',
    },
    facts: [
      {
        term: { ja: 'このカードの有効期限', en: 'The card is valid until' },
        gap: 'until',
        otherwise: { ja: '券面のとおり', en: 'the day on its face' },
      },
    ],
    sections: [
      {
        heading: { ja: '電子証明書', en: 'The certificates' },
        items: [
          {
            ja: '署名用電子証明書は失効しました。電子証明書だけの発行はまだできません。署名が必要なときは、窓口で新しいカードの申請書をお受け取りください。',
            en: 'The certificate for electronic signatures was revoked. A certificate cannot be replaced by itself yet. If you need to sign, get the form for a new card at the office.',
          },
          {
            ja: 'ログインに使う利用者証明用電子証明書は、この変更の影響を受けません。',
            en: 'The certificate for user identification, with which you log in, is not affected.',
          },
        ],
      },
      {
        heading: {
          ja: '新しい記載のカードが必要なとき',
          en: 'If you need a card with the new entry',
        },
        items: [
          {
            ja: '今のカードには、変更前の記載が残ります。新しい記載のカードが必要なときは、窓口で新しいカードの申請書をお受け取りください。',
            en: 'The card that you have keeps the old entry. If you need one with the new entry, get the form for a new card at the office.',
          },
        ],
      },
    ],
  },

  'certificates-revoked': {
    title: {
      ja: '電子証明書失効のお知らせ',
      en: 'Certificates of your Individual Number Card have been revoked',
    },
    what: {
      ja: '{at} に、認証局が、あなたの個人番号カードの電子証明書を失効させました。',
      en: 'On {atEn} the certification authority revoked certificates of your Individual Number Card.',
    },
    facts: [
      {
        term: { ja: '失効した電子証明書', en: 'What was revoked' },
        gap: 'certificates',
        otherwise: { ja: '電子証明書', en: 'certificates' },
      },
      {
        term: { ja: '理由', en: 'Reason' },
        gap: 'why',
        otherwise: { ja: '認証局の決定による', en: 'As decided by the certification authority.' },
      },
      {
        term: { ja: '使えなくなったもの', en: 'What you can no longer use them for' },
        gap: 'uses',
        otherwise: { ja: '電子証明書の利用', en: 'anything' },
      },
    ],
    sections: [
      {
        heading: { ja: 'このあとの手続き', en: 'What to do next' },
        items: [
          {
            ja: 'カードそのものは廃止されていません。個人番号も変わりません。',
            en: 'The card itself has not been ended by this, and your Individual Number stays the same.',
          },
          {
            ja: '電子証明書だけの発行はまだできません。電子証明書が必要なときは、窓口で新しいカードの申請書をお受け取りください。',
            en: 'A certificate cannot be replaced by itself yet. If you need one, get the form for a new card at the office.',
          },
        ],
      },
    ],
    doubt: {
      ja: 'お心当たりがないときは、窓口へお問い合わせください。',
      en: 'If you do not know why, ask the office.',
    },
  },
};

type Language = keyof Bilingual;

/** Japanese on the front, English on the back: nobody but the holder has to read it. */
export function printCardNotice(
  paper: Paper,
  { title, what, facts = [], sections, doubt }: CardNotice,
  params: Readonly<Record<string, string>>,
): void {
  const print = (language: Language) => {
    const say = (text: Bilingual) => text[language].replaceAll(/\{(\w+)\}/g, (_, gap) => params[gap] ?? '');
    const suffix = language === 'en' ? 'En' : '';
    paper.paragraph(say(what));
    if (facts.length > 0)
      paper.definitions(
        facts.map(({ term, gap, otherwise }) => ({
          term: say(term),
          value: params[`${gap}${suffix}`] ?? say(otherwise),
        })),
      );
    for (const { heading, items } of sections) {
      if (heading) paper.heading(say(heading));
      paper.list(items.map(say));
    }
    if (doubt)
      paper.notice(say(doubt), language === 'en' ? 'If you did not expect this' : 'お心当たりがない方へ');
  };
  print('ja');
  paper.newPage();
  paper.heading(title.en);
  print('en');
}
