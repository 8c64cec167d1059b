import { z } from 'zod';

export const demoKioskAnswer = z.object({ deviceId: z.string(), code: z.string() });
/** The demo confirms its own kiosks only. */
export const demoKioskParams = z.object({ id: z.string().regex(/^DEMO-[0-9A-Z]{4,20}$/) });
export const demoKioskRequest = z.object({ keyId: z.string().max(100) });
export const demoKioskConfirmed = z.object({ done: z.literal(true) });

export type DemoKioskAnswer = z.infer<typeof demoKioskAnswer>;
