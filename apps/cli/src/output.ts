/** Talk goes to stderr, data to stdout; an error is one calm line with a hint. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What went wrong and what to do about it; ends the command with exit code 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly hint: string | undefined;
  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

export function fail(error: unknown): never {
  if (error instanceof CommandError) {
    say(`mibun: ${error.message}`);
    if (error.hint) say(`hint: ${error.hint}`);
  } else {
    say(`mibun: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  process.exit(1);
}
