import { z } from 'zod';

/** The scenes of the guided life of a card, in their order. */
export const SCENES = [
  'apply',
  'screen',
  'produce',
  'prepare',
  'handOver',
  'logIn',
  'sign',
  'kiosk',
  'lose',
  'find',
  'replace',
] as const;

export const lifeAnswer = z.object({
  done: z.array(z.enum(SCENES)),
  /** The scene that comes next; null when the story is told. */
  here: z.enum(SCENES).nullable(),
});

export type Scene = (typeof SCENES)[number];
export type LifeAnswer = z.infer<typeof lifeAnswer>;
