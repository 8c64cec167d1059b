import { existsSync } from 'node:fs';
import { runProgram } from './programs.ts';
import { startProgram } from './running-program.ts';

/** A screen that nobody looks at, with the hands of a person: for windows that belong to a program and not to a page. */
export interface Desktop {
  readonly env: Readonly<Record<string, string>>;
  /** Waits for a window whose title matches, gives it the keyboard, types and presses Return. */
  typeInto(title: RegExp, text: string): Promise<void>;
  waitFor(title: RegExp): Promise<void>;
  /** Presses Return in a window again and again, as its dialogs come up, until a window has the other title. */
  pressReturnUntil(title: RegExp, done: RegExp): Promise<void>;
  close(): Promise<void>;
}

interface Window {
  readonly id: string;
  readonly title: string;
  readonly width: number;
}

/** Narrower ones are tooltips; as wide as the screen is the screen itself. */
const NARROWEST_DIALOG = 300;
const SCREEN = { width: 1200, height: 900 };

const PATIENCE_MS = 90_000;

/** Starts an X server without a screen. Needs the Debian packages xvfb and xdotool. */
export async function openDesktop(): Promise<Desktop> {
  for (const program of ['/usr/bin/Xvfb', '/usr/bin/xdotool']) {
    if (!existsSync(program)) throw new Error(`${program} is missing: apt-get install xvfb xdotool`);
  }
  // The server chooses a free display number and writes it down when it is ready. By itself it begins anew whenever its last
  // client leaves, which each call of xdotool can be, and a program that comes in that moment finds no screen and ends.
  const server = startProgram('/usr/bin/Xvfb', [
    ...[
      '-displayfd',
      '1',
      '-screen',
      '0',
      `${SCREEN.width}x${SCREEN.height}x24`,
      '-nolisten',
      'tcp',
      '-noreset',
    ],
  ]);
  await server.said(/^\d+$/m);
  const env = { DISPLAY: `:${server.stdout.trim()}` };
  const xdotool = (...args: readonly string[]) => runProgram('xdotool', args, env);

  /** Every window that a person could use. */
  async function windows(): Promise<readonly Window[]> {
    const found = await xdotool('search', '--onlyvisible', '--name', '');
    const ids = found.output.split('\n').filter((id) => id !== '');
    const all = ids.map(async (id) => {
      const title = (await xdotool('getwindowname', id)).output.trim();
      const geometry = (await xdotool('getwindowgeometry', '--shell', id)).output;
      return { id, title, width: Number(/WIDTH=(\d+)/.exec(geometry)?.[1] ?? 0) };
    });
    return (await Promise.all(all)).filter(({ width }) => width >= NARROWEST_DIALOG && width < SCREEN.width);
  }

  async function windowOf(title: RegExp): Promise<Window> {
    const giveUpAt = performance.now() + PATIENCE_MS;
    for (;;) {
      const open = await windows();
      const wanted = open.find((window) => title.test(window.title));
      if (wanted) return wanted;
      if (performance.now() > giveUpAt) {
        throw new Error(`no window ${title}; open are: ${open.map((window) => window.title).join(' | ')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  return {
    env,
    async waitFor(title) {
      await windowOf(title);
    },
    async typeInto(title, text) {
      const { id } = await windowOf(title);
      // Without a window manager nobody else gives a window the keyboard.
      await xdotool('windowfocus', '--sync', id);
      if (text !== '') await xdotool('type', text);
      await xdotool('key', 'Return');
    },
    async pressReturnUntil(title, done) {
      const giveUpAt = performance.now() + PATIENCE_MS;
      for (;;) {
        const open = await windows();
        if (open.some((window) => done.test(window.title))) return;
        const into = open.find((window) => title.test(window.title));
        if (into) {
          await xdotool('windowfocus', '--sync', into.id);
          await xdotool('key', 'Return');
        }
        if (performance.now() > giveUpAt) throw new Error(`no window ${done} after Return in ${title}`);
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    },
    close: () => server.stop(),
  };
}
