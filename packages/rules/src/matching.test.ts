import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from './dates.ts';
import {
  allMatch,
  enoughToSuspend,
  type FourAttributes,
  matchAttributes,
  matchForHandOver,
} from './matching.ts';

const RECORDED: FourAttributes = {
  name: '髙橋　花子',
  address: '見本県見本市見本町一丁目2番3号',
  birthDate: plainDate('1980-02-17'),
  sex: 'female',
};
const NAMESAKE: FourAttributes = {
  ...RECORDED,
  address: '見本県見本市別町5番地',
  birthDate: plainDate('1975-08-30'),
};

test('IDD-05 appendix B 13: a namesake cannot receive the card', () => {
  assert.equal(matchForHandOver(matchAttributes(RECORDED, RECORDED)), 'same');
  assert.equal(matchForHandOver(matchAttributes(NAMESAKE, RECORDED)), 'different');
  assert.equal(
    matchForHandOver(matchAttributes({ ...RECORDED, address: NAMESAKE.address }, RECORDED)),
    'different',
  );
  assert.equal(
    matchForHandOver(matchAttributes({ ...RECORDED, birthDate: NAMESAKE.birthDate }, RECORDED)),
    'different',
  );
});

test('CRT-02 another writing of name or address has to be looked at', () => {
  assert.equal(matchForHandOver(matchAttributes({ ...RECORDED, name: '高橋花子' }, RECORDED)), 'variant');
  assert.equal(
    matchForHandOver(matchAttributes({ ...RECORDED, address: '見本県見本市見本町1-2-3' }, RECORDED)),
    'variant',
  );
});

test('NUM-05 INC-08 linking takes all four attributes exactly', () => {
  assert.equal(allMatch(matchAttributes(RECORDED, RECORDED)), true);
  for (const change of [
    { name: '高橋花子' },
    { address: '別町' },
    { birthDate: NAMESAKE.birthDate },
    { sex: 'male' },
  ] as const) {
    assert.equal(allMatch(matchAttributes({ ...RECORDED, ...change }, RECORDED)), false);
  }
});

test('LOS-03 three of four exact answers suffice to suspend', () => {
  const { address: _, ...three } = RECORDED;
  assert.equal(enoughToSuspend(matchAttributes(three, RECORDED)), true);
  const { sex: __, ...two } = three;
  assert.equal(enoughToSuspend(matchAttributes(two, RECORDED)), false);
  assert.equal(enoughToSuspend(matchAttributes({ ...three, name: '高橋花子' }, RECORDED)), false);
  assert.equal(enoughToSuspend(matchAttributes({}, RECORDED)), false);
});
