import { defineActs } from '../../platform/index.ts';

/** The acts of this module that the trail has, in words. */
export const signingActs = defineActs('signing', {
  upload: ['署名する文書を選びました', 'chose a document to sign'],
  prepare: ['署名の準備をしました', 'prepared a signature'],
  complete: ['文書に電子署名しました', 'signed a document'],
  expire: ['署名されなかった文書を消しました', 'deleted a document that was not signed'],
  refuse: ['署名を断りました', 'refused a signature'],
  download: ['署名した文書を取り出しました', 'fetched the signed document'],
});
