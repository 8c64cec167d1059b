import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { bytes, hex } from '../testing/scripted-connection.ts';
import type { ChipContacts } from './in-process.ts';
import { attachToVpcd } from './vpcd.ts';
import { VpcdFrameReader, vpcdFrame } from './vpcd-frames.ts';

test('chip.md §6 frames come out whole, however the stream is cut', () => {
  const messages = fc.array(fc.uint8Array({ minLength: 1, maxLength: 600 }), { maxLength: 5 });
  fc.assert(
    fc.property(messages, fc.integer({ min: 1, max: 300 }), (payloads, step) => {
      const stream = Buffer.concat(payloads.map(vpcdFrame));
      const reader = new VpcdFrameReader();
      const received: Uint8Array[] = [];
      for (let at = 0; at < stream.length; at += step)
        received.push(...reader.push(stream.subarray(at, at + step)));
      assert.deepEqual(received.map(hex), payloads.map(hex));
    }),
  );
});

test('chip.md §6 only GET ATR among the controls is answered; commands are answered in order', async () => {
  const reader = await virtualReader();
  const log: string[] = [];
  const { ready, closed, remove } = await attachToVpcd(recordingChip(log), { port: reader.port });
  const socket = await reader.card;
  const received = new VpcdFrameReader();
  const answers: Uint8Array[] = [];
  const three = Promise.withResolvers<void>();
  socket.on('data', (data) => {
    answers.push(...received.push(data));
    if (answers.length === 3) three.resolve();
  });
  for (const payload of ['01', '04', '02', '00A4040C00', '00', '00B0000000'])
    socket.write(vpcdFrame(bytes(payload)));
  await ready;
  await three.promise;
  assert.deepEqual(answers.map(hex), ['3B00', '00A4040C009000', '00B00000009000']);
  assert.deepEqual(log, ['on', 'reset', '00A4040C00', 'off', '00B0000000']);
  remove();
  await closed;
  assert.equal(log.at(-1), 'off');
  reader.server.close();
});

test('chip.md §6 a reader that goes away powers the card down', async () => {
  const reader = await virtualReader();
  const log: string[] = [];
  const { ready, closed } = await attachToVpcd(recordingChip(log), { port: reader.port });
  (await reader.card).destroy();
  await closed;
  await assert.rejects(ready, /pulled/);
  assert.deepEqual(log, ['off']);
  reader.server.close();
});

test('attaching fails when nothing listens', async () => {
  const reader = await virtualReader();
  reader.server.close();
  await once(reader.server, 'close');
  await assert.rejects(attachToVpcd(recordingChip([]), { port: reader.port, retryMs: 0 }), {
    code: 'ECONNREFUSED',
  });
});

async function virtualReader(): Promise<{ server: Server; port: number; card: Promise<Socket> }> {
  const server = createServer();
  const card = once(server, 'connection').then(([socket]) => socket as Socket);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port, card };
}

function recordingChip(log: string[]): ChipContacts {
  const atr = bytes('3B00');
  return {
    atr,
    powerOn: () => {
      log.push('on');
      return atr;
    },
    reset: () => {
      log.push('reset');
      return atr;
    },
    powerOff: () => void log.push('off'),
    transmit: (command) => {
      log.push(hex(command));
      return Buffer.concat([command, bytes('9000')]);
    },
  };
}
