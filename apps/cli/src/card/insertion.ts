import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import type { CardBox } from './card-box.ts';

// A program that has put a card into a reader listens at a socket in the folder, so that others can follow it and
// take the card out. `port-PORT-SERIAL.sock` says what is where without asking.

/** A card that some program has put into a reader. */
export interface Insertion {
  readonly serial: string;
  /** vpcd's port of that reader. */
  readonly port: number;
  readonly socketPath: string;
}

const SOCKET = /^port-([0-9]+)-([0-9]{15})\.sock$/;

/** The cards of a folder that lie in a reader now. What a killed program left behind is cleared away. */
export async function insertions({ insertedFolder }: CardBox): Promise<readonly Insertion[]> {
  const found: Insertion[] = [];
  for (const file of listFolder(insertedFolder)) {
    const [, port, serial] = SOCKET.exec(file) ?? [];
    if (port === undefined || serial === undefined) continue;
    const socketPath = shortest(join(insertedFolder, file));
    if (await answers(socketPath)) found.push({ serial, port: Number(port), socketPath });
    else rmSync(socketPath, { force: true });
  }
  return found;
}

/** Where an insertion speaks to those who follow it. */
export interface Announcement {
  /** A line for everybody who follows. */
  tell(line: string): void;
  /** Resolves when somebody asks for the card to be taken out. */
  readonly askedToLeave: Promise<void>;
  close(): void;
}

export async function announce(box: CardBox, serial: string, port: number): Promise<Announcement> {
  mkdirSync(box.insertedFolder, { recursive: true, mode: 0o700 });
  const socketPath = shortest(join(box.insertedFolder, `port-${port}-${serial}.sock`));
  rmSync(socketPath, { force: true });
  const followers = new Set<Socket>();
  const asked = Promise.withResolvers<void>();
  const server = createServer((socket) => {
    followers.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => followers.delete(socket));
    createInterface(socket).on('line', (line) => line === 'remove' && asked.resolve());
  });
  server.listen(socketPath);
  await once(server, 'listening');
  return {
    tell: (line) => {
      for (const follower of followers) follower.write(`${line}\n`);
    },
    askedToLeave: asked.promise,
    close: () => {
      for (const follower of followers) follower.end();
      server.close();
    },
  };
}

/** Follows an insertion line by line, to its end. */
export async function follow({ socketPath }: Insertion, onLine: (line: string) => void): Promise<void> {
  const socket = connect(socketPath);
  await once(socket, 'connect');
  const lines = createInterface(socket);
  lines.on('line', onLine);
  await once(lines, 'close');
}

/** Asks for the card to be taken out, and waits until it is. */
export async function askToLeave({ socketPath }: Insertion): Promise<void> {
  const socket = connect(socketPath);
  await once(socket, 'connect');
  socket.write('remove\n');
  socket.resume();
  await once(socket, 'close');
}

async function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** The name of a socket has about a hundred characters at most. */
function shortest(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.length < path.length ? fromHere : path;
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
