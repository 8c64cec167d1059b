import { fork } from 'node:child_process';
import { once } from 'node:events';

type Command = (...args: never[]) => Promise<unknown>;

interface Question {
  readonly id: number;
  readonly name: string;
  readonly args: readonly unknown[];
}

type Answer = { readonly id: number; readonly value?: unknown; readonly error?: string };

/** In a server process: says on which port it listens and does what it is told, until the bench goes away. */
export function serveCommands(
  commands: Readonly<Record<string, Command>>,
  port: number,
  close: () => Promise<void>,
): void {
  process.on('message', ({ id, name, args }: Question) => {
    const command = commands[name];
    const work = command ? command(...(args as never[])) : Promise.reject(new Error(`no command ${name}`));
    work.then(
      (value) => process.send?.({ id, value }),
      (error: unknown) => process.send?.({ id, error: String(error) }),
    );
  });
  process.once('disconnect', () => {
    void close().finally(() => process.exit(0));
  });
  process.send?.({ port });
}

export interface ServerProcess<T> {
  readonly port: number;
  readonly pid: number;
  readonly ask: T;
  stop(): Promise<void>;
}

/** Starts a file of `servers/` in a process of its own. */
export async function startServer<T extends Readonly<Record<string, Command>>>(
  file: string,
  args: readonly string[] = [],
): Promise<ServerProcess<T>> {
  const child = fork(new URL(`../servers/${file}`, import.meta.url), args);
  const ended = once(child, 'exit');
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let last = 0;
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { readonly port: number }) => resolve(message.port));
    child.once('exit', () => reject(new Error(`${file} did not start`)));
  });
  child.on('message', ({ id, value, error }: Answer) => {
    const asker = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asker?.resolve(value);
    else asker?.reject(new Error(error));
  });
  child.once('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} is gone`));
  });
  const ask = new Proxy({} as T, {
    get:
      (_, name) =>
      (...args: unknown[]) =>
        new Promise((resolve, reject) => {
          const id = ++last;
          waiting.set(id, { resolve, reject });
          child.send({ id, name: String(name), args });
        }),
  });
  return {
    port,
    pid: child.pid ?? 0,
    ask,
    async stop() {
      child.disconnect();
      await ended;
    },
  };
}
