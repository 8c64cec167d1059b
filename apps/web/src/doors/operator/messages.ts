import { defineMessages } from '../../i18n/index.ts';

/** Words of the door itself; screening and production have catalogues of their own. */
export const messages = defineMessages({
  ja: {
    nav: { overview: '概況', screening: '審査', batches: '製造' },
    causes: {
      first: '初めての申請',
      renewal: '更新',
      lost: '紛失',
      damaged: '破損・故障',
      'addendum-full': '追記欄の満了',
    },
    channels: { online: 'オンライン', desk: '窓口' },
  },
  en: {
    nav: { overview: 'Overview', screening: 'Screening', batches: 'Production' },
    causes: {
      first: 'First application',
      renewal: 'Renewal',
      lost: 'Lost',
      damaged: 'Damaged or failed',
      'addendum-full': 'Addendum full',
    },
    channels: { online: 'Online', desk: 'Office' },
  },
});
