import type { Bilingual } from '@mibun/rules';

/** The counter's server ended the ceremony, or could not be reached. The texts are for the person. */
export class RelayError extends Error {
  override readonly name = 'RelayError';
  readonly code: string;
  readonly title: Bilingual;
  readonly next: Bilingual;

  constructor(code: string, title: Bilingual, next: Bilingual, options?: ErrorOptions) {
    super(`the relay ended: ${code}`, options);
    this.code = code;
    this.title = title;
    this.next = next;
  }
}

/** The person does not want to go on. */
export class Declined extends Error {
  override readonly name = 'Declined';
  constructor() {
    super('the person declined');
  }
}

export function counterUnreachable(cause: unknown): RelayError {
  return new RelayError(
    'relay-unreachable',
    {
      ja: '窓口のシステムにつながらなくなりました。',
      en: "The connection to the office's system was lost.",
    },
    {
      ja: 'カードはそのままで、職員に知らせてください。手続きは途中から続けられます。',
      en: 'Leave the card where it is and tell the clerk. The procedure can be continued from here.',
    },
    { cause },
  );
}
