import { defineMessages } from '../../i18n/index.ts';

/** Words of the door itself; screening and production have catalogues of their own. */
export const messages = defineMessages({
  nav: { overview: ['概況', 'Overview'], screening: ['審査', 'Screening'], batches: ['製造', 'Production'] },
  causes: {
    first: ['初めての申請', 'First application'],
    renewal: ['更新', 'Renewal'],
    lost: ['紛失', 'Lost'],
    damaged: ['破損・故障', 'Damaged or failed'],
    'addendum-full': ['追記欄の満了', 'Addendum full'],
  },
  channels: { online: ['オンライン', 'Online'], desk: ['窓口', 'Office'] },
});
