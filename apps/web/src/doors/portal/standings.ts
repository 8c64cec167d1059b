import type { MeAnswer } from '@mibun/server/schemas/services/disclosure';
import type { Tone } from '../../components/index.ts';

export type Standing = MeAnswer['certificates'][number]['standing'];

export const TONES: Readonly<Record<Standing, Tone>> = {
  good: 'success',
  pending: 'info',
  held: 'warning',
  revoked: 'error',
  expired: 'error',
  none: 'neutral',
};

/** "Being issued until 2031" is no sentence: only what runs, or has run out, has an end to be told. */
export const saysItsEnd = (standing: Standing): boolean => standing === 'good' || standing === 'expired';
