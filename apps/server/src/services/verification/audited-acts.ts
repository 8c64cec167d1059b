import { defineActs } from '../../platform/index.ts';

/** The acts of this module that the trail has, in words. */
export const verificationActs = defineActs('verification', {
  'check-signature': ['あなたの署名を確かめました', 'checked a signature of yours'],
});
