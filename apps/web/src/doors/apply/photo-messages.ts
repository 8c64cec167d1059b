import { defineMessages } from '../../i18n/index.ts';

/** Texts about the photo: in the application and in its correction. */
export const photoMessages = defineMessages({
  title: ['写真を登録してください', 'Add your photo'],
  correctionTitle: ['写真を差し替えてください', 'Replace your photo'],
  lead: [
    '6か月以内に撮った、本人だけが写っている写真を使います。',
    'Taken within the last 6 months, with nobody else in the picture.',
  ],
  rulesTitle: ['使える写真と、使えない写真', 'Photos that we can use, and photos that we cannot'],
  ok: ['使える', 'Good'],
  bad: ['使えない', 'Cannot be used'],
  samples: {
    good: ['正面・無地の背景', 'to the front, plain background'],
    turned: ['横を向いている', 'turned away'],
    background: ['背景に模様や影', 'pattern or shadow behind'],
    hat: ['帽子', 'hat'],
    mask: ['マスク', 'mask'],
    eyes: ['目が見えない', 'eyes not visible'],
    dark: ['暗い', 'too dark'],
    cropped: ['頭が切れている', 'head cut off'],
    small: ['顔が小さい', 'face too small'],
  },
  exceptions: [
    '宗教や医療の理由で、頭をおおうもの・眼帯などが必要な方は、そのまま撮ってください。理由は窓口かコールセンターに知らせてください。',
    'If you cover your head for religious reasons, or need an eye-patch or a medical wig, take the photo as you are and tell the office or the Call Center why.',
  ],
  file: [
    'スマートフォンで撮った写真は、ほとんどそのまま使えます。大きさは縦横480〜6000ピクセル、20 KB〜7 MBです。JPEG以外（PNG、WebPなど）は、このページでJPEGに変えます。',
    'Photos from a phone can usually be used as they are: 480 to 6000 pixels wide and high, 20 KB to 7 MB. Of a PNG, WebP or the like this page makes a JPEG.',
  ],
  infant: [
    '申請書の方は1歳未満です（カードに写真はつきません）',
    'The person on the form is under one year old (the card has no photo)',
  ],
  infantOver: [
    '生年月日では1歳以上です。写真を登録してください。',
    'By the date of birth the person is one or older. Add a photo.',
  ],
  field: ['写真', 'Photo'],
  current: ['登録した写真', 'Your photo'],
  replace: ['別の写真に替える', 'Use another photo'],
  sending: ['写真を送っています', 'Sending the photo'],
  accepted: ['この写真を登録しました', 'This photo has been saved'],
  acceptedText: [
    '送る前に、もう一度見てください。使えるかどうかは、このあと担当者が確かめます。',
    'Look at it once more. Whether it can be used is decided afterwards by a member of staff.',
  ],
  converted: [
    (from: string) => `選んだファイルは${from}だったので、このページでJPEGに変えて使います。`,
    (from: string) => `The file was a ${from}. This page has made a JPEG of it, which is what is used.`,
  ],
  move: ['写真の位置。矢印キーで動かせます', 'Position of the photo; the arrow keys move it'],
  moveHow: [
    '写真は、指やマウス、矢印キーで動かせます。頭の上とあごを、点線に合わせてください。',
    'Move the photo with a finger, the mouse or the arrow keys until crown and chin meet their lines.',
  ],
  zoom: ['大きさ', 'Size'],
  guideTop: ['頭の上', 'Crown'],
  guideChin: ['あご', 'Chin'],
  previewAlt: [
    '登録した写真。頭の上とあごの位置の目安の線つき',
    'Your photo with lines where crown and chin should be',
  ],
  hintsTitle: ['気になるところがあります', 'Something may be wrong with it'],
  hintsText: [
    'このままでも進めますが、撮り直すと、差し戻しを防げます。',
    'You can go on, but another photo may save you a correction later.',
  ],
  hints: {
    'too-dark': ['暗すぎるかもしれません。', 'It may be too dark.'],
    'too-bright': ['明るすぎるかもしれません。', 'It may be too bright.'],
    blurred: ['ぼやけているかもしれません。', 'It may be blurred.'],
    landscape: ['横長の写真です。縦長で撮ってください。', 'It is wider than high. Take it upright.'],
  },
  continue: ['この写真で進む', 'Continue with this photo'],
  correction: {
    reasons: ['差し戻しの理由', 'Why it was sent back'],
    note: ['担当者から', 'Note from the staff'],
    rest: [
      'ほかの内容はそのまま残っています。写真だけを差し替えます。',
      'Everything else is kept. You replace only the photo.',
    ],
    submit: ['写真を送る', 'Send the photo'],
    chosen: ['選んだ写真', 'The photo that you chose'],
    done: ['新しい写真を受け取りました', 'We have received your new photo'],
    next: [
      'もう一度、写真を確認します。数日かかります。結果はメールでお知らせします。',
      'It is checked again, which takes a few days. You hear the result by e-mail.',
    ],
    otherwise: [
      '2週間を過ぎても連絡がないときは、申請の状況を確かめてください。',
      'If you hear nothing within two weeks, look at the status of your application.',
    ],
    status: ['申請の状況へ', 'To the status'],
  },
});
