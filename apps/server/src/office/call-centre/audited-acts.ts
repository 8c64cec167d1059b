import { defineActs } from '../../platform/index.ts';

/** The acts of this module that the trail has, in words. */
export const callCentreActs = defineActs('call-centre', {
  call: ['電話で、届出をした方の確認をしました', 'checked on the telephone who was calling about your card'],
});
