import { createPrivateKey, randomBytes, sign } from 'node:crypto';
import { Chip, manufacture } from '@mibun/card';
import { connectInProcess, readEveryFile } from '@mibun/reader';
import {
  makeTestCard,
  openersOf,
  personaliseTestCard,
  planTestCard,
  sharedKeys,
  testIssuerKeys,
} from '@mibun/test-card';
import { median, milliseconds, race } from './harness/race.ts';
import type { Row, Section } from './harness/table.ts';
import type { Effort } from './run.ts';

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const SELECT_JPKI = hex('00A4040C0A D392F000260100000001');
const SELECT_VISUAL = hex('00A4040C0A D3921000310001010402');

/** The chip in software, in this process. */
export async function bench(effort: Effort): Promise<Section> {
  const makeKey = sharedKeys();
  const card = await makeTestCard({ makeKey });
  return {
    title: 'The chip, in process',
    rows: [
      ...(await signatures(card, effort)),
      ...(await commands(card, effort)),
      await wholeCard(card, effort),
      ...(await personalising(makeKey, effort)),
    ],
  };
}

type Card = Awaited<ReturnType<typeof makeTestCard>>;

async function signatures({ chip, credentials, image }: Card, effort: Effort): Promise<readonly Row[]> {
  chip.reset();
  const pin = Buffer.from(credentials.authentication);
  const steps = [SELECT_JPKI, hex('00A4020C020018'), Uint8Array.of(0, 0x20, 0, 0x80, pin.length, ...pin)];
  for (const step of [...steps, hex('00A4020C020017')]) chip.transmit(step);
  const hash = randomBytes(32);
  // P1 02: the card pads the hash itself (chip.md §4.6).
  const compute = Uint8Array.of(0x80, 0x2a, 0x02, 0x80, 32, ...hash, 0);
  const stored = image.keys.find(({ application, id }) => application === 'jpki' && id === 0x17);
  const key = createPrivateKey({ key: Buffer.from(stored?.privateKey ?? []), format: 'der', type: 'pkcs8' });
  const [node, ours] = await race(
    [
      { name: 'node:crypto', run: () => sign('sha256', hash, key) },
      {
        name: 'chip',
        run: () => {
          if (chip.transmit(compute).length !== 258) throw new Error('the chip did not sign');
        },
      },
    ],
    effort,
  );
  return [
    {
      what: 'RSA-2048 signatures by the chip',
      figure: ours?.rate ?? 0,
      unit: '/s',
      ratio: ours?.ratio ?? 0,
      comparedWith: `node:crypto, same key (${Math.round(node?.rate ?? 0)}/s)`,
      wanted: { atLeast: 0.9 },
    },
  ];
}

async function commands({ chip }: Card, effort: Effort): Promise<readonly Row[]> {
  chip.reset();
  chip.transmit(SELECT_JPKI);
  const mixed = [
    ['SELECT an EF', hex('00A4020C02000A')],
    ['READ BINARY, 256 bytes', hex('00B0000000')],
    ['empty VERIFY', hex('00200098')],
    ['SELECT an application', SELECT_JPKI],
  ] as const;
  const round = [...mixed.map(([, command]) => command), SELECT_VISUAL];
  const laps = await race(
    [
      {
        name: 'a mix',
        batch: round.length,
        run: () => {
          for (const command of round) chip.transmit(command);
        },
      },
    ],
    effort,
  );
  return laps.map(({ rate }) => ({
    what: 'commands without cryptography, mixed',
    figure: rate,
    unit: '/s',
    wanted: { atLeast: 100_000 },
  }));
}

async function wholeCard({ connection, plan }: Card, { rounds }: Effort): Promise<Row> {
  const taken = await milliseconds(rounds * 20, async () => {
    const files = await readEveryFile(connection, openersOf(plan));
    if (files.length < 30) throw new Error(`only ${files.length} files`);
  });
  return {
    what: 'reading every file of every application, with all credentials',
    figure: median(taken),
    unit: 'ms',
    wanted: { atMost: 5 },
  };
}

async function personalising(
  makeKey: ReturnType<typeof sharedKeys>,
  { rounds }: Effort,
): Promise<readonly Row[]> {
  const plan = await planTestCard();
  const issuerKeys = testIssuerKeys(plan.chipSerial);
  const personalise = async () => {
    const blank = manufacture({ chipSerial: plan.chipSerial, profile: plan.profile, issuerKeys });
    const surroundings = {
      random: (length: number) => randomBytes(length),
      generateKey: makeKey,
      save: () => undefined,
    };
    await personaliseTestCard(connectInProcess(new Chip(blank, surroundings)), issuerKeys, plan);
  };
  const drawing = await milliseconds(rounds, () => planTestCard());
  return [
    {
      what: 'personalising a card: certificates, files, PINs, over SCP03',
      figure: median(await milliseconds(rounds * 4, personalise)),
      unit: 'ms',
      wanted: { atMost: 50 },
      note: 'keys made before',
    },
    {
      what: 'drawing portrait and texts of a card, JPEG 2000',
      figure: median(drawing),
      unit: 'ms',
    },
  ];
}
