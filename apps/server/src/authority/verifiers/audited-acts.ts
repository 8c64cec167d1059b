import type { VerifierEvent } from '@mibun/rules';
import { defineActs } from '../../platform/index.ts';

/** Every event of the tables has its words, or this does not compile. */
type Event = VerifierEvent;

/** The acts of this module that the trail has, in words. */
export const verifiersActs = defineActs<Event | 'check-status'>('verifiers', {
  'check-status': [
    'あなたの電子証明書が有効か、問い合わせました',
    'asked whether a certificate of yours is valid',
  ],
  accredit: ['検証者の認定を登録しました', 'registered the accreditation of a verifier'],
  change: ['検証者の登録内容を変えました', 'changed the registration of a verifier'],
  suspend: ['検証者を停止しました', 'suspended a verifier'],
  reinstate: ['検証者の停止を解きました', 'reinstated a verifier'],
  end: ['検証者の認定を終了しました', 'ended the accreditation of a verifier'],
});
