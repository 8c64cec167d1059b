import { defineActs } from '../../platform/index.ts';

/** The acts of this module that the trail has, in words. */
export const noticesActs = defineActs('notices', {
  letter: ['あなたに手紙を送りました', 'sent you a letter'],
});
