import { defineActs } from '../../platform/index.ts';

/** The acts of this module that the trail has, in words. */
export const loginActs = defineActs('login', {
  'log-in': ['マイページにログインしました', 'logged in to the resident portal'],
  'log-out': ['マイページからログアウトしました', 'logged out of the resident portal'],
  'staff-log-in': ['職員としてログインしました', 'logged in as a member of staff'],
  'staff-log-out': ['職員としての作業を終えました', 'logged out as a member of staff'],
  'begin-duty': ['職員としての担当を登録しました', 'gave you a duty as a member of staff'],
  'end-duty': ['職員としての担当を終わらせました', 'ended a duty of yours as a member of staff'],
  refuse: ['あなたのカードでのログインを断りました', 'refused a log-in with your card'],
  'register-service': ['ログインに使うサービスを登録しました', 'registered a service that people log in to'],
  'end-service': ['サービスの登録を終わらせました', 'ended the registration of a service'],
  'service-log-in': ['あなたのカードでログインを受け付けました', 'let you log in with your card'],
});
