import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { activeImage, blankImage } from '../../testing/fixture.ts';
import { benchWithTwo } from '../../testing/free-area.ts';
import { hex } from '../bytes.ts';
import { GENERATION_1 } from '../profiles/generation-1.ts';
import { indexOf } from '../profiles/index.ts';
import type { CardImage } from './card-image.ts';
import { CardImageError } from './codec.ts';
import { decodeImage } from './decode.ts';
import { encodeImage } from './encode.ts';
import { manufacture } from './manufacture.ts';

const places = (...kinds: readonly string[]) =>
  indexOf(GENERATION_1)
    .places.filter(({ definition }) => kinds.includes(definition.kind))
    .map(({ application, id }) => ({ application, id }));

const bytes = fc.uint8Array({ maxLength: 300 });
const files = fc
  .subarray(places('transparent', 'records', 'object'))
  .chain((chosen) => fc.tuple(...chosen.map((place) => bytes.map((content) => ({ ...place, content })))));
const keys = fc
  .subarray(places('key'))
  .chain((chosen) =>
    fc.tuple(...chosen.map((place) => bytes.map((privateKey) => ({ ...place, privateKey })))),
  );
const credentials = fc.tuple(
  ...places('credential').map((place) =>
    fc
      .record({
        value: fc.option(bytes, { nil: undefined }),
        triesLeft: fc.nat(3),
        holderMaySet: fc.boolean(),
      })
      .map((rest) => ({ ...place, ...rest })),
  ),
);
const issuerKeys = fc.constantFrom(16, 32).chain((length) => {
  const key = fc.uint8Array({ minLength: length, maxLength: length });
  const version = fc.integer({ min: 1, max: 127 });
  return fc.record({ version, enc: key, mac: key, dek: key }, { noNullPrototype: true });
});
const pendingLayout = fc.record(
  {
    layoutVersion: fc.nat(0xffff),
    credential: fc.constantFrom(undefined, { tries: 3, shortest: 4, longest: 8 }),
    files: fc.constantFrom(
      [],
      [{ id: 7, kind: 'records' as const, read: 'free' as const, write: 'mutual' as const, size: 1000 }],
    ),
  },
  { noNullPrototype: true },
);
const freeApplications = fc
  .record(
    {
      layoutVersion: fc.nat(0xffff),
      keys: issuerKeys,
      keyTriesLeft: fc.nat(10),
      keyWait: fc.nat(1024),
      transportKeys: fc.boolean(),
      pendingLayout: fc.option(pendingLayout, { nil: undefined }),
      value: fc.option(fc.uint8Array({ minLength: 4, maxLength: 8 }), { nil: undefined }),
      contents: fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 5 }),
    },
    { noNullPrototype: true },
  )
  .map(({ value, contents, ...rest }) => [
    {
      ...rest,
      aid: hex('F04D4942554EFA01'),
      quota: 1000,
      credential: value && { tries: 3, shortest: 4, longest: 8, triesLeft: 2, value },
      files: contents.map((content, at) => ({
        id: at + 1,
        kind: 'transparent' as const,
        read: value ? ('pin' as const) : ('mutual' as const),
        write: 'never' as const,
        size: 100,
        content,
      })),
    },
  ]);
const anyImage: fc.Arbitrary<CardImage> = fc.record(
  {
    profile: fc.constant('generation-1' as const),
    interface: fc.constantFrom('contact' as const, 'contactless' as const),
    chipSerial: fc.stringMatching(/^[0-9]{15}$/),
    state: fc.constantFrom(...(['initialised', 'personalised', 'active', 'locked', 'terminated'] as const)),
    stateBeforeLock: fc.constantFrom(...([undefined, 'personalised', 'active'] as const)),
    issuerKeys,
    issuerTriesLeft: fc.nat(10),
    issuerWait: fc.nat(1024),
    files,
    keys,
    credentials,
    pendingFiles: files,
    pendingKeys: keys,
    freeApplications,
  },
  { noNullPrototype: true },
);

test('an image decodes to what was encoded', () => {
  fc.assert(
    fc.property(anyImage, (image) => {
      assert.deepEqual(decodeImage(encodeImage(image)), image);
    }),
    { numRuns: 60 },
  );
});

test('a damaged image is refused, wherever the damage is', () => {
  const encoded = encodeImage(activeImage());
  fc.assert(
    fc.property(fc.nat(encoded.length - 1), fc.integer({ min: 1, max: 255 }), (at, difference) => {
      const damaged = encoded.map((byte, index) => (index === at ? byte ^ difference : byte));
      assert.throws(() => decodeImage(damaged), CardImageError);
    }),
  );
  for (const length of [0, 8, 40, encoded.length - 1]) {
    assert.throws(() => decodeImage(encoded.slice(0, length)), CardImageError);
  }
});

test('an image for other files or with impossible counters is refused even if its checksum is right', () => {
  const image = activeImage();
  const [first, ...rest] = image.credentials;
  const [application] = benchWithTwo().saved.freeApplications;
  assert.ok(first && application);
  assert.ok(decodeImage(encodeImage({ ...image, freeApplications: [application] })));
  const broken: readonly CardImage[] = [
    { ...image, files: [{ application: 'jpki', id: 0x17, content: new Uint8Array(1) }] },
    { ...image, keys: [{ application: 'jpki', id: 0x01, privateKey: new Uint8Array(1) }] },
    { ...image, credentials: [{ ...first, triesLeft: 200 }, ...rest] },
    { ...image, credentials: rest },
    { ...image, issuerTriesLeft: 11 },
    { ...image, issuerWait: 1025 },
    { ...image, freeApplications: [{ ...application, keyWait: 1025 }] },
    { ...image, chipSerial: '1' },
    { ...image, issuerKeys: { ...image.issuerKeys, dek: new Uint8Array(8) } },
  ];
  for (const wrong of broken) assert.throws(() => decodeImage(encodeImage(wrong)), CardImageError);
});

test('a chip leaves the factory with empty files and unset credentials', () => {
  const image = blankImage();
  assert.equal(image.state, 'initialised');
  assert.equal(image.keys.length, 0);
  assert.equal(image.credentials.length, places('credential').length);
  assert.ok(image.credentials.every(({ value, triesLeft }) => value === undefined && triesLeft === 0));
  assert.throws(() => manufacture({ ...image, chipSerial: '12' }), RangeError);
  assert.throws(() => manufacture({ ...image, issuerKeys: { ...image.issuerKeys, version: 0 } }), RangeError);
});
