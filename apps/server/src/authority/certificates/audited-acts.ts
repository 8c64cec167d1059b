import type { CertificateEvent, GenerationEvent } from '@mibun/rules';
import { defineActs } from '../../platform/index.ts';

/** Every event of the tables has its words, or this does not compile. */
type Event = CertificateEvent | `generation-${GenerationEvent}`;

/** The acts of this module that the trail has, in words. */
export const certificatesActs = defineActs<Event>('certificates', {
  request: ['電子証明書の発行を求めました', 'requested a certificate for you'],
  activate: ['電子証明書を有効にしました', 'put a certificate of yours into force'],
  hold: ['電子証明書の効力を止めました', 'put a certificate of yours on hold'],
  lift: ['電子証明書の効力を戻しました', 'lifted the hold on a certificate of yours'],
  revoke: ['電子証明書を失効させました', 'revoked a certificate of yours'],
  supersede: ['電子証明書を新しいものに替えました', 'replaced a certificate of yours'],
  expire: ['電子証明書の有効期限が来ました', 'let a certificate of yours expire'],
  void: ['電子証明書の発行を取りやめました', 'gave up a request for a certificate for you'],
  'generation-establish': [
    '最初の世代を設けました',
    'established the first generation of a certification authority',
  ],
  'generation-prepare': ['新しい世代を作りました', 'prepared a new generation of a certification authority'],
  'generation-sign': [
    'ルート証明書とリンク証明書を完成しました',
    'completed the root and link certificates of a generation',
  ],
  'generation-publish': ['新しい世代を公開しました', 'published a generation of a certification authority'],
  'generation-switch': [
    '発行を新しい世代に切り替えました',
    'switched issuing to a generation of a certification authority',
  ],
  'generation-supersede': [
    '発行を次の世代に譲りました',
    'handed issuing to the next generation of a certification authority',
  ],
  'generation-go-back': ['発行を前の世代に戻しました', 'went back to the generation before'],
  'generation-resume': [
    'その世代での発行を再開しました',
    'issued again from a generation of a certification authority',
  ],
  'generation-withdraw': ['新しい世代を取りやめました', 'withdrew a generation of a certification authority'],
  'generation-retire': ['世代を終了しました', 'retired a generation of a certification authority'],
});
