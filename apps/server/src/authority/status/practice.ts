import { type ProfileRef, profileOf } from '@mibun/pki';

/**
 * What stands behind a certificate, in both languages: the text at the CPS address that every certificate has
 * (RFC 5280 §4.2.1.4). It says what the rules of domain.md §6 and pki.md bind the CAs to, and nothing else.
 */
export function practiceStatement(profile: ProfileRef, mode: 'demo' | 'production'): string {
  const policies = Object.entries(profileOf(profile).endEntity).map(
    ([kind, { policy }]) => `${policy}  ${kind}`,
  );
  const demo = mode === 'demo';
  return [
    'Certification practice statement',
    ...(demo
      ? ['A demo: country, people and cards are fictitious. Rely on nothing that is signed here.']
      : []),
    'Policies:',
    ...policies,
    'Keys of residents are made in the chip of their card and never leave it.',
    'A certificate is on hold from its first moment until its card has been handed over and read back.',
    'A certificate for signatures has name, sex, date of birth and address of its holder, with a flag for each',
    'character that is a substitute. A certificate for user identification has no personal data.',
    'A lost card is suspended day and night; the suspension is in OCSP within five seconds. A suspended certificate for',
    'signatures does not come back. A final revocation is never lifted.',
    'CRLs are valid for 24 hours and renewed after 12; expired certificates are answered for, ten years back.',
    'Pin the root of the one CA that you need: signatures and user identification have no root in common.',
    '',
    '認証業務運用規程',
    ...(demo ? ['デモです。国、人、カードはすべて架空です。ここでの署名を信頼しないでください。'] : []),
    '証明書ポリシーは上の一覧のとおりです。',
    '住民の秘密鍵はカードのICチップの中で作られ、外に出ません。',
    '電子証明書は、カードを交付して書込みを確かめるまで、発行の直後から効力を停止しています。',
    '署名用電子証明書には氏名・性別・生年月日・住所と、代替文字の有無が入ります。利用者証明用には個人情報が入りません。',
    'カードの紛失は24時間受け付け、一時停止は5秒以内にOCSPに反映します。署名用の一時停止は解除されません。失効は取り消せません。',
    '失効リストの有効期間は24時間で、12時間で更新します。期間の過ぎた証明書についても10年間答えます。',
    '信頼の起点は、必要な認証局の証明書だけを指定してください。署名用と利用者証明用に共通の起点はありません。',
    '',
  ].join('\n');
}
