import type { DeviceEvent } from '@mibun/rules';
import { defineActs } from '../../platform/index.ts';

/** Every event of the tables has its words, or this does not compile. */
type Event = DeviceEvent;

/** The acts of this module that the trail has, in words. */
export const devicesActs = defineActs<Event>('devices', {
  register: ['端末を登録しました', 'registered a device'],
  'present-key': ['端末の鍵を受け取りました', 'received the key of a device'],
  confirm: ['端末の鍵を確認しました', 'confirmed the key of a device'],
  withdraw: ['端末の使用をやめさせました', 'withdrew a device'],
});
