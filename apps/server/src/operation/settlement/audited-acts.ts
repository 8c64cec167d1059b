import { defineActs } from '../../platform/index.ts';

/** The acts of this module that the trail has, in words. */
export const settlementActs = defineActs<'open' | 'name-staff' | 'make-card' | 'end'>('settlement', {
  open: ['開設の手続を始めました', 'opened the settling of the country'],
  'name-staff': ['職員に任命しました', 'named you as a member of staff'],
  'make-card': [
    '開設の儀式で、職員のカードを作りました',
    'made your staff card by the ceremony of the installation',
  ],
  end: ['開設の儀式を終えました', 'ended the ceremony of first staff'],
});
