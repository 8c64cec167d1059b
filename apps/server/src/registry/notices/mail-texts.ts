import type { MailKind, NoticeCountry } from './api.ts';

interface MailText {
  readonly subject: string;
  /** Japanese first, then English; `{name}` is filled from params. Never number, address, birth date or full ID (APP-11). */
  readonly text: string;
}

export const MAIL_TEXTS: Readonly<Record<MailKind, MailText>> = {
  'application-link': {
    subject: '個人番号カードの申請を続けてください / Continue your card application',
    text: `個人番号カードを申請される方へ

個人番号カードの申請を受け付ける準備ができました。24時間以内に次のアドレスを開き、写真を登録してください。
{link}

心当たりがないときは、何もしないでください。24時間で無効になります。

Your application can now be continued. Open the address above within 24 hours and add your photo.
If you did not ask for this, do nothing: the link stops working after 24 hours.
`,
  },
  'application-accepted': {
    subject: '申請を受け付けました / Your application has been received',
    text: `{name} さま

個人番号カードの申請を受け付けました。受付日時：{at}
このあと写真と内容を確認し、カードを作ります。およそ1か月後に、交付通知書を郵送します。
申請状況は {statusUrl} で、申請書IDと生年月日で確認できます。

We have received your application for an Individual Number Card. It will now be checked and the card made;
in about a month a notice will reach you by post. You can see the status at the address above with your
application ID and date of birth.
`,
  },
  'application-corrected': {
    subject: '新しい写真を受け取りました / We have your new photo',
    text: `{name} さま

差し替えられた写真を受け取り、確認を再開しました。数日かかります。
ほかにしていただくことはありません。申請状況は {statusUrl} で確認できます。

Your new photo has arrived and the check goes on; it takes a few days. There is nothing more for you to do.
You can see the status at the address above.
`,
  },
  'application-defect': {
    subject: '申請の写真を直してください / Your application needs a correction',
    text: `{name} さま

申請の内容に直していただきたい点があります。
理由：{reason}
{note}写真だけを差し替えれば、申請を続けられます。90日以内に次のページから送ってください。
{statusUrl}

Your application needs a correction: {reasonEn}
{noteEn}Replace only the photo at the address above within 90 days; everything else is kept.
`,
  },
  'application-closed': {
    subject: '申請を終了しました / Your application has been closed',
    text: `{name} さま

写真の差し替えが90日以内に届かなかったため、個人番号カードの申請を終了しました。
カードが必要なときは、市区町村の窓口で新しい申請書を受け取り、もう一度申請してください。

No other photo reached us within 90 days, so your application for an Individual Number Card has been closed.
If you still want a card, ask your municipal office for a new form and apply again.
`,
  },
  'application-withdrawn': {
    subject: '申請を取り下げました / Your application has been withdrawn',
    text: `{name} さま

{at} に、個人番号カードの申請の取下げを受け付けました。作り始めていたカードは廃棄します。費用はかかりません。
カードが必要になったときは、市区町村の窓口で新しい申請書を受け取り、いつでも申請できます。
身に覚えがないときは、市区町村の窓口に連絡してください。

Your application for an Individual Number Card was withdrawn on {atEn}. A card that was being made is destroyed; there
is nothing to pay. If you want a card later, ask your municipal office for a new form and apply at any time.
If this was not you, get in touch with your municipal office.
`,
  },
  'application-cancelled': {
    subject: '申請についてのお知らせ / About your application',
    text: `{name}

{reason}個人番号カードの申請を終了しました。作り始めていたカードは廃棄します。
{next}

{reasonEn} The application for an Individual Number Card has therefore ended, and a card that was being made is destroyed.
{nextEn}
`,
  },
  'card-shipped': {
    subject: 'カードを市区町村に送りました / Your card is on its way to your office',
    text: `{name} さま

個人番号カードができあがり、{office}に向けて送りました。
窓口で準備が終わると、受け取りの場所と期限をお知らせする交付通知書を郵送します。それまで、していただくことはありません。

Your card has been made and is on its way to {officeEn}. When the office has made it ready, a notice with place and
deadline will reach you by post. Until then there is nothing for you to do.
`,
  },
  'card-ready': {
    subject: 'カードの受け取り準備ができました / Your card is ready for pick-up',
    text: `{name} さま

カードが {office} に届き、受け取りの準備ができました。交付通知書（はがき）を郵送しました。
受け取り期限：{deadline}
交付通知書と本人確認書類をお持ちください。

Your card has arrived at {officeEn} and is ready. A notice is on its way by post.
Pick it up by {deadlineEn} with the notice and your identity documents.
`,
  },
  'card-issued': {
    subject: 'カードを交付しました / Your card has been handed over',
    text: `{name} さま

カードを交付し、電子証明書が使えるようになりました。日時：{at}
身に覚えがないときは、すぐにコールセンターに連絡してください（24時間）。

Your card has been handed over and its certificates are in operation.
If this was not you, call the Call Center at once, at any hour.
`,
  },
  'pick-up-reminder': {
    subject: 'カードをまだお受け取りになっていません / Your card is still waiting for you',
    text: `{name} さま

個人番号カードを {office} でお預かりしていますが、まだお受け取りがありません。
受け取り期限：{deadline}
交付通知書と本人確認書類をお持ちください。期限を過ぎると、カードを廃棄することがあります。
病気や入院などで来られないときは、窓口に連絡してください。

Your card is waiting at {officeEn} and has not been picked up. Pick it up by {deadlineEn} with the notice and your
identity documents; after that it may be destroyed. If illness keeps you from coming, tell the office.
`,
  },
  'issue-notice-void': {
    subject: 'カードを作り直しています / Your card is being made again',
    text: `{name} さま

住民票の記載が変わったため、新しい記載で個人番号カードを作り直しています。
先にお送りした交付通知書ではお受け取りになれません。{office} から新しい交付通知書が届くまで、お待ちください。費用はかかりません。

Your entry in the resident registry has changed, so your card is being made again from it. The notice that you have is
void: please wait for a new one from {officeEn}. There is nothing to pay.
`,
  },
  'card-destroyed': {
    subject: '受け取りのなかったカードを廃棄しました / A card that was not picked up has been destroyed',
    text: `{name} さま

受け取り期限が過ぎたため、{office}で保管していた個人番号カードを {at} に廃棄し、申請を終了しました。個人番号は変わりません。
カードが必要なときは、窓口で新しい申請書を受け取り、もう一度申請してください。

The time to pick up your Individual Number Card is over, so {officeEn} destroyed it on {atEn} and your application has
ended. Your Individual Number stays the same. If you want a card, ask the office for a new form and apply again.
`,
  },
  'card-suspended': {
    subject: 'カードを一時停止しました / Your card has been suspended',
    text: `{name} さま

{at} にカードの機能を一時停止しました。ログイン、署名、コンビニ交付はできません。
カードが見つかったときは、カードを持って市区町村の窓口で解除してください（電話ではできません）。署名用電子証明書は新しく発行します。
見つからないときは、警察に届け出てから、窓口で紛失届を出してください。
身に覚えがないときは、窓口に連絡してください。

Your card was suspended. It can no longer be used to log in, to sign or at kiosks.
If you find it, bring it to your municipal office to have it reactivated (not possible by phone); the signature
certificate will be issued anew. If you do not find it, report it to the police and then at the office.
`,
  },
  'card-reactivated': {
    subject: 'カードの一時停止を解除しました / Your card has been reactivated',
    text: `{name} さま

{at} にカードの一時停止を解除しました。利用者証明用電子証明書は元のとおり使えます。
署名用電子証明書は、新しく発行したものだけが有効です。
身に覚えがないときは、すぐにコールセンターに連絡してください（24時間）。

Your card has been reactivated; the certificate for user identification works again. Of the signature certificates
only a newly issued one is valid.
If this was not you, call the Call Center at once, at any hour.
`,
  },
  'card-abolished': {
    subject: 'カードを廃止しました / Your card has been abolished',
    text: `{name} さま

{at} にカードを廃止しました。このカードは、見つかっても二度と使えません。見つけたときは窓口に返してください。
新しいカードは、申請書で申請できます。

Your card has been abolished and can never be used again, even if it is found; hand it in at the office.
You can apply for a new card with an application form.
`,
  },
  'card-returned': {
    subject: 'カードの返納を受け付けました / Your card has been returned',
    text: `{name} さま

{at} に、{issued}発行のカードの返納を受け付けました。このカードの電子証明書は失効し、カードは二度と使えません。
身に覚えがないときは、すぐにコールセンターに連絡してください（24時間）。

The return of your card issued on {issuedEn} was accepted. Its certificates were revoked, and it can never be used
again. If this was not you, call the Call Center at once, at any hour.
`,
  },
  'card-expired': {
    subject: 'カードの有効期限が過ぎました / Your card has expired',
    text: `{name} さま

カードの有効期限が過ぎました。電子証明書も使えません。
新しいカードが必要なときは、市区町村の窓口で申請書を受け取り、申請してください。

Your card has expired, and its certificates do not work any more, either.
If you want a new card, ask your municipal office for a form and apply.
`,
  },
  'card-lapsed': {
    subject: 'カードが失効しました / Your card has lapsed',
    text: `{name} さま

{at} に、カードが失効しました。電子証明書も失効しました。理由：{why}
カードは窓口に返してください。引き続き必要なときは、お住まいの市区町村の窓口で申請してください。

Your card has lapsed, and its certificates were revoked. The reason: {whyEn}
Return it to the office. If you still want a card, apply at the office of the municipality where you live.
`,
  },
  'card-update-due': {
    subject: '住民票の変更とカードについて / Your record has changed: about your card',
    text: `{name} さま

住民票の記載が変わりました。カードの券面とICチップの記録を新しくする手続きは、窓口ではまだできません。そのためにお越しいただく必要はありません。
このカードの有効期限：{until}
署名用電子証明書は失効しました。電子証明書だけの発行はまだできません。署名が必要なとき、新しい記載のカードが必要なときは、窓口で新しいカードの申請書をお受け取りください。
ログインは、この変更の影響を受けません。

Your entry in the resident registry has changed. The office cannot bring the face and the chip of your card up to date
yet, so you need not come for that. The card is valid until: {untilEn}
The signature certificate was revoked, and a certificate cannot be replaced by itself yet. If you need to sign, or a card
with the new entry, get the form for a new card at the office. Logging in is not affected.
`,
  },
  'certificates-revoked': {
    subject: '電子証明書が失効しました / Certificates of your card have been revoked',
    text: `{name} さま

{at} に、認証局があなたの個人番号カードの電子証明書を失効させました。
失効した電子証明書：{certificates}
理由：{why}
使えなくなったもの：{uses}
カードそのものは廃止されていません。電子証明書だけの発行はまだできません。電子証明書が必要なときは、窓口で新しいカードの申請書をお受け取りください。
お心当たりがないときは、窓口へお問い合わせください。

On {atEn} the certification authority revoked certificates of your Individual Number Card.
What was revoked: {certificatesEn}
The reason: {whyEn}
What you can no longer use them for: {usesEn}
The card itself has not been ended. A certificate cannot be replaced by itself yet; if you need one, get the form for a
new card at the office. If you do not know why this was done, ask the office.
`,
  },
};

/** A mail as it leaves: the country's mark before the subject, its foot below, and whether anything in it is real. */
export function composeMail(
  { subject, text }: MailText,
  { letters, fictitious }: NoticeCountry,
  params: Readonly<Record<string, string>>,
): { readonly subject: string; readonly text: string } {
  const { subjectMark, foot } = letters;
  const lines = [
    '--',
    `${foot.ja}${fictitious ? '（架空の国です）' : ''}`,
    `${foot.en}${fictitious ? ' (a fictitious country)' : ''}`,
    'このメールには返信できません。This address takes no replies.',
  ];
  return {
    subject: `【${subjectMark}】${fillText(subject, params)}`,
    text: `${fillText(text, params)}\n${lines.join('\n')}`,
  };
}

/** Fills the gaps of a text. @throws Error that names a gap for which there is nothing: no half text leaves the house */
export function fillText(text: string, params: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_gap, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`nothing for the gap "${name}"`);
    return value;
  });
}
