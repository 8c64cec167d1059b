import type { FastifyRequest } from 'fastify';
import { type Act, commonErrors, type Http, type Platform, serve, staffActor } from '../../platform/index.ts';
import { devicesContract } from './contract.ts';
import type { DevicesDeps } from './create.ts';
import type { Enrolment } from './enrol.ts';
import { allDevices } from './store.ts';

const DONE = { done: true } as const;

const actBy = (request: FastifyRequest, reason?: string): Act => ({
  actor: staffActor(request),
  purpose: 'administration',
  ...(reason && { reason }),
});

export function deviceRoutes(app: Http, platform: Platform, enrolment: Enrolment, deps: DevicesDeps): void {
  const on = serve(app, devicesContract);
  const { database } = platform;

  on('GET /api/devices', async (request) => {
    const viewer = staffActor(request);
    const all = await database.query(allDevices);
    return {
      devices: all.map((device) => ({
        deviceId: device.deviceId,
        kind: device.kind,
        state: device.state,
        place: device.place,
        operator: device.operator,
        municipalities: device.municipalities && [...device.municipalities],
        keyId: device.keyId,
        registeredAt: device.registeredAt.toISOString(),
        changedAt: device.changedAt.toISOString(),
        mayConfirm:
          device.state === 'KEYED' && viewer.kind === 'card-operator' && device.registeredBy !== viewer.id,
      })),
    };
  });

  on('POST /api/devices', async (request) => {
    const { municipalities = null, ...rest } = request.body;
    if (municipalities?.some((code) => !deps.isMunicipality(code))) throw commonErrors.INPUT_INVALID();
    const device = { ...rest, municipalities };
    return database.transaction((tx) => enrolment.register(tx, device, actBy(request)));
  });

  on('POST /api/devices/key', async ({ raw, body }) => {
    const { deviceId, state, place, keyId } = await enrolment.presentKey(raw, body);
    return { deviceId, state, place, keyId };
  });

  on('POST /api/devices/:id/confirm', async (request) => {
    const { params, body } = request;
    await database.transaction((tx) => enrolment.confirm(tx, params.id, body.keyId, actBy(request)));
    return DONE;
  });

  on('POST /api/devices/:id/withdraw', async (request) => {
    const { params, body } = request;
    await database.transaction((tx) => enrolment.withdraw(tx, params.id, actBy(request, body.reason)));
    return DONE;
  });
}
