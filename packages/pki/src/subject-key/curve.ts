interface Curve {
  readonly octets: number;
  readonly p: bigint;
  /** y² = x³ − 3x + b, for both curves (FIPS 186-4 D.1.2). */
  readonly b: bigint;
}

export const CURVES: Readonly<Record<'P-256' | 'P-384', Curve>> = {
  'P-256': {
    octets: 32,
    p: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  },
  'P-384': {
    octets: 48,
    p: 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffffn,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
  },
};

/** What is wrong with an uncompressed point (SEC 1 §3.2.2.1); the curves have cofactor 1, so this is all. */
export function pointProblem(name: 'P-256' | 'P-384', point: Uint8Array): string | undefined {
  const { octets, p, b } = CURVES[name];
  if (point[0] !== 0x04 || point.length !== 1 + 2 * octets) return 'not an uncompressed point';
  const x = BigInt(`0x${Buffer.from(point.subarray(1, 1 + octets)).toString('hex')}`);
  const y = BigInt(`0x${Buffer.from(point.subarray(1 + octets)).toString('hex')}`);
  if (x >= p || y >= p) return 'coordinate outside the field';
  return (y * y - (x * x * x - 3n * x + b)) % p === 0n ? undefined : 'point is not on the curve';
}
