import { formatDateEn, formatDateJa, type PlainDate } from '@mibun/rules';
import type { ApplicationNoticeKind } from '../api.ts';
import type { Body } from './letter.ts';
import { inGroups } from './references.ts';

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

  'pick-up-reminder'(paper, { params, municipality }, office) {
    const until = params.deadline as PlainDate;
    paper.paragraph(
      'できあがった個人番号カードを窓口でお預かりしていますが、まだお受け取りがありません。次の期限までにお受け取りください。',
    );
    paper.definitions([
      { term: '受け取り場所', value: `${office} 個人番号カード窓口`, note: municipality.office.address },
      {
        term: '受け取り期限',
        value: formatDateJa(until, { weekday: true }),
        note: 'お受け取りがないときは、カードを廃棄することがあります。',
      },
      { term: '窓口の時間', value: municipality.office.hours.ja },
      { term: '受付番号', value: inGroups(params.reference ?? '') },
    ]);
    paper.heading('お持ちいただくもの');
    paper.list([
      '先にお送りした交付通知書（ないときは、この通知書）',
      '本人確認書類：運転免許証・旅券・在留カードなど顔写真つきの公的なもの1点、または健康保険の資格確認書・年金手帳など2点',
    ]);
    paper.paragraph('病気や入院などで期限までに来られないときは、窓口に連絡してください。');
    paper.paragraph(
      `Your Individual Number Card is waiting at the office and has not been picked up. Pick it up by ${formatDateEn(until)} with the notice and your identity documents; after that it may be destroyed. If illness keeps you from coming, tell the office.`,
    );
  },

  'issue-notice-void'(paper, { params }, office) {
    paper.paragraph(
      '個人番号カードの準備ができたことを交付通知書でお知らせしましたが、その後に住民票の記載が変わったため、新しい記載でカードを作り直しています。',
    );
    paper.paragraph(
      `先にお送りした交付通知書ではお受け取りになれません。${office} にお越しになる必要はありません。作り直したカードの準備ができたら、新しい交付通知書をお送りします。費用はかかりません。`,
    );
    paper.definitions([{ term: '受付番号', value: inGroups(params.reference ?? '') }]);
    paper.paragraph(
      'We told you that your Individual Number Card was ready. Your entry in the resident registry has changed since, so the card is being made again from it. The notice that you have is void: please do not come with it. A new one follows when the new card is ready. There is nothing to pay.',
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
