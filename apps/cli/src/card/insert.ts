import { openSync, writeSync } from 'node:fs';
import type { Chip } from '@mibun/card';
import {
  attachToVpcd,
  type ChipContacts,
  type Exchange,
  Transcript,
  type VpcdAttachment,
} from '@mibun/reader';
import { CommandError, print, say } from '../output.ts';
import { openCardBox } from './card-box.ts';
import { findEntry } from './find-card.ts';
import { announce, insertions } from './insertion.ts';
import type { CardOptions } from './options.ts';
import { traceLine } from './trace-words.ts';

export interface InsertOptions extends CardOptions {
  readonly port?: string;
  readonly reader?: string;
  readonly trace?: true;
  readonly log?: string;
}

/** vsmartcard's first reader; the next ones follow. */
const FIRST_PORT = 35963;

/** `mibun card insert`: the card lies in a virtual reader until Ctrl-C or `mibun card remove`. */
export async function insertCard(wanted: string | undefined, options: InsertOptions): Promise<void> {
  const port = portOf(options);
  const box = openCardBox(options.cards);
  const there = (await insertions(box)).find((insertion) => insertion.port === port);
  if (there !== undefined) {
    throw new CommandError(
      `${there.serial} lies in the reader at port ${port} already`,
      `take it out with mibun card remove --port ${port}, or use another reader: --reader 1`,
    );
  }
  const { serial, label = '' } = findEntry(box.tray.list(), wanted);
  const card = box.tray.insert(serial);
  try {
    const announced = await announce(box, serial, port);
    const log = options.log === undefined ? undefined : openSync(options.log, 'a', 0o600);
    const tell = (event: TraceEvent): void => {
      const line = JSON.stringify(event);
      announced.tell(line);
      if (log !== undefined) writeSync(log, `${line}\n`);
      if (options.trace) print(options.json ? line : traceLine(event));
    };
    try {
      const attached = await attachToVpcd(overheard(card.chip, tell), { port, retryMs: 1500 }).catch(() => {
        throw new CommandError(`nothing listens at port ${port}: no virtual reader runs`, HOW_TO_START);
      });
      const stop = untilStopped(announced.askedToLeave);
      await Promise.race([untilAsked(attached, port), attached.closed, stop]);
      const said = { card: serial, holder: label, port };
      if (options.json) print(JSON.stringify(said));
      else say(`mibun: ${serial} ${label} lies in the reader at port ${port}; Ctrl-C takes it out`);
      if (!options.json && !options.trace) {
        say(`hint: in another terminal: ${WHAT_SEES_IT[box.generation]}, mibun card trace`);
      }
      await Promise.race([stop, attached.closed]);
      attached.remove();
      await attached.closed;
    } finally {
      announced.close();
    }
  } finally {
    await card.close();
  }
  say(`mibun: ${serial} is back in ${options.cards}`);
}

/** OpenSC's driver is for generation 1; of another card it shows the ATR and sends what it is told. */
const WHAT_SEES_IT = {
  1: 'opensc-tool -n, pkcs15-tool -D, pkcs11-tool -O',
  2: 'opensc-tool -a, opensc-tool -s COMMAND, mibun card show --reader NAME',
} as const;

/** pcscd asks an inserted card for its ATR within a second; a slow computer is given more. */
const PATIENCE_MS = 10_000;

/**
 * Until the reader has seen the card. vpcd takes one card at a time and lets another one wait without a word.
 * @throws CommandError when it does not ask in time; the card is out then
 */
export async function untilAsked(
  { ready, remove }: Pick<VpcdAttachment, 'ready' | 'remove'>,
  port: number,
  patience = PATIENCE_MS,
): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    remove();
    late.reject(
      new CommandError(
        `the reader at port ${port} does not look at the card; another one lies in it, or pcscd does not run`,
        'use another reader: --reader 1',
      ),
    );
  }, patience);
  try {
    await Promise.race([ready, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

const HOW_TO_START =
  'apt-get install pcscd vsmartcard-vpcd opensc, then as root: pcscd -f; a second card goes to --reader 1';

/** What happened at the contacts, for those who follow. */
export type TraceEvent =
  | ({ readonly event: 'exchange'; readonly at: string } & Exchange)
  | { readonly event: 'power-on' | 'reset' | 'power-off'; readonly at: string };

/** A chip whose every exchange is told in words; secrets are masked before they leave this function. */
function overheard(chip: Chip, tell: (event: TraceEvent) => void): ChipContacts {
  const transcript = new Transcript();
  const at = () => new Date().toISOString();
  let powered = false;
  const power = (event: 'power-on' | 'reset' | 'power-off') => {
    transcript.powerChanged();
    // pcscd powers an idle card off again and again.
    if (event !== 'power-off' || powered) tell({ event, at: at() });
    powered = event !== 'power-off';
  };
  return {
    get atr() {
      return chip.atr;
    },
    powerOn: () => {
      power('power-on');
      return chip.powerOn();
    },
    reset: () => {
      power('reset');
      return chip.reset();
    },
    powerOff: () => {
      power('power-off');
      chip.powerOff();
    },
    transmit: (command) => {
      const answer = chip.transmit(command);
      tell({ event: 'exchange', at: at(), ...transcript.exchange(command, answer) });
      return answer;
    },
  };
}

function portOf({ port, reader }: InsertOptions): number {
  if (port !== undefined && reader !== undefined) {
    throw new CommandError('--port and --reader exclude each other', 'leave one of them out');
  }
  const number = reader === undefined ? Number(port ?? FIRST_PORT) : FIRST_PORT + Number(reader);
  if (!Number.isInteger(number) || number < 1 || number > 65535) {
    throw new CommandError(
      `there is no such ${reader === undefined ? 'port' : 'reader'}`,
      'ports go from 1 to 65535, readers from 0',
    );
  }
  return number;
}

function untilStopped(asked: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    void asked.then(resolve);
  });
}
