import { defineErrors } from './define.ts';

/** Refusals that any module can give. */
export const commonErrors = defineErrors('platform', {
  INPUT_INVALID: {
    status: 400,
    title: {
      ja: '入力の形が正しくありません。',
      en: 'Something in what was sent is missing or not in the right form.',
    },
    next: {
      ja: '示された項目を直して、もう一度送ってください。',
      en: 'Correct the named fields and send it again. Nothing was changed.',
    },
  },
  INPUT_TOO_LARGE: {
    status: 413,
    title: { ja: '送られたデータが大きすぎます。', en: 'What was sent is too large.' },
    next: {
      ja: '小さくしてから、もう一度送ってください。',
      en: 'Make it smaller and send it again. Nothing was changed.',
    },
  },
  MEDIA_TYPE_WRONG: {
    status: 415,
    title: { ja: 'この種類のデータは受け付けられません。', en: 'This kind of content is not accepted here.' },
    next: { ja: '指定された形式で送ってください。', en: 'Send it in the documented format.' },
  },
  NOT_FOUND: {
    status: 404,
    title: { ja: '見つかりません。', en: 'There is nothing at this address, or it is not yours to see.' },
    next: { ja: '番号を確かめてください。', en: 'Check the reference, or go back to the list.' },
  },
  LOGIN_NEEDED: {
    status: 401,
    title: { ja: 'ログインが必要です。', en: 'You are not logged in, or your session has ended.' },
    next: {
      ja: 'カードでログインしてください。入力した内容は失われません。',
      en: 'Log in with your card. What you typed on this page is kept.',
    },
  },
  SESSION_OF_ANOTHER: {
    status: 409,
    title: {
      ja: 'この画面を開いた後に、このブラウザーで別のログインがありました。',
      en: 'Somebody has logged in anew in this browser since this window was opened.',
    },
    next: {
      ja: '何も変更されていません。ページを再読み込みして、ログインしている人を確かめてください。',
      en: 'Nothing was changed. Reload the page, and see who is logged in now.',
    },
  },
  NOT_ALLOWED: {
    status: 403,
    title: { ja: 'この操作をする権限がありません。', en: 'Your role does not include this act.' },
    next: {
      ja: '担当の職員に引き継いでください。',
      en: 'Hand it over to a colleague whose role includes it.',
    },
  },
  OWN_CASE: {
    status: 403,
    title: {
      ja: '自分または同じ世帯の方の手続きは、自分では扱えません。',
      en: 'This is your own case, or that of somebody in your household; nobody deals with that themselves.',
    },
    next: {
      ja: 'ほかの職員に引き継いでください。',
      en: 'Hand it over to a colleague.',
    },
  },
  SAME_PERSON: {
    status: 403,
    title: {
      ja: '同じ案件で、あなたは別の段階を担当しています。この段階は別の人が行います。',
      en: 'You have already done another step of this case; this one takes a second person.',
    },
    next: {
      ja: 'ほかの職員に代わってください。',
      en: 'Let a colleague do this step.',
    },
  },
  PROPOSAL_OPEN: {
    status: 409,
    title: {
      ja: '同じものについて、二人目の承認を待つ提案がすでにあります。',
      en: 'A proposal for this is already waiting for its second person.',
    },
    next: {
      ja: '先にその提案を承認するか、取り下げてください。',
      en: 'Confirm or withdraw that one first.',
    },
  },
  PROPOSAL_LAPSED: {
    status: 409,
    title: {
      ja: '承認されないまま期限が過ぎたため、この提案は無効になりました。',
      en: 'Nobody confirmed this proposal in time; it has lapsed.',
    },
    next: {
      ja: '今も必要なら、もう一度提案してください。何も変更されていません。',
      en: 'Propose it again if it is still needed. Nothing was changed.',
    },
  },
  CSRF: {
    status: 403,
    title: {
      ja: 'ページの確認情報が合いません。',
      en: 'This request did not come from a page of this session.',
    },
    next: {
      ja: 'ページを開き直して、もう一度行ってください。',
      en: 'Reload the page and do it again. Nothing was changed.',
    },
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    title: { ja: '短い間に多くの要求がありました。', en: 'Too many requests in a short time.' },
    next: {
      ja: 'しばらく待ってから、もう一度行ってください。',
      en: 'Wait a minute and try again. Nothing was changed.',
    },
  },
  CHANGED_MEANWHILE: {
    status: 409,
    title: { ja: 'ほかの人が先に変更しました。', en: 'Somebody else has changed this in the meantime.' },
    next: {
      ja: '最新の内容を確かめてから、必要ならやり直してください。',
      en: 'Look at the current state below; repeat your act only if it is still needed.',
    },
  },
  STATE_FORBIDS: {
    status: 409,
    title: {
      ja: '今の状態（{state}）では、この操作はできません。',
      en: 'This is not possible in the present state ({state}).',
    },
    next: {
      ja: '表示されている操作から選んでください。',
      en: 'Choose one of the acts that the page offers for this state.',
    },
  },
  INTERNAL: {
    status: 500,
    title: {
      ja: 'システム側の問題で処理できませんでした。',
      en: 'The system could not finish this. It is not your fault.',
    },
    next: {
      ja: '何も変更されていません。少し待ってやり直し、続くときは受付番号 {reference} を窓口に伝えてください。',
      en: 'Nothing was changed. Try again in a moment; if it happens again, tell the office the reference {reference}.',
    },
  },
});
