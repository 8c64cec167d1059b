import type { VerifierEvent } from '@mibun/rules';
import { defineActs } from '../../platform/index.ts';

/** Every event of the tables has its words, or this does not compile. */
type Event = VerifierEvent;

/** The acts of this module that the trail has, in words. */
export const verifiersActs = defineActs<
  | Event
  | 'check-status'
  | 'propose-accredit'
  | 'reject-accredit'
  | 'propose-change'
  | 'reject-change'
  | 'propose-reinstate'
  | 'reject-reinstate'
  | 'propose-suspend'
  | 'reject-suspend'
  | 'propose-end'
  | 'reject-end'
>('verifiers', {
  'check-status': [
    'あなたの電子証明書が有効か、問い合わせました',
    'asked whether a certificate of yours is valid',
  ],
  accredit: ['検証者の認定を登録しました', 'registered the accreditation of a verifier'],
  change: ['検証者の登録内容を変えました', 'changed the registration of a verifier'],
  suspend: ['検証者を停止しました', 'suspended a verifier'],
  reinstate: ['検証者の停止を解きました', 'reinstated a verifier'],
  end: ['検証者の認定を終了しました', 'ended the accreditation of a verifier'],
  'propose-accredit': ['検証者の認定を提案しました', 'proposed the accreditation of a verifier'],
  'reject-accredit': ['検証者の認定の提案を退けました', 'rejected the accreditation of a verifier'],
  'propose-change': [
    '検証者の登録内容の変更を提案しました',
    'proposed a change to the registration of a verifier',
  ],
  'reject-change': [
    '検証者の登録内容の変更の提案を退けました',
    'rejected a change to the registration of a verifier',
  ],
  'propose-reinstate': ['検証者の停止の解除を提案しました', 'proposed the reinstatement of a verifier'],
  'reject-reinstate': ['検証者の停止の解除の提案を退けました', 'rejected the reinstatement of a verifier'],
  'propose-suspend': ['検証者の停止を提案しました', 'proposed the suspension of a verifier'],
  'reject-suspend': ['検証者の停止の提案を退けました', 'rejected the suspension of a verifier'],
  'propose-end': ['検証者の認定の終了を提案しました', 'proposed the end of the accreditation of a verifier'],
  'reject-end': [
    '検証者の認定の終了の提案を退けました',
    'rejected the end of the accreditation of a verifier',
  ],
});
