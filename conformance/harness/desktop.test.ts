import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDesktop } from './desktop.ts';
import { runProgram } from './programs.ts';

test('a screen is there for whoever comes, also in the moment in which everybody else leaves', async () => {
  const desktop = await openDesktop();
  try {
    const visit = async () => {
      const left: string[] = [];
      for (let n = 0; n < 100; n++) {
        const { everything, status } = await runProgram('xdotool', ['getmouselocation'], desktop.env);
        if (status !== 0) left.push(everything);
      }
      return left;
    };
    assert.deepEqual((await Promise.all([visit(), visit()])).flat(), []);
  } finally {
    await desktop.close();
  }
});
