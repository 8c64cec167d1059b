import { defineErrors } from '../../platform/index.ts';

export const residentErrors = defineErrors('residents', {
  RESIDENT_NOT_FOUND: {
    status: 404,
    title: { ja: 'この方は住民記録にありません。', en: 'There is no such person in the resident registry.' },
    next: {
      ja: '氏名・生年月日・住所を確かめてください。',
      en: 'Check the name, the date of birth and the address.',
    },
  },
  RESIDENT_NOT_OF_REGISTRY: {
    status: 404,
    title: {
      ja: 'この住民記録システムが扱える方の中に、この住民票コードの方はいません。',
      en: 'Among the people of this registry’s municipalities nobody has this resident code.',
    },
    next: {
      ja: '住民票コードを確かめてください。転入のときは、前の市区町村の転出が先に報告されます。',
      en: 'Check the resident code. Before a move-in, the former municipality reports the move-out.',
    },
  },
  RESIDENT_VERSION: {
    status: 409,
    title: {
      ja: '住民記録は、この報告の後に変わっています（現在の版は {version}）。',
      en: 'The record has changed since the version that this report names; it is now at version {version}.',
    },
    next: {
      ja: 'この報告がすでに届いていないか確かめてから、現在の版で送り直してください。',
      en: 'See whether this very report has arrived already; if not, send it again with the version of now.',
    },
  },
  RESIDENT_DATA_UNFIT: {
    status: 422,
    title: {
      ja: '住民記録に載せられない項目があります。',
      en: 'Something of this cannot stand in the registry.',
    },
    next: { ja: '項目を直して、もう一度送ってください。', en: 'Correct the fields and send it again.' },
  },
  RESIDENT_KNOWN_OTHERWISE: {
    status: 409,
    title: {
      ja: 'この住民票コードの方は、別の内容で登録されています。',
      en: 'Somebody of this resident code is registered with other data.',
    },
    next: {
      ja: '住民票コードを確かめてください。内容が変わったときは、変更として報告してください。',
      en: 'Check the resident code; what has changed is reported as an event.',
    },
  },
  RESIDENT_NUMBER_TAKEN: {
    status: 409,
    title: {
      ja: 'このマイナンバーは、今またはかつて別の方の番号です。',
      en: 'This Individual Number is, or once was, somebody else’s.',
    },
    next: {
      ja: '番号を確かめてください。まだ番号のない方は、番号なしで送ると付番されます。',
      en: 'Check the number. Somebody who has none yet is sent without one and is given theirs.',
    },
  },
  RESIDENT_SEARCH_TOO_WIDE: {
    status: 422,
    title: {
      ja: '氏名・生年月日・性別・住所のうち二つ以上を入れてください。',
      en: 'Give at least two of name, date of birth, sex and address.',
    },
    next: {
      ja: '同じ名前の方を取り違えないためです。',
      en: 'People of the same name have been mixed up before; a second attribute prevents it.',
    },
  },
});
