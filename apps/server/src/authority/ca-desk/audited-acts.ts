import { defineActs } from '../../platform/index.ts';

/** The acts of this module that the trail has, in words; those of two persons have theirs where they are declared. */
export const caDeskActs = defineActs<'renew-crls' | 'look-up' | 'revoke'>('ca-desk', {
  'renew-crls': ['失効リストを作り直しました', 'made the revocation lists anew'],
  'look-up': ['電子証明書を調べました', 'looked up a certificate'],
  revoke: ['電子証明書を失効させました', 'revoked a certificate'],
});
