import { cardProfile, triesLeft } from '@mibun/reader';
import { CREDENTIALS } from '@mibun/rules';
import { print } from '../output.ts';
import { withCard } from './find-card.ts';
import type { WhereOptions } from './options.ts';
import { pinsOf } from './pin-kinds.ts';

/** `mibun card pin status`: the tries that are left, without using one (PIN-05). */
export async function pinStatus(wanted: string | undefined, options: WhereOptions): Promise<void> {
  await withCard(options, wanted, async ({ connection, name, serial }) => {
    const status = [];
    for (const { kind, alsoFor, name: pinName } of pinsOf(await cardProfile(connection))) {
      status.push({
        pin: kind,
        pinName,
        alsoFor,
        triesLeft: await triesLeft(connection, kind),
        tries: CREDENTIALS[kind].tries,
      });
    }
    if (options.json) {
      const pins = status.map(({ pinName: _, alsoFor, ...pin }) => ({
        ...pin,
        ...(alsoFor.length > 0 && { alsoFor }),
      }));
      return print(JSON.stringify({ card: serial ?? name, pins }));
    }
    print(`  ${name}`);
    for (const { pin, pinName, alsoFor, triesLeft: left, tries } of status) {
      const words = left === 0 ? 'blocked, or never set' : `${left} of ${tries} tries left`;
      const kinds = [pin, ...alsoFor].join(', ').padEnd(alsoFor.length === 0 ? 16 : 32);
      print(
        `  ${kinds}${pinName.padEnd(alsoFor.length === 0 ? 24 : 8)}${words}${left === 1 ? ': the last one' : ''}`,
      );
    }
  });
}
