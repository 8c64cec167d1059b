import { createPaper } from '../src/index.ts';

/** A letter in English: what a foreign resident gets after a card was stopped. */
export function sampleLetter(createdAt: Date): Promise<Uint8Array> {
  return createPaper({
    title: 'Your card has been stopped',
    language: 'en',
    office: 'Mihon City, Citizens Division',
    createdAt,
    footer: 'Reference MC-1843',
  })
    .letterhead({
      to: {
        postalCode: '999-0014',
        lines: ['3-14-5 Sakuradai, Mihon City', 'Mihon Prefecture'],
        name: 'Maria da Silva',
      },
      from: {
        name: 'Mihon City Office',
        lines: ['1-1-1 Chuo, Mihon City, Mihon 999-0001', 'Telephone 0999-00-0000'],
      },
      reference: [
        { term: 'Reference', value: 'MC-1843' },
        { term: 'Date', value: '22 November 2026' },
      ],
    })
    .title('Your Individual Number Card has been stopped')
    .paragraph(
      'You told the Call Center on 22 November 2026 at 02:14 that your card is lost. Since that moment nobody can log in or sign with it. The card itself can still be found, and then it can be used again.',
    )
    .notice(
      'Report the loss to the police and keep the receipt number. You will need it if you ask for a new card.',
      'Do this next',
    )
    .heading('If you find the card')
    .paragraph(
      'Bring it to the municipal office together with another identity document. The stop cannot be lifted by telephone.',
    )
    .heading('What each part of the card does now')
    .table({
      columns: [
        { header: 'Part', share: 4 },
        { header: 'State', share: 2 },
        { header: 'After reactivation', share: 4 },
        { header: 'Fee (yen)', share: 2, align: 'right' },
      ],
      rows: [
        ['Electronic certificate for user identification', 'Held', 'Works again at once', '0'],
        [
          "Electronic certificate for the bearer's signature",
          'Revoked',
          'A new one is issued; you choose a password',
          '0',
        ],
        ['Card as proof of identity', 'Suspended', 'Works again at once', '0'],
        ['New card instead of reactivation', '–', 'About five weeks', '1,000'],
      ],
    })
    .finish();
}
