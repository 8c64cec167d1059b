import { defineActs } from '../platform/index.ts';

/** The acts of this module that the trail has, in words. */
export const residentsActs = defineActs('residents', {
  read: [
    'あなたの住民記録を見ました',
    'looked at your resident record',
    {
      verifier: ['登録されている内容を受け取りました', 'received what is registered about you'],
      // The system looks for the person themselves.
      'system for oneself': ['ログインのために、氏名を確かめました', 'looked up your name for a log-in'],
    },
  ],
  match: ['本人確認のため、住民記録と照らし合わせました', 'compared what was said with your resident record'],
  search: ['検索の結果に、あなたが含まれていました', 'found you in a search'],
});
