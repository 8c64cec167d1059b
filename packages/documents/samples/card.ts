import { type CardFacesInput, TEST_FACE } from '../src/index.ts';

/** The holder of the sample card; `photo` is a data URI. */
export function sampleCard(photo?: string): CardFacesInput {
  return {
    face: TEST_FACE,
    name: '見本 花子',
    formerSurname: '山本',
    address: '見本県見本市桜台三丁目14番5号 グリーンハイツ見本302号室',
    birthDate: '1990-03-04',
    nationality: 'japanese',
    sex: 'female',
    ...(photo === undefined ? {} : { photo }),
    cardExpiry: '2036-03-04',
    certificateExpiry: '2031-03-04',
    securityCode: '4821',
    addenda: [{ date: '2026-11-22', text: '見本県見本市若葉町二丁目1番1号　見本市長' }],
    issuer: '見本市長',
    individualNumber: '123456789018',
  };
}
