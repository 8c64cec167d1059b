import { bilingual } from '@mibun/protocol';
import { DEVICE, type DeviceState } from '@mibun/rules';
import { z } from 'zod';
import { DEVICE_KINDS } from './api.ts';

/** As whoever registers it types it. */
const typedPlace = z.object({ ja: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(120) });

export const deviceStateSchema = z.enum(Object.keys(DEVICE.states) as [DeviceState, ...DeviceState[]]);
const deviceId = z.string().regex(/^[A-Za-z0-9-]{1,40}$/);
export const deviceParams = z.object({ id: deviceId });

export const registerRequest = z.object({
  deviceId,
  kind: z.enum(DEVICE_KINDS),
  place: typedPlace.describe('where it stands: the card holder reads it before they give a PIN'),
  operator: z.string().trim().min(1).max(120).describe('the company that runs it'),
  municipalities: z
    .array(z.string().regex(/^\d{5}$/))
    .min(1)
    .max(2_000)
    .optional()
    .describe(
      'those that it serves; without it, a kiosk serves every one that issues at kiosks; a registry names its own',
    ),
});
export const registerAnswer = z.object({
  code: z.string().describe('typed or scanned at the device within the hour; works once'),
});

const member = z.string().max(100);
export const keyRequest = z.object({
  code: z.string().min(20).max(100),
  publicKey: z.looseObject({ kty: member, crv: member, x: member, y: member.optional() }),
});
export const keyAnswer = z.object({
  deviceId: z.string(),
  state: deviceStateSchema,
  place: bilingual,
  keyId: z.string().describe('RFC 7638 thumbprint: shown on the device, compared by whoever confirms it'),
});

export const confirmRequest = z.object({ keyId: z.string().max(100) });
export const withdrawRequest = z.object({ reason: z.string().trim().min(1).max(400) });
export const doneAnswer = z.object({ done: z.literal(true) });

export const devicesAnswer = z.object({
  devices: z.array(
    z.object({
      deviceId: z.string(),
      kind: z.string(),
      state: deviceStateSchema,
      place: bilingual,
      operator: z.string(),
      municipalities: z.array(z.string()).nullable(),
      keyId: z.string().nullable(),
      registeredAt: z.iso.datetime(),
      changedAt: z.iso.datetime(),
      mayConfirm: z.boolean(),
    }),
  ),
});

export type KeyAnswer = z.infer<typeof keyAnswer>;
export type RegisterAnswer = z.infer<typeof registerAnswer>;
export type DevicesAnswer = z.infer<typeof devicesAnswer>;
