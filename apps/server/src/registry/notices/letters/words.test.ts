import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Paper } from '@mibun/documents';
import { testCountry } from '../../../../testing/country.ts';
import { describeSystem } from '../../../describe.ts';
import { MAIL_TEXTS } from '../mail-texts.ts';
import { CARD_NOTICES } from './card-notices.ts';
import type { LetterInput } from './letter.ts';
import { BODIES } from './print.ts';

/** Everything that a letter has written on a paper, in order. */
function wordsOf(print: (paper: Paper) => void): string {
  const words: string[] = [];
  const note = (value: unknown): void => {
    if (typeof value === 'string') words.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(note);
  };
  print(
    new Proxy({} as Paper, {
      get:
        () =>
        (...given: unknown[]) =>
          note(given),
    }),
  );
  return words.join('\n');
}

const office = { address: '見本市中央1-1', hours: { ja: '8:30から', en: 'from 8:30' } };
const input = {
  params: {
    deadline: '2027-02-20',
    reasonEn: 'It is blurred.',
    nextEn: 'Go on.',
    applicationId: '',
    link: 'https://example',
  },
  resident: { name: '見本　花子', address: '見本市', birthDate: '1988-03-14', nationality: 'JPN' },
  municipality: { office },
} as unknown as LetterInput;

for (const [kind, body] of Object.entries(BODIES)) {
  test(`whoever does not read Japanese learns what it is and what to do: ${kind}`, () => {
    const text = wordsOf((paper) => body(paper, input, '見本市役所'));
    const english = text
      .split('\n')
      .filter((line) => /^[^ぁ-んァ-ヶ一-龠]*[a-z]{3,} [a-z]{2,}.*\.$/.test(line));
    assert.equal(english.length, 1, text);
    assert.match(english[0] ?? '', /\b(Card|application)\b/);
  });
}

test('the day by which a card is to be picked up stands in both languages', () => {
  const text = wordsOf((paper) => BODIES['issue-notice'](paper, input, '見本市役所'));
  assert.match(text, /2027年2月20日/);
  assert.match(text, /by 20 February 2027/);
});

test('UPD-01 people are asked to bring the card for an update when the office can do one, and not before', async () => {
  const { lifecycles } = await describeSystem(testCountry());
  const card = lifecycles.find(({ table }) => table.name === 'card');
  assert.ok(card?.table.transitions.some(({ event }) => event === 'update'));
  const possible = !card?.notYet.some(({ event }) => event === 'update');
  for (const words of [CARD_NOTICES['card-update-due'], MAIL_TEXTS['card-update-due']]) {
    const text = JSON.stringify(words);
    assert.equal(/\bbring your card\b/i.test(text), possible, text);
    assert.equal(/お持ちください|お持ちいただく/.test(text), possible, text);
    assert.equal(/need not come/.test(text), !possible, text);
    assert.equal(/お越しいただく必要はありません/.test(text), !possible, text);
  }
});

test('no letter or mail promises a certificate by itself to whom the office has no way to give one', () => {
  const kinds = ['card-update-due', 'certificates-revoked'] as const;
  for (const words of kinds.flatMap((kind) => [CARD_NOTICES[kind], MAIL_TEXTS[kind]])) {
    const text = JSON.stringify(words);
    assert.doesNotMatch(text, /issues a new one|新しく発行します/);
    assert.match(text, /cannot be replaced\s*(\\n)?\s*by itself yet/);
    assert.match(text, /電子証明書だけの発行はまだできません/);
  }
});
