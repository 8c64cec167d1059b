import { defineActs } from '../../platform/index.ts';

/** The acts of this module that the trail has, in words. */
export const disclosureActs = defineActs('disclosure', {
  audit: ['監査のため、取扱いの記録を見ました', 'looked at the trail of acts, for an audit'],
});
