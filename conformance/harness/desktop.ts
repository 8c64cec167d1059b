import { existsSync } from 'node:fs';
import { runProgram } from './programs.ts';
import { startProgram } from './running-program.ts';

/** A screen that nobody looks at, with the hands of a person: for windows that belong to a program and not to a page. */
export interface Desktop {
  readonly env: Readonly<Record<string, string>>;
  /** Waits for a window whose title matches, gives it the keyboard, types and presses Return. Throws what `gone` is aborted with. */
  typeInto(title: RegExp, text: string, gone: AbortSignal): Promise<void>;
  waitFor(title: RegExp, gone: AbortSignal): Promise<void>;
  /**
   * Presses Return in a window, as its dialogs come up, until a window has the other title. As slowly as a person who looks
   * whether it did anything: Chromium may end by an assertion of its own at a second Return to a dialog that is just going.
   */
  pressReturnUntil(title: RegExp, done: RegExp, gone: AbortSignal): Promise<void>;
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
const A_LOOK_MS = 100;
const BETWEEN_PRESSES_MS = 3_000;

function named(open: readonly Window[]): string {
  return `open are: ${open.map(({ title }) => title).join(' | ') || 'none'}`;
}

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

  async function windowOf(title: RegExp, gone: AbortSignal): Promise<Window> {
    const giveUpAt = performance.now() + PATIENCE_MS;
    for (;;) {
      gone.throwIfAborted();
      const open = await windows();
      const wanted = open.find((window) => title.test(window.title));
      if (wanted) return wanted;
      if (performance.now() > giveUpAt) {
        throw new Error(`no window ${title}; ${named(open)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, A_LOOK_MS));
    }
  }

  return {
    env,
    async waitFor(title, gone) {
      await windowOf(title, gone);
    },
    async typeInto(title, text, gone) {
      const { id } = await windowOf(title, gone);
      // Without a window manager nobody else gives a window the keyboard.
      await xdotool('windowfocus', '--sync', id);
      if (text !== '') await xdotool('type', text);
      await xdotool('key', 'Return');
    },
    async pressReturnUntil(title, done, gone) {
      const giveUpAt = performance.now() + PATIENCE_MS;
      let nextPressAt = 0;
      for (;;) {
        gone.throwIfAborted();
        const open = await windows();
        if (open.some((window) => done.test(window.title))) return;
        const now = performance.now();
        if (now > giveUpAt) throw new Error(`no window ${done} after Return in ${title}; ${named(open)}`);
        const into = open.find((window) => title.test(window.title));
        if (into && now >= nextPressAt) {
          await xdotool('windowfocus', '--sync', into.id);
          await xdotool('key', 'Return');
          nextPressAt = performance.now() + BETWEEN_PRESSES_MS;
        }
        await new Promise((resolve) => setTimeout(resolve, A_LOOK_MS));
      }
    },
    close: () => server.stop(),
  };
}
