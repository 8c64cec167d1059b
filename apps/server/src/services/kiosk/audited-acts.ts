import type { KioskEvent } from '@mibun/rules';
import { defineActs } from '../../platform/index.ts';

/** Every event of the tables has its words, or this does not compile. */
type Event = KioskEvent;

/** The acts of this module that the trail has, in words. */
export const kioskActs = defineActs<Event | 'stop-service' | 'resume-service'>('kiosk', {
  start: ['コンビニ交付の端末で手続を始めました', 'began at a kiosk'],
  'read-card': ['コンビニ交付の端末でカードを読み取りました', 'read your card at a kiosk'],
  authenticate: ['コンビニ交付の端末であなたを確認しました', 'checked at a kiosk that it is you'],
  select: ['コンビニ交付の証明書を選びました', 'chose a certificate at a kiosk'],
  quote: ['コンビニ交付の手数料を示しました', 'quoted the fee at a kiosk'],
  pay: ['コンビニ交付の手数料を受け取りました', 'took the fee for a certificate at a kiosk'],
  issue: ['コンビニ交付の証明書の発行を始めました', 'began to issue a certificate at a kiosk'],
  verify: ['証明書があなたのものか確かめました', 'checked that the certificate is yours'],
  print: ['コンビニ交付の証明書を印刷しました', 'printed a certificate at a kiosk'],
  complete: ['コンビニ交付を終えました', 'finished at a kiosk'],
  fail: ['コンビニ交付に失敗しました', 'failed to issue a certificate at a kiosk'],
  cancel: ['コンビニ交付を取りやめました', 'broke off at a kiosk'],
  'time-out': ['コンビニ交付が時間切れになりました', 'ran out of time at a kiosk'],
  'stop-service': ['コンビニ交付を停止しました', 'stopped the issuing of certificates at kiosks'],
  'resume-service': ['コンビニ交付を再開しました', 'resumed the issuing of certificates at kiosks'],
});
