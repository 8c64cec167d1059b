import { createPaper } from '../src/index.ts';

/** A resident-record copy as the kiosk prints it (domain.md KSK-07), with the online check of its serial number. */
export function sampleCertificate(createdAt: Date): Promise<Uint8Array> {
  return createPaper({
    title: '住民票の写し',
    language: 'ja',
    kind: 'certificate',
    office: '見本市',
    createdAt,
    footer: '発行番号 2026-1122-000417',
  })
    .title('住民票の写し', '世帯全員のうち本人')
    .definitions([
      { term: '氏名', value: '渡邉󠄐 葛󠄂之介', note: 'わたなべ かつのすけ' },
      { term: '生年月日', value: '平成2年3月4日' },
      { term: '性別', value: '男' },
      { term: '続柄', value: '世帯主' },
      { term: '住所', value: '見本県見本市桜台三丁目14番5号 グリーンハイツ見本302号室' },
      { term: '住所を定めた日', value: '令和3年4月1日' },
      { term: '前住所', value: '見本県𠮷野町大字中央1234番地' },
    ])
    .table({
      columns: [
        { header: '記載事項', share: 3 },
        { header: '年月日', share: 2 },
        { header: '備考', share: 4 },
      ],
      rows: [
        ['転入', '令和3年4月1日', '見本県𠮷野町から'],
        ['氏の変更', '令和5年6月18日', '婚姻による'],
      ],
    })
    .attestation({
      statement: 'この写しは、住民票の原本と相違ないことを証明する。',
      date: '令和8年11月22日',
      issuer: '見本市長　見本 太郎',
      seal: { text: '見本市長之印' },
    })
    .qr({
      data: 'https://mihon.example/verify/2026-1122-000417',
      title: 'この証明書を確かめる',
      text: '発行した日時と種類、内容が変わっていないことを確かめられます。個人の情報は送られません。',
    })
    .finish();
}
