import { CommandError } from '../output.ts';

/** One line of a script: bytes to send, and what status word must come back. */
export interface ScriptStep {
  readonly line: number;
  readonly command: Uint8Array | 'reset';
  /** Four hex digits, `x` for any: '63Cx'. undefined: whatever comes back is right. */
  readonly expected: string | undefined;
}

/**
 * Reads an APDU script: one command a line in hex, blanks as one likes, `# comment`, `=> 9000` for the status word that
 * must come back (`x` stands for any digit), and `reset` for a warm reset.
 * @throws CommandError naming the line
 */
export function parseScript(text: string): readonly ScriptStep[] {
  return text.split(/\r?\n/).flatMap((whole, index) => {
    const line = index + 1;
    const [code = ''] = whole.split('#');
    if (code.trim() === '') return [];
    const [left = '', right, more] = code.split('=>');
    const expected = right?.replaceAll(/\s/g, '').toUpperCase().replaceAll('X', 'x');
    if (more !== undefined || (expected !== undefined && !/^[0-9A-Fx]{4}$/.test(expected))) {
      throw new CommandError(`line ${line}: what is expected is a status word`, 'write => 9000, or => 63Cx');
    }
    const command = left.trim().toLowerCase() === 'reset' ? 'reset' : commandOf(left, `line ${line}: `);
    return [{ line, command, expected }];
  });
}

/** Bytes of one command in hex. @throws CommandError */
export function commandOf(text: string, where = ''): Uint8Array {
  const hex = text.replaceAll(/[\s:]/g, '');
  if (!/^(?:[0-9A-Fa-f]{2})+$/.test(hex)) {
    throw new CommandError(
      `${where}${text.trim()} is no command`,
      'write pairs of hex digits: 00A4040C0AD392F000260100000001',
    );
  }
  if (hex.length < 8) throw new CommandError(`${where}a command has four bytes at least`, 'CLA INS P1 P2');
  return Buffer.from(hex, 'hex');
}

/** Whether a status word is what a script wants. */
export function fits(expected: string | undefined, statusWord: string): boolean {
  return (
    expected === undefined || [...expected].every((digit, at) => digit === 'x' || digit === statusWord[at])
  );
}
