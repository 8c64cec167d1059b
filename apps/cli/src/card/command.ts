import { Command } from 'commander';
import type { ApduOptions } from './apdu.ts';
import { appsVerbs } from './apps/command.ts';
import type { InsertOptions } from './insert.ts';
import { calmly } from './load.ts';
import type { NewOptions } from './new.ts';
import { type CardOptions, withCardOptions, withReader } from './options.ts';
import type { PinChangeOptions } from './pin-change.ts';
import type { InsertedOptions } from './remove.ts';
import type { ShowOptions } from './show.ts';
import type { SignOptions } from './sign.ts';

const ABOUT = `
Your cards lie encrypted in a folder (--cards, default data/my-cards); the key lies beside it. All cards of a folder
lead to the same throw-away authorities. CARD is a serial, a few of its digits, or a part of the holder's name.

  mibun card new --random                    make one, and say what opens it
  mibun card show --pin 4702                 look at it
  mibun card insert                          put it into a virtual reader; now OpenSC, a browser or ssh see it
  mibun card trace                           follow in another terminal what they say to it

Whoever uses this computer sees what stands on a command line (ps), and the shell keeps it. For a card that matters, type
PINs on the terminal, or give them with --stdin, or with --credentials FILE that only you can read.`;

/** `mibun card …`: cards of one's own, and real ones in a PC/SC reader. */
export function cardCommand(): Command {
  const card = new Command('card')
    .description('make test cards of your own, look at them, use them')
    .addHelpText('after', ABOUT);
  makingVerbs(card);
  readerVerbs(card);
  usingVerbs(card);
  appsVerbs(card);
  return card;
}

function makingVerbs(card: Command): void {
  withCardOptions(card.command('new'))
    .description('make a complete card, and print what opens it')
    .option('--resident <file>', 'whose card: a JSON file (see --example, --schema)')
    .option('--random', 'whose card: somebody drawn by lot (the default)')
    .option('--count <number>', 'that many cards')
    .option('--profile <name>', 'generation-1 or generation-2: decided with the first card of a folder')
    .option('--certificates <kind>', 'mibun or jpki-compatible: decided with the first card of a folder')
    .option('--interface <kind>', 'contact or contactless: which ATR the card shows', 'contact')
    .option('--pin <digits>', 'all PINs of four digits')
    .option('--password <text>', 'the signature password')
    .option('--photo <file>', 'JPEG or PNG instead of a drawn portrait')
    .option('--credentials <file>', 'write what --json prints to this new file, which only you can read')
    .option('--example', 'print a resident file and make nothing')
    .option('--schema', 'print the JSON Schema of a resident file and make nothing')
    .action((options: NewOptions) => calmly(async () => (await import('./new.ts')).newCards(options)));
  withCardOptions(card.command('list'))
    .description('the cards of the folder')
    .action((options: CardOptions) => calmly(async () => (await import('./list.ts')).listCards(options)));
  withReader(card.command('show'))
    .description('every file that the given credentials open, decoded and verified; tries left')
    .argument('[card]', 'which card; the only one needs no name')
    .option('--pin <digits>', 'text PIN (generation 2: the PIN): number, name, address, birth date, sex')
    .option('--password <text>', 'signature password: the signature certificate')
    .option('--code-b <digits>', '14 digits printed on the front: the card face')
    .option('--code-a <digits>', 'the Individual Number: the card face with the number')
    .option('--birth-date <digits>', 'YYMMDD: the age record')
    .option('--credentials <file>', 'all of these, as mibun card new --json printed them')
    .option('--save <folder>', 'write every file, certificates, photo, and both faces as PNG and PDF')
    .option('--last-try', 'go on although one try is left')
    .action((wanted: string | undefined, options: ShowOptions) =>
      calmly(async () => (await import('./show.ts')).showCard(wanted, options)),
    );
  withCardOptions(card.command('authorities'))
    .description('the certificates that these cards lead to, as PEM')
    .option('--save <folder>', 'write them there')
    .action((options: CardOptions & { readonly save?: string }) =>
      calmly(async () => (await import('./authorities.ts')).showAuthorities(options)),
    );
}

function readerVerbs(card: Command): void {
  withCardOptions(card.command('insert'))
    .description('put a card into a virtual reader (vsmartcard-vpcd) until Ctrl-C or remove')
    .argument('[card]', 'which card; the only one needs no name')
    .option('--port <number>', 'port of the reader (default: 35963)')
    .option('--reader <number>', 'or its number: 0 is port 35963, 1 is 35964 …')
    .option('--trace', 'print what is said to the card')
    .option('--log <file>', 'append what is said to the card to a file, for trace --log')
    .action((wanted: string | undefined, options: InsertOptions) =>
      calmly(async () => (await import('./insert.ts')).insertCard(wanted, options)),
    );
  withCardOptions(card.command('remove'))
    .description('take a card out of its virtual reader')
    .argument('[card]', 'which card; the only one in a reader needs no name')
    .option('--port <number>', 'the card in the reader at this port')
    .action((wanted: string | undefined, options: InsertedOptions) =>
      calmly(async () => (await import('./remove.ts')).removeCard(wanted, options)),
    );
  withCardOptions(card.command('trace'))
    .description('a readable transcript of what programs say to an inserted card; PINs are never shown')
    .argument('[card]', 'which card; the only one in a reader needs no name')
    .option('--port <number>', 'the card in the reader at this port')
    .option('--log <file>', 'tell a log of insert --log instead')
    .action((wanted: string | undefined, options: InsertedOptions & { readonly log?: string }) =>
      calmly(async () => (await import('./trace.ts')).traceCard(wanted, options)),
    );
}

function usingVerbs(card: Command): void {
  const pin = card.command('pin').description('tries left; change a PIN');
  withReader(pin.command('status'))
    .description('the tries that are left of each PIN; uses none')
    .argument('[card]', 'which card; the only one needs no name')
    .action((wanted: string | undefined, options: CardOptions) =>
      calmly(async () => (await import('./pin-status.ts')).pinStatus(wanted, options)),
    );
  withReader(pin.command('change'))
    .description('change a PIN that is known; asks for both values on a terminal')
    .argument('[card]', 'which card (not with --reader)')
    .argument('[kind]', 'authentication, signature, registry or text')
    .option('--old <value>', 'the present value')
    .option('--new <value>', 'the next value')
    .option('--stdin', 'both from standard input, one a line')
    .option('--last-try', 'go on although one try is left')
    .action((first: string | undefined, second: string | undefined, options: PinChangeOptions) =>
      calmly(async () => (await import('./pin-change.ts')).pinChange(present(first, second), options)),
    );
  withReader(card.command('sign'))
    .description(
      'sign a file with a key of the card: RSASSA-PKCS1-v1_5 with SHA-256, generation 2 ECDSA with SHA-384 (DER)',
    )
    .argument('[card]', 'which card (not with --reader)')
    .argument('[file]', 'what to sign')
    .option('--with <key>', 'auth or signature', 'auth')
    .option('--pin <digits>', 'authentication PIN, for --with auth')
    .option('--password <text>', 'signature password, for --with signature')
    .option('--stdin', 'PIN or password from standard input')
    .option('--out <file>', 'where the signature goes (default: FILE.sig, FILE.p7s)')
    .option('--cms', 'a detached CMS signature with certificates instead of the bare signature')
    .option('--last-try', 'go on although one try is left')
    .action((first: string | undefined, second: string | undefined, options: SignOptions) =>
      calmly(async () => (await import('./sign.ts')).signFile(present(first, second), options)),
    );
  withReader(card.command('apdu'))
    .description('send raw commands; with a script, exit code 1 when an answer is not the expected one')
    .argument('[card]', 'which card (not with --reader)')
    .argument('[command...]', 'in hex: 00A4040C0AD392F000260100000001')
    .option(
      '--script <file>',
      'one command a line, # comments, => 9000 or => 63Cx for what must come back; - is stdin',
    )
    .option('-v, --verbose', 'say in words what was asked and answered')
    .action((first: string | undefined, others: readonly string[], options: ApduOptions) =>
      calmly(async () => {
        const { sendApdus } = await import('./apdu.ts');
        if (!(await sendApdus(present(first, ...others), options))) process.exitCode = 1;
      }),
    );
}

const present = (...given: readonly (string | undefined)[]): readonly string[] =>
  given.filter((one) => one !== undefined);
