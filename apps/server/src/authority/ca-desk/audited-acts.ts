import type { CaProposalEvent } from '@mibun/rules';
import { defineActs } from '../../platform/index.ts';

/** Every event of the tables has its words, or this does not compile. */
type Event = CaProposalEvent;

/** The acts of this module that the trail has, in words. */
export const caDeskActs = defineActs<Event | 'renew-crls' | 'look-up' | 'revoke'>('ca-desk', {
  'renew-crls': ['失効リストを作り直しました', 'made the revocation lists anew'],
  'look-up': ['電子証明書を調べました', 'looked up a certificate'],
  revoke: ['電子証明書を失効させました', 'revoked a certificate'],
  propose: ['認証局の手続を提案しました', 'proposed a step of a certification authority'],
  confirm: ['認証局の手続を確認しました', 'confirmed a step of a certification authority'],
  finish: ['認証局の手続を終えました', 'finished a step of a certification authority'],
  refuse: ['認証局の手続ができませんでした', 'could not carry out a step of a certification authority'],
  resume: ['認証局の手続を再開しました', 'went on with a step of a certification authority'],
  withdraw: ['認証局の手続を取り下げました', 'withdrew a step of a certification authority'],
  lapse: ['認証局の手続の期限が切れました', 'let a proposed step of a certification authority lapse'],
});
