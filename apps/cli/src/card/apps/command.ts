import type { Command } from 'commander';
import { calmly } from '../load.ts';
import { type CardOptions, type WhereOptions, withCardOptions, withReader } from '../options.ts';

/** `mibun card apps …`: applications of municipalities and other bodies in the free area of a card (MUL-01). */
export function appsVerbs(card: Command): void {
  const apps = card.command('apps').description('applications of municipalities and others in the free area');
  withReader(apps.command('list'))
    .description('which are there, and how much of the card each one takes')
    .argument('[card]', 'which card; the only one needs no name')
    .action((wanted: string | undefined, options: WhereOptions) =>
      calmly(async () => (await import('./manage.ts')).listApps(wanted, options)),
    );
  withCardOptions(apps.command('install'))
    .description('put one there, and take it over with keys of this folder')
    .argument('[card]', 'which card')
    .argument('[file]', 'its description in JSON: AID, quota, PIN, files and rights (see --example)')
    .option('--example', 'print a description and install nothing')
    .action(
      (wanted: string | undefined, file: string | undefined, options: CardOptions & { example?: true }) =>
        calmly(async () => (await import('./manage.ts')).installApp(wanted, file, options)),
    );
  withCardOptions(apps.command('update'))
    .description('propose another layout, as the issuer; nothing changes before apps confirm')
    .argument('<card>', 'which card')
    .argument('<file>', 'the description in JSON; its quota stays what it was')
    .action((wanted: string, file: string, options: CardOptions) =>
      calmly(async () => (await import('./manage.ts')).updateApp(wanted, file, options)),
    );
  withCardOptions(apps.command('confirm'))
    .description('agree to a proposed layout, as the body the application belongs to')
    .argument('<card>', 'which card')
    .argument('<file>', 'the description that the body agrees to; the card compares')
    .action((wanted: string, file: string, options: CardOptions) =>
      calmly(async () => (await import('./manage.ts')).confirmApp(wanted, file, options)),
    );
  withCardOptions(apps.command('refuse'))
    .description('refuse a proposed layout, as the body the application belongs to')
    .argument('<card>', 'which card')
    .argument('<aid>', 'its AID in hex')
    .action((wanted: string, aid: string, options: CardOptions) =>
      calmly(async () => (await import('./manage.ts')).refuseApp(wanted, aid, options)),
    );
  withCardOptions(apps.command('remove'))
    .description('take one away with everything in it')
    .argument('<card>', 'which card')
    .argument('<aid>', 'its AID in hex')
    .action((wanted: string, aid: string, options: CardOptions) =>
      calmly(async () => (await import('./manage.ts')).removeApp(wanted, aid, options)),
    );
  withCardOptions(apps.command('set-pin'))
    .description('set the PIN of an application, as the body it belongs to; asks for it on a terminal')
    .argument('<card>', 'which card')
    .argument('<aid>', 'its AID in hex')
    .option('--new <value>', 'the PIN; others on this computer see it there')
    .option('--stdin', 'the PIN from standard input')
    .action((wanted: string, aid: string, options: CardOptions) =>
      calmly(async () => (await import('./files.ts')).setAppPin(wanted, aid, options)),
    );
  withReader(apps.command('read'))
    .description('read a file of an application')
    .argument('<card>', 'which card')
    .argument('<aid>', 'its AID in hex')
    .argument('<file>', 'which file: 0001')
    .option('--pin [value]', 'with the PIN of the application; asks for it when no value is given')
    .option('--stdin', 'the PIN from standard input')
    .option('--last-try', 'go on although one try is left')
    .option('--keys', 'with the keys of the body it belongs to')
    .option('--records', 'it is a file of records')
    .option('--out <file>', 'write the bytes there')
    .action((wanted: string, aid: string, file: string, options: WhereOptions) =>
      calmly(async () => (await import('./files.ts')).readApp(wanted, aid, file, options)),
    );
  withCardOptions(apps.command('write'))
    .description('write a file of an application, with the keys of the body unless a PIN is given')
    .argument('<card>', 'which card')
    .argument('<aid>', 'its AID in hex')
    .argument('<file>', 'which file: 0001')
    .argument('<source>', 'the bytes; - is standard input')
    .option('--pin [value]', 'the PIN of the application instead of keys; asks for it when no value is given')
    .option('--stdin', 'the PIN from standard input')
    .option('--last-try', 'go on although one try is left')
    .option('--record <number>', 'this record, in a file of records')
    .option('--tag <number>', 'tag of the record', '1')
    .action((wanted: string, aid: string, file: string, source: string, options: CardOptions) =>
      calmly(async () => (await import('./files.ts')).writeApp(wanted, aid, file, source, options)),
    );
}
