import type { RegistryEvent } from '@mibun/rules';
import { defineActs } from '../../platform/index.ts';

/** The acts of this module that the trail has, in words. */
export const residentsActs = defineActs<RegistryEvent | 'read' | 'match' | 'search' | 'register'>(
  'residents',
  {
    read: [
      'あなたの住民記録を見ました',
      'looked at your resident record',
      {
        verifier: ['登録されている内容を受け取りました', 'received what is registered about you'],
        // The system looks for the person themselves.
        'system for oneself': ['ログインのために、氏名を確かめました', 'looked up your name for a log-in'],
      },
    ],
    match: [
      '本人確認のため、住民記録と照らし合わせました',
      'compared what was said with your resident record',
    ],
    search: ['検索の結果に、あなたが含まれていました', 'found you in a search'],
    register: ['住民記録に載せました', 'entered you in the resident registry'],
    died: ['死亡を記録しました', 'recorded a death'],
    'record-deleted': ['住民記録を削除しました', 'deleted your resident record'],
    'residence-status-lost': [
      '在留資格がなくなったことを記録しました',
      'recorded that your residence status has ended',
    ],
    departed: ['国外への転出を記録しました', 'recorded your departure from Japan'],
    'departed-with-continued-use': [
      '国外への転出と、カードの継続利用を記録しました',
      'recorded your departure from Japan, with the card to be used abroad',
    ],
    'number-changed': [
      'マイナンバーの変更を記録しました',
      'recorded that your Individual Number has changed',
    ],
    'resident-code-changed': [
      '住民票コードの変更を記録しました',
      'recorded that your resident code has changed',
    ],
    'attributes-changed': [
      '氏名・住所などの変更を記録しました',
      'recorded a change of your name, address or another attribute',
    ],
    'moved-out': ['転出を記録しました', 'recorded that you have moved out'],
    'moved-in': ['転入を記録しました', 'recorded that you have moved in'],
    'stay-changed': ['在留期間の変更を記録しました', 'recorded a change of your period of stay'],
  },
);
