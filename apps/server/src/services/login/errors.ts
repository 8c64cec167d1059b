import { defineErrors } from '../../platform/index.ts';

/** Every reason why a card does not log somebody in; each says what to do (domain.md §11.3, complaint 10). */
export const loginErrors = defineErrors('login', {
  LOGIN_CHALLENGE_OVER: {
    status: 409,
    title: {
      ja: 'このログインの手続きは、すでに使われたか、5分の期限を過ぎました。',
      en: 'This log-in was already used, or its five minutes are over.',
    },
    next: {
      ja: 'もう一度「カードでログイン」を押してください。カードに問題はありません。',
      en: 'Start the log-in again. Nothing is wrong with your card.',
    },
  },
  LOGIN_SIGNATURE_WRONG: {
    status: 403,
    title: {
      ja: 'カードの署名が、この画面の内容と一致しません。',
      en: 'The signature of the card does not belong to what this page asked for.',
    },
    next: {
      ja: 'この画面からもう一度ログインしてください。カードの画面に表示されるサイトの名前が正しいことを確かめてください。',
      en: 'Log in again from this page, and check that the card window names this site.',
    },
  },
  LOGIN_CERTIFICATE_UNKNOWN: {
    status: 403,
    title: {
      ja: 'この電子証明書は、この国の認証局が発行したものではありません。',
      en: 'This certificate was not issued by the certification authority of this country.',
    },
    next: {
      ja: '個人番号カードを選び直して、もう一度ログインしてください。',
      en: 'Choose your Individual Number Card and log in again.',
    },
  },
  LOGIN_CERTIFICATE_KIND: {
    status: 403,
    title: {
      ja: '署名用の電子証明書が使われました。ログインには利用者証明用を使います。',
      en: 'The certificate for signatures was presented. Logging in takes the one for user identification.',
    },
    next: {
      ja: 'もう一度ログインし、4桁の暗証番号を入れてください。署名用パスワードは使いません。',
      en: 'Log in again with your four-digit PIN. The signature password is never needed for a log-in.',
    },
  },
  LOGIN_CERTIFICATE_EXPIRED: {
    status: 403,
    title: {
      ja: '利用者証明用電子証明書の有効期限が切れています。',
      en: 'The certificate for user identification has expired.',
    },
    next: {
      ja: '市区町村の窓口で申請書を受け取り、新しいカードを申請してください。',
      en: 'Get the form for a new card at your municipal office and apply.',
    },
  },
  LOGIN_CERTIFICATE_REVOKED: {
    status: 403,
    title: {
      ja: '利用者証明用電子証明書は失効しています。',
      en: 'The certificate for user identification has been revoked.',
    },
    next: {
      ja: '市区町村の窓口で申請書を受け取り、新しいカードを申請してください。',
      en: 'Get the form for a new card at your municipal office and apply.',
    },
  },
  LOGIN_CERTIFICATE_REPLACED: {
    status: 403,
    title: {
      ja: '新しい電子証明書が発行されているため、古い電子証明書は使えません。',
      en: 'This certificate was replaced by a newer one.',
    },
    next: {
      ja: '新しいカードでログインしてください。',
      en: 'Log in with your new card.',
    },
  },
  LOGIN_CERTIFICATE_HELD: {
    status: 403,
    title: {
      ja: '利用者証明用電子証明書の効力が一時停止されています。',
      en: 'The certificate for user identification is on hold.',
    },
    next: {
      ja: 'カードを持って市区町村の窓口で解除してください。電話では解除できません。',
      en: 'Have the hold lifted at your municipal office; bring the card. It cannot be done by phone.',
    },
  },
  LOGIN_CARD_NOT_HANDED_OVER: {
    status: 403,
    title: {
      ja: 'このカードはまだ交付されていないため、使えません。',
      en: 'This card has not been handed over yet and cannot be used.',
    },
    next: {
      ja: '交付通知書を持って、市区町村の窓口で受け取ってください。',
      en: 'Pick it up at your municipal office with the issue notice.',
    },
  },
  LOGIN_CARD_SUSPENDED: {
    status: 403,
    title: { ja: 'このカードは一時停止中です。', en: 'This card is temporarily suspended.' },
    next: {
      ja: '見つかったカードは、カードと本人確認書類を持って市区町村の窓口へ行くと、再び使えます。電話では解除できません。見つからないときは、窓口に紛失届を出してください。',
      en: 'If you have the card, bring it and another identity document to your municipal office to reactivate it; this cannot be done by phone. If it stays lost, report the loss there.',
    },
  },
  LOGIN_CARD_LAPSED: {
    status: 403,
    title: { ja: 'このカードは失効しています。', en: 'This card has lapsed.' },
    next: {
      ja: '新しいカードを申請してください。市区町村の窓口で申請書を受け取れます。',
      en: 'Apply for a new card. Your municipal office gives you the application form.',
    },
  },
  LOGIN_CARD_ABOLISHED: {
    status: 403,
    title: {
      ja: 'このカードは廃止されたため、二度と使えません。',
      en: 'This card was abolished and can never be used again.',
    },
    next: {
      ja: '見つかったカードは窓口に返してください。新しいカードがまだないときは、申請してください。',
      en: 'Hand the card in at your municipal office. If you have no new card yet, apply for one.',
    },
  },
  DUTY_OFFICE_NEEDED: {
    status: 422,
    title: {
      ja: 'この役割には、所属の市区町村が必要です。',
      en: 'This role is held at a municipality, and none is given.',
    },
    next: { ja: '市区町村コードを指定してください。', en: 'Give the code of the municipality.' },
  },
  DUTY_OFFICE_FOREIGN: {
    status: 422,
    title: {
      ja: 'この役割は全国のもので、市区町村に属しません。',
      en: 'This role is national and belongs to no municipality.',
    },
    next: { ja: '市区町村コードを外してください。', en: 'Leave the municipality out.' },
  },
  DUTY_PERSON_UNKNOWN: {
    status: 422,
    title: {
      ja: '氏名・生年月日・性別・住所のすべてが一致する方が、住民記録にありません。',
      en: 'Nobody in the resident registry has this name, date of birth, sex and address.',
    },
    next: {
      ja: '本人の書類で、登録されているとおりの四つの項目を確かめてください。',
      en: 'Check all four against the person’s documents, as they are registered.',
    },
  },
  DUTY_HELD: {
    status: 409,
    title: { ja: 'この方は、すでにこの担当です。', en: 'This person has this duty already.' },
    next: { ja: '担当の一覧を確かめてください。', en: 'See the list of duties.' },
  },
  DUTY_AUDITOR_APART: {
    status: 409,
    title: {
      ja: '監査人は、ほかの担当を持てません。',
      en: 'An auditor has no other duty.',
    },
    next: {
      ja: '今の担当を終えてから、もう一度提案してください。',
      en: 'End the duty that there is, then propose it again.',
    },
  },
  DUTY_NEEDED: {
    status: 409,
    title: {
      ja: 'この担当を終えると、新しい担当を登録できる人が足りなくなります。',
      en: 'Without this duty too few would be left to give anybody a duty.',
    },
    next: {
      ja: '先に、後任の担当を登録してください。急ぐときは、その方のカードを一時停止してください。',
      en: 'Give the successor their duty first; if it cannot wait, have the person’s card suspended.',
    },
  },
  DUTY_NOT_OFFERED: {
    status: 409,
    title: {
      ja: 'この担当は選べません。すでに選んだか、担当が終わっています。',
      en: 'This duty cannot be chosen: one is chosen already, or it has ended.',
    },
    next: {
      ja: 'ほかの担当で働くときは、ログアウトして入り直してください。',
      en: 'To work in another duty, log out and log in again.',
    },
  },
  LOGIN_NOT_STAFF: {
    status: 403,
    title: {
      ja: '{name}さんは、職員として登録されていません。',
      en: '{name} is not registered as a member of staff.',
    },
    next: {
      ja: '住民の方はマイページからログインしてください。職員の方は、所属の責任者に登録を依頼してください。',
      en: 'As a resident, use the resident portal. If you work here, ask your supervisor to register you.',
    },
  },
  SERVICE_LOGIN_OVER: {
    status: 404,
    title: {
      ja: 'このログインの手続きは終わっているか、別のブラウザーで始められました。',
      en: 'This log-in is over, or it was started in another browser.',
    },
    next: {
      ja: '利用したいサイトに戻り、もう一度ログインを始めてください。何も渡されていません。',
      en: 'Go back to the site that you want to use and start again. Nothing was handed over.',
    },
  },
});
