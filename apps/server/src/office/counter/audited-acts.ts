import { defineActs } from '../../platform/index.ts';

export { handoverActs } from './hand-over/acts.ts';
export { reactivationActs } from './reactivation/acts.ts';

/** The acts of this module that the trail has, in words; those of a procedure stand in its folder. */
export const counterActs = defineActs('counter', {
  'set-up': ['カードの交付前設定をしました', 'prepared your card for pick-up'],
  'ask-for-set-up': ['カードの交付前設定を依頼しました', 'asked for your card to be prepared'],
  'set-up-failed': ['カードの交付前設定ができませんでした', 'could not prepare your card'],
  // Of trails that began before acts of two persons had one table.
  'approve-destruction': ['カードの廃棄を承認しました', 'approved the destruction of your card'],
});
