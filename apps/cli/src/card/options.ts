import type { Command } from 'commander';
import { CommandError } from '../output.ts';

/** Options of every verb of `mibun card`. */
export interface CardOptions {
  /** Folder of the cards. */
  readonly cards: string;
  readonly json?: true;
}

/** Which card, where a real one will do as well. */
export interface WhereOptions extends CardOptions {
  /** Name of a PC/SC reader, instead of a card of the folder. */
  readonly reader?: string;
}

/** Where one's own cards lie unless told otherwise. */
export const DEFAULT_FOLDER = 'data/my-cards';

export function withCardOptions(command: Command): Command {
  return command
    .option('--cards <folder>', 'where your cards lie', DEFAULT_FOLDER)
    .option('--json', 'answer in JSON');
}

export function withReader(command: Command): Command {
  return withCardOptions(command).option(
    '--reader <name>',
    'the card in this PC/SC reader instead (a part of its name will do)',
  );
}

/**
 * Takes apart what was given: first the card, then the rest. A card in a reader is named by `--reader` and by nothing
 * else.
 * @throws CommandError when something is missing; `usage` says what is wanted
 */
export function cardAndRest(
  given: readonly string[],
  { reader }: WhereOptions,
  usage: string,
  least: number,
): { readonly card: string | undefined; readonly rest: readonly string[] } {
  const card = reader === undefined ? given[0] : undefined;
  const rest = reader === undefined ? given.slice(1) : given;
  if (rest.length < least) throw new CommandError('something is missing', usage);
  return { card, rest };
}
