// OpenSSH logs in to a server of its own with the authentication key of the card.
import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { test } from 'node:test';
import {
  makeHandedOverCard,
  OPENSC_PKCS11,
  type ReadersWithCards,
  withCardsInReaders,
} from './harness/card-in-reader.ts';
import { freePortRange } from './harness/ports.ts';
import { runProgram } from './harness/programs.ts';
import { type RunningProgram, startProgram } from './harness/running-program.ts';

const card = await makeHandedOverCard();

await withCardsInReaders([card], async (readers) => {
  const { run, path } = readers;
  const keys = await run('ssh-keygen', ['-D', OPENSC_PKCS11]);
  const [own = ''] = keys.output.split('\n');

  await test('ssh-keygen -D reads the public keys of the card', () => {
    assert.match(own, /^ssh-rsa [A-Za-z0-9+/=]+/, keys.everything);
  });

  await test('ssh logs in with the card and its PIN, and the server knows the key', async () => {
    const { port, server } = await startSshServer(readers, own);
    try {
      const answered = await logIn(readers, port, card.authPin);
      assert.equal(answered.status, 0, `${answered.everything}\n${server.stderr}`);
      assert.equal(answered.output.trim(), `in as ${userInfo().username}`);
      assert.match(await readFile(path('asked'), 'utf8'), /PIN for 'JPKI \(User Authentication PIN\)'/);
    } finally {
      await server.stop();
    }
  });

  await test('ssh is turned away with a wrong PIN, and one try is gone', async () => {
    const { port, server } = await startSshServer(readers, own);
    try {
      const refused = await logIn(readers, port, '0000');
      assert.notEqual(refused.status, 0);
      assert.match(refused.everything, /Permission denied/);
      const pins = await run('pkcs15-tool', ['--list-pins']);
      assert.match(pins.output, /Tries left +: 2\n/);
    } finally {
      await server.stop();
    }
  });
});

async function startSshServer(
  { path }: ReadersWithCards,
  authorizedKey: string,
): Promise<{ readonly port: number; readonly server: RunningProgram }> {
  const port = await freePortRange(1);
  await runProgram('rm', ['-f', path('host-key'), path('host-key.pub')]);
  await runProgram('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path('host-key')]);
  await writeFile(path('authorized_keys'), `${authorizedKey}\n`);
  const configuration = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${path('host-key')}`,
    `AuthorizedKeysFile ${path('authorized_keys')}`,
    'AuthenticationMethods publickey',
    // The folder is a temporary one, whose parents belong to everybody.
    'StrictModes no',
    'UsePAM no',
    'PidFile none',
  ];
  await writeFile(path('sshd_config'), `${configuration.join('\n')}\n`);
  // Debian's sshd started by root wants its empty folder.
  if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true });
  const server = startProgram('/usr/sbin/sshd', ['-D', '-e', '-f', path('sshd_config')]);
  await server.said(/Server listening/);
  return { port, server };
}

/** `pin` is what the person types when ssh asks. */
async function logIn({ path, env }: ReadersWithCards, port: number, pin: string) {
  await writeFile(path('ask'), `#!/bin/sh\nprintf '%s\\n' "$1" >> ${path('asked')}\necho ${pin}\n`);
  await chmod(path('ask'), 0o700);
  const options = {
    PKCS11Provider: OPENSC_PKCS11,
    StrictHostKeyChecking: 'no',
    UserKnownHostsFile: path('known_hosts'),
    PreferredAuthentications: 'publickey',
    NumberOfPasswordPrompts: '1',
  };
  const asOptions = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const destination = ['-p', String(port), `${userInfo().username}@127.0.0.1`];
  return runProgram('ssh', ['-F', 'none', ...asOptions, ...destination, 'echo in as $(whoami)'], {
    ...env,
    SSH_ASKPASS: path('ask'),
    SSH_ASKPASS_REQUIRE: 'force',
    SSH_AUTH_SOCK: '',
  });
}
