import type { z } from 'zod';
import { AgentFailure } from './failures.ts';

/** @throws AgentFailure 'request-invalid'; zod's own message might quote what was typed, so it goes nowhere */
export function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new AgentFailure('request-invalid');
  return parsed.data;
}
