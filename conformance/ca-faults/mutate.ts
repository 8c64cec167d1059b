type Chance = (below: number) => number;

/** A request that was good before: octets changed, left out, doubled, exchanged, or put together with those of another. */
export function mutate(good: readonly Uint8Array[], chance: Chance): Uint8Array {
  const pick = () => good[chance(good.length)] ?? new Uint8Array(0);
  let bytes: Uint8Array = Uint8Array.from(pick());
  for (let times = chance(4) === 0 ? 3 : 1; times > 0; times--) bytes = mutateOnce(bytes, pick, chance);
  return bytes;
}

const TELLING = [0x00, 0x01, 0x02, 0x05, 0x06, 0x30, 0x7f, 0x80, 0x81, 0x82, 0x84, 0xa0, 0xa2, 0xff];

function mutateOnce(bytes: Uint8Array, pick: () => Uint8Array, chance: Chance): Uint8Array {
  const at = chance(Math.max(1, bytes.length));
  const to = at + chance(Math.max(1, Math.min(24, bytes.length - at)));
  const changed = Uint8Array.from(bytes);
  switch (chance(8)) {
    case 0:
      changed[at] = (changed[at] ?? 0) ^ (1 << chance(8));
      return changed;
    case 1:
      changed[at] = TELLING[chance(TELLING.length)] ?? 0;
      return changed;
    case 2:
      changed[at] = ((changed[at] ?? 0) + (chance(2) === 0 ? 1 : 255)) & 0xff;
      return changed;
    case 3:
      return bytes.subarray(0, at);
    case 4:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);
    case 5:
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
    case 6: {
      const other = pick();
      return Buffer.concat([bytes.subarray(0, at), other.subarray(Math.min(at, other.length))]);
    }
    default:
      return Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from([TELLING[chance(TELLING.length)] ?? 0]),
        bytes.subarray(at),
      ]);
  }
}
