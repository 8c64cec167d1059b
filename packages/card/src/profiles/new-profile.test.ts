import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { CHIP_SERIAL, ISSUER_KEYS } from '../../testing/fixture.ts';
import { readBackData, storeData } from '../../testing/issuer.ts';
import { Scp03Host } from '../../testing/scp03-host.ts';
import type { ApplicationDefinition } from '../applications/definition.ts';
import { dataObject, pin, transparent } from '../applications/rows.ts';
import { ascii, concat, hex, toHex, u16 } from '../bytes.ts';
import { Chip } from '../chip.ts';
import { CardImageError } from '../image/codec.ts';
import { decodeImage } from '../image/decode.ts';
import { encodeImage } from '../image/encode.ts';
import { manufacture } from '../image/manufacture.ts';
import { decodeCredentialStates } from '../issuer-channel/credential-states.ts';
import { CREDENTIAL_STATES } from '../issuer-channel/read-back.ts';
import type { CardProfile } from './card-profile.ts';

const MANAGER: ApplicationDefinition = {
  name: 'manager',
  issuerCode: 0x00,
  aid: hex('A0000001510000'),
  ja: '',
  en: '',
  files: {
    number: dataObject(0x0045, 'number', { fixed: true }),
    recognition: dataObject(0x0066, 'recognition', { fixed: true }),
  },
  commands: {
    SELECT: 'answers',
    'GET DATA': 'answers',
    'INITIALIZE UPDATE': 'answers',
    'EXTERNAL AUTHENTICATE': 'answers',
  },
};

const STAFF: ApplicationDefinition = {
  name: 'staff',
  issuerCode: 0x21,
  aid: hex('F0112233'),
  ja: '職員AP',
  en: 'staff application',
  files: { name: transparent(0x0001, 'name', [0x0002]), pin: pin(0x0002, 'PIN') },
  commands: { SELECT: 'answers', VERIFY: 'answers', 'READ BINARY': 'answers', 'GET CHALLENGE': 0x6985 },
};

const TINY: CardProfile = {
  name: 'staff-card',
  atrs: { contact: hex('3B8080010101'), contactless: hex('3B80800101') },
  applications: [MANAGER, STAFF],
  factoryObjects: { cardNumber: 0x0045, recognitionData: 0x0066 },
  certificates: { key: 'ec-p384', signature: 'ecdsa-with-SHA384', expire: 'with-card' },
  sexInPrint: false,
  roles: {},
  freeArea: 0,
};

test('a profile that this package has never seen needs nothing but its data', () => {
  const memory = {
    image: manufacture({ chipSerial: CHIP_SERIAL, profile: TINY, issuerKeys: ISSUER_KEYS }),
  };
  const surroundings = {
    random: (length: number) => randomBytes(length),
    generateKey: () => assert.fail('no key here'),
    save: (image: typeof memory.image) => {
      memory.image = image;
    },
  };
  const chip = new Chip(memory.image, surroundings, [TINY]);
  const send = (command: string) => toHex(chip.transmit(hex(command)));
  assert.equal(toHex(chip.atr), '3B8080010101');

  const host = new Scp03Host(ISSUER_KEYS, send);
  assert.equal(host.open(), '9000');
  assert.equal(host.send('84E22181', storeData(0x0001, 0, 'Hanako')).sw, '9000');
  assert.equal(host.send('84242100', concat(u16(0x0002), ascii('4321'))).sw, '9000');
  const states = decodeCredentialStates(host.send('84CB0000', readBackData(CREDENTIAL_STATES)).data, TINY);
  assert.deepEqual(states, [
    { application: 'staff', id: 2, state: 'set', triesLeft: 3, maxTries: 3, holderMaySet: false },
  ]);

  const again = new Chip(decodeImage(encodeImage(memory.image, [TINY]), [TINY]), surroundings, [TINY]);
  const ask = (command: string) => toHex(again.transmit(hex(command)));
  assert.equal(ask('00A4040C04F0112233'), '9000');
  assert.equal(ask('00B0810000'), '6982');
  assert.equal(ask('0020008204' + '34333231'), '9000');
  assert.equal(ask('00B0810000'), '48616E616B6F9000');
  assert.equal(ask('0084000008'), '6985');
  assert.equal(ask('00B2010C00'), '6D00');
  assert.equal(ask('00A4040C0AD392F000260100000001'), '6A82');
});

test('an image is worth nothing without its profile', () => {
  const image = manufacture({ chipSerial: CHIP_SERIAL, profile: TINY, issuerKeys: ISSUER_KEYS });
  assert.throws(() => decodeImage(encodeImage(image, [TINY])), CardImageError);
  assert.throws(() => encodeImage(image), RangeError);
  assert.throws(() => manufacture({ ...image, profile: 'generation-9' }), RangeError);
});
