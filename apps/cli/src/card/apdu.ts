import { Transcript } from '@mibun/reader';
import { CommandError, print, say } from '../output.ts';
import { readText } from '../text-input.ts';
import { commandOf, fits, parseScript, type ScriptStep } from './apdu-script.ts';
import { withCard } from './find-card.ts';
import { cardAndRest, type WhereOptions } from './options.ts';

export interface ApduOptions extends WhereOptions {
  readonly script?: string;
  readonly verbose?: true;
}

/** `mibun card apdu`: sends what is given, in order; false when an answer was not the one that a script expected. */
export async function sendApdus(given: readonly string[], options: ApduOptions): Promise<boolean> {
  const { card: wanted, rest: commands } = cardAndRest(given, options, 'mibun card apdu CARD COMMAND…', 0);
  const steps = stepsOf(commands, options);
  return withCard(options, wanted, async ({ connection }) => {
    const transcript = new Transcript();
    let wrong = 0;
    for (const { line, command, expected } of steps) {
      if (command === 'reset') {
        await connection.reset();
        transcript.powerChanged();
        if (!options.json) print('-- reset');
        continue;
      }
      const exchange = transcript.exchange(command, await connection.transmit(command));
      const ok = fits(expected, exchange.statusWord);
      if (!ok) wrong += 1;
      if (options.json) {
        print(JSON.stringify({ line, ...exchange, ...(expected !== undefined && { expected, ok }) }));
        continue;
      }
      print(`> ${exchange.bytes}`);
      print(`< ${exchange.data === '' ? '' : `${exchange.data} `}${exchange.statusWord}`);
      if (options.verbose) print(`  ${exchange.command}: ${exchange.answer}`);
      if (!ok) say(`mibun: line ${line}: expected ${expected}, the card answered ${exchange.statusWord}`);
    }
    if (options.script !== undefined && !options.json) {
      const expectations = steps.filter(({ expected }) => expected !== undefined).length;
      say(`mibun: ${steps.length} commands, ${expectations - wrong} of ${expectations} answers as expected`);
    }
    return wrong === 0;
  });
}

function stepsOf(commands: readonly string[], { script }: ApduOptions): readonly ScriptStep[] {
  if (script !== undefined && commands.length > 0) {
    throw new CommandError('a script and commands exclude each other', 'leave one of them out');
  }
  if (script !== undefined) return parseScript(readText(script));
  if (commands.length === 0)
    throw new CommandError('there is nothing to send', 'give commands in hex, or --script FILE');
  return commands.map((command, index) => ({
    line: index + 1,
    command: commandOf(command),
    expected: undefined,
  }));
}
