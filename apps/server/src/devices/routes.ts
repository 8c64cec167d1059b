import type { FastifyRequest } from 'fastify';
import { type Act, commonErrors, type Http, type Platform, staffActor, staffAt } from '../platform/index.ts';
import type { DevicesDeps } from './create.ts';
import type { Enrolment } from './enrol.ts';
import {
  confirmRequest,
  deviceParams,
  devicesAnswer,
  doneAnswer,
  keyAnswer,
  keyRequest,
  registerAnswer,
  registerRequest,
  withdrawRequest,
} from './schemas.ts';
import { allDevices } from './store.ts';

const tags = ['devices'];
/** Hub operations (domain.md §9). */
const OPERATORS = staffAt('hub', 'issue-at-kiosk', 'operate', 'national');
const DONE = { done: true } as const;

const actBy = (request: FastifyRequest, reason?: string): Act => ({
  actor: staffActor(request),
  purpose: 'administration',
  ...(reason && { reason }),
});

export function deviceRoutes(app: Http, platform: Platform, enrolment: Enrolment, deps: DevicesDeps): void {
  const { database } = platform;

  app.route({
    method: 'GET',
    url: '/api/devices',
    config: { access: staffAt('hub', 'issue-at-kiosk', ['operate', 'read'], 'national') },
    schema: { tags, summary: 'The enrolled devices', response: { 200: devicesAnswer } },
    handler: async (request) => {
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
    },
  });

  app.route({
    method: 'POST',
    url: '/api/devices',
    config: { access: OPERATORS },
    schema: {
      tags,
      summary: 'Register a device; the answer is the one-time code with which it shows its key',
      body: registerRequest,
      response: { 200: registerAnswer },
    },
    handler: async (request) => {
      const { municipalities = null, ...rest } = request.body;
      if (municipalities?.some((code) => !deps.isMunicipality(code))) throw commonErrors.INPUT_INVALID();
      const device = { ...rest, municipalities };
      return database.transaction((tx) => enrolment.register(tx, device, actBy(request)));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/devices/key',
    config: { access: 'public', rateLimit: { max: 20, timeWindow: '1 minute' } },
    schema: {
      tags,
      summary: 'A device shows its public key; the request is signed with it (RFC 9421)',
      body: keyRequest,
      response: { 200: keyAnswer },
    },
    handler: async ({ raw, body }) => {
      const { deviceId, state, place, keyId } = await enrolment.presentKey(raw, body);
      return { deviceId, state, place, keyId };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/devices/:id/confirm',
    config: { access: OPERATORS },
    schema: {
      tags,
      summary: 'Confirm a device’s key after comparing its thumbprint; not by who registered it',
      params: deviceParams,
      body: confirmRequest,
      response: { 200: doneAnswer },
    },
    handler: async (request) => {
      const { params, body } = request;
      await database.transaction((tx) => enrolment.confirm(tx, params.id, body.keyId, actBy(request)));
      return DONE;
    },
  });

  app.route({
    method: 'POST',
    url: '/api/devices/:id/withdraw',
    config: { access: OPERATORS },
    schema: {
      tags,
      summary: 'Withdraw a device, at once',
      params: deviceParams,
      body: withdrawRequest,
      response: { 200: doneAnswer },
    },
    handler: async (request) => {
      const { params, body } = request;
      await database.transaction((tx) => enrolment.withdraw(tx, params.id, actBy(request, body.reason)));
      return DONE;
    },
  });
}
