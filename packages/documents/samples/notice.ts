import { createPaper } from '../src/index.ts';

/** An issue notice (domain.md NTC-01) as it leaves a municipal office of the fictitious Mihon Prefecture. */
export function sampleNotice(createdAt: Date): Promise<Uint8Array> {
  return createPaper({
    title: '交付通知書',
    language: 'ja',
    office: '見本市 市民課',
    createdAt,
    footer: '文書番号 見市民第1842号',
  })
    .letterhead({
      to: {
        postalCode: '999-0014',
        lines: ['見本県見本市桜台三丁目14番5号', 'グリーンハイツ見本 302号室'],
        name: '渡邉󠄐 葛󠄂之介',
      },
      from: {
        name: '見本市役所 市民課',
        lines: ['〒999-0001 見本県見本市中央一丁目1番1号', '電話 0999-00-0000（平日 8:30〜17:15）'],
      },
      reference: [
        { term: '文書番号', value: '見市民第1842号' },
        { term: '日付', value: '令和8年11月22日' },
        { term: '申請書ID', value: '1234 5678 9012 3456 7890 123' },
      ],
      stampArea: '受付印',
    })
    .title('個人番号カードができました', '交付通知書（カードができたお知らせ）')
    .paragraph(
      '申請いただいた個人番号カードの準備ができました。次の場所で、期限までにお受け取りください。受け取りには、ご本人の確認と暗証番号の設定が必要です。',
    )
    .definitions([
      { term: '受け取る場所', value: '見本市役所 1階 3番窓口', note: '土曜日は第2・第4のみ、9:00〜12:30' },
      { term: '受け取りの期限', value: '2027年2月22日(月)', note: '過ぎると、あらためてお知らせします。' },
      { term: '予約', value: '予約すると待たずに受け取れます。下のコードからどうぞ。' },
    ])
    .heading('持ってくるもの')
    .list(
      [
        'この通知書',
        '本人確認書類：運転免許証、旅券など顔写真のあるもの1点。ないときは、健康保険の資格確認書など2点。',
        '前の個人番号カード（持っている人だけ）',
      ],
      { ordered: true },
    )
    .qr({
      data: 'https://mihon.example/pickup?id=12345678901234567890123',
      title: '受け取りの予約',
      text: '携帯電話のカメラで読み取ってください。予約の変更や取り消しもできます。電話でも受け付けます。',
    })
    .newPage()
    .heading('ご本人が書くところ（回答書）')
    .paragraph('通知書と引き換えにカードを受け取ることを回答します。', { small: true })
    .form({
      title: '回答',
      fields: [{ label: '日付' }, { label: '住所', tall: true }, { label: '氏名' }],
    })
    .form({
      title: '代理の人に頼むとき（委任状）',
      text: 'ご本人が来られない事情があるときだけ、代理の人が受け取れます。事情がわかる書類もお持ちください。',
      fields: [
        { label: '代理の人の住所', tall: true },
        { label: '代理の人の氏名' },
        { label: '来られない事情' },
      ],
    })
    .form({
      title: '暗証番号',
      text: '代理の人が受け取るときだけ、ご本人が書いてください。生年月日や同じ数字の並びは使えません。',
      fields: [
        { label: '署名用（6〜16文字）', cells: 16 },
        { label: '利用者証明用（4けた）', cells: 4 },
        { label: '住民基本台帳用（4けた）', cells: 4 },
        { label: '券面入力用（4けた）', cells: 4 },
      ],
      sticker: true,
    })
    .finish();
}
