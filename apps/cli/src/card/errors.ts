import { PkiError } from '@mibun/pki';
import { CardError, TrayError, type TrayErrorCode } from '@mibun/reader';
import { CommandError } from '../output.ts';

/** What a person can do something about, in one line with a hint; anything else is a fault and keeps its trace. */
export function calm(error: unknown): unknown {
  if (error instanceof CommandError) return error;
  if (error instanceof CardError) return new CommandError(cardWords(error), error.hint);
  if (error instanceof TrayError) {
    return new CommandError(error.message, TRAY_HINTS[error.code]);
  }
  if (error instanceof PkiError && (error.code === 'passphrase-wrong' || error.code === 'seal-broken')) {
    return new CommandError(
      'the key beside the folder does not open its authorities',
      'bring the right key back',
    );
  }
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new CommandError(`there is no ${path ?? 'such file'}`);
  if (code === 'EISDIR') return new CommandError(`${path ?? 'that'} is a folder`, 'name a file');
  if (code === 'EACCES') return new CommandError(`${path ?? 'a file'} may not be read or written`);
  return error;
}

const TRAY_HINTS: Readonly<Record<TrayErrorCode, string>> = {
  'card-in-use': 'take it out there first: mibun card remove',
  'no-such-card': 'mibun card list shows what is there',
  'already-exists': 'mibun card list shows what is there',
  'damaged-card': 'its file is damaged, or was made with another key or by another version of this program',
};

function cardWords(error: CardError): string {
  const left = error.triesLeft;
  if (error.code === 'wrong-pin') {
    return `that is not the right value; ${left === 1 ? 'one try is' : `${left ?? 'some'} tries are`} left`;
  }
  if (error.code === 'pin-blocked') return 'it is blocked, or was never set';
  return error.message;
}
