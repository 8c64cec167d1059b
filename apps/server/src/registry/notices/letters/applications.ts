import type { ApplicationNoticeKind } from '../api.ts';
import type { Body } from './letter.ts';

/** What happened to an application, for whoever cannot be told by e-mail (APP-09): what, and what to do next. */
export const APPLICATION_BODIES: Readonly<Record<ApplicationNoticeKind, Body>> = {
  'application-defect'(paper, { params }, office) {
    paper.paragraph(
      '個人番号カードの申請を確認したところ、写真について直していただきたい点がありました。写真だけを差し替えれば、申請を続けられます。',
    );
    paper.definitions([{ term: '理由', value: params.reason ?? '', note: params.reasonEn ?? '' }]);
    if (params.note) paper.paragraph(params.note);
    paper.heading('このあとの手続き');
    paper.list([
      '90日以内に、下のページで申請書IDと生年月日を入力し、新しい写真を送ってください。',
      `インターネットを使えないときは、新しい写真を持って ${office} の窓口にお越しください。`,
    ]);
    paper.qr({
      data: params.statusUrl ?? '',
      title: '写真を差し替える',
      text: '申請書IDは、交付申請書に書かれています。',
      shown: params.statusUrl ?? '',
    });
    paper.paragraph(
      `Your application needs another photo: ${params.reasonEn ?? ''} Send it within 90 days at the address above with your application ID and date of birth, or bring it to the office; everything else is kept.`,
    );
  },

  'application-closed'(paper, _input, office) {
    paper.paragraph(
      '写真の差し替えが90日以内に届かなかったため、個人番号カードの申請を終了しました。費用はかかりません。',
    );
    paper.paragraph(
      `カードが必要なときは、${office} の窓口で新しい申請書を受け取り、もう一度申請してください。`,
    );
    paper.paragraph(
      'No other photo reached us within 90 days, so your application for an Individual Number Card has been closed. If you still want a card, ask the office for a new form and apply again.',
    );
  },

  'application-withdrawn'(paper, { params }, office) {
    paper.paragraph(
      `${params.at ?? ''} に、個人番号カードの申請の取下げを受け付けました。作り始めていたカードは廃棄します。費用はかかりません。`,
    );
    paper.paragraph(
      `カードが必要になったときは、${office} の窓口で新しい申請書を受け取り、いつでも申請できます。`,
    );
    paper.notice('身に覚えがないときは、窓口に連絡してください。', 'お心当たりがない方へ');
    paper.paragraph(
      'Your application for an Individual Number Card has been withdrawn, and a card that was being made is destroyed. You can apply again at any time with a new form from the office. If this was not you, get in touch with the office.',
    );
  },

  'application-cancelled'(paper, { params }) {
    paper.paragraph(
      `${params.reason ?? ''}個人番号カードの申請を終了しました。作り始めていたカードは廃棄します。`,
    );
    paper.paragraph(params.next ?? '');
    paper.paragraph(
      `${params.reasonEn ?? ''} The application for an Individual Number Card has therefore ended. ${params.nextEn ?? ''}`,
    );
  },

  'card-destroyed'(paper, { params }, office) {
    paper.paragraph(
      `受け取り期限が過ぎたため、窓口で保管していた個人番号カードを ${params.at ?? ''} に廃棄し、申請を終了しました。個人番号は変わりません。`,
    );
    paper.paragraph(
      `カードが必要なときは、${office} の窓口で新しい申請書を受け取り、もう一度申請してください。`,
    );
    paper.paragraph(
      'The time to pick up your Individual Number Card is over, so it has been destroyed and your application has ended. Your Individual Number stays the same. If you want a card, ask the office for a new form and apply again.',
    );
  },
};
