import { isId } from '@tendero/model'
import { z } from 'zod'
import { acceptBody } from '../kernel/accept-body.ts'
import { isKey } from '../kernel/actor.ts'
import type { Caller } from '../kernel/caller.ts'
import { type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { forbidden, notFound } from '../kernel/failure.ts'
import { readingFor } from '../kernel/read-records.ts'
import {
  cancelHandOver,
  deactivate,
  handOverRecords,
  readHandOver,
  requireAdministrator,
  resumeHandOver,
  shown,
} from './deactivate.action.ts'
import { runningHandOvers } from './hand-overs.sql.ts'
import { holdingsOf } from './held-records.sql.ts'
import { acceptSuccessors, successorsInput } from './successors.ts'

const input = z.strictObject({ successors: successorsInput.optional() })

/** For an administrator at a screen: records change their owner in the administrator's name. */
function requirePerson(caller: Caller): void {
  requireAdministrator(caller)
  if (isKey(caller.actor)) throw forbidden({ action: 'administrator' })
}

/** The id of the address, for whom {@link requirePerson} lets through. */
function idOf({ caller, params }: ApiRequest): string {
  requirePerson(caller)
  if (!isId(params.id)) throw notFound()
  return params.id
}

function wishOf(request: ApiRequest) {
  const user = idOf(request)
  const { successors = {} } = acceptBody(input, request.body)
  return { user, successors: acceptSuccessors(request.caller.model, user, successors) }
}

export const handOverEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/users/{id}/holdings',
    summary: 'What somebody holds that others would have to go on with, counted by object and team.',
    async handle(request) {
      const { kernel, caller } = request
      const user = idOf(request)
      if (!caller.model.catalogue.get('user')?.has(user)) throw notFound()
      const items = await kernel.database.read(caller.actor.workspaceId, (tx) =>
        holdingsOf(readingFor(kernel, caller, tx), user),
      )
      return { items }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/users/{id}/deactivation',
    summary: 'Deactivates somebody and gives their records to others, as one operation.',
    input,
    status: 202,
    handle: (request) => deactivate(request.kernel, request.caller, wishOf(request)),
  }),
  endpoint({
    method: 'POST',
    path: '/users/{id}/hand-over',
    summary: 'Gives the records of somebody who is no longer active to others.',
    input,
    status: 202,
    handle: async (request) => ({
      handOver: await handOverRecords(request.kernel, request.caller, wishOf(request)),
    }),
  }),
  endpoint({
    method: 'GET',
    path: '/hand-overs',
    summary: 'Hand-overs that are being carried out.',
    async handle({ kernel, caller }) {
      requirePerson(caller)
      const stored = await kernel.database.read(caller.actor.workspaceId, runningHandOvers)
      return { items: stored.map((one) => shown(kernel, one)) }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/hand-overs/{id}',
    summary: 'How far a hand-over is.',
    handle: (request) => readHandOver(request.kernel, request.caller, idOf(request)),
  }),
  endpoint({
    method: 'POST',
    path: '/hand-overs/{id}/cancellation',
    summary: 'Stops a hand-over after the portion that is being written; what was given can be taken back.',
    status: 202,
    async handle(request) {
      const id = idOf(request)
      await cancelHandOver(request.kernel, request.caller, id)
      return readHandOver(request.kernel, request.caller, id)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/hand-overs/{id}/run',
    summary: 'Goes on with a hand-over that was cancelled, failed or was interrupted.',
    status: 202,
    async handle(request) {
      const id = idOf(request)
      await resumeHandOver(request.kernel, request.caller, id)
      return readHandOver(request.kernel, request.caller, id)
    },
  }),
]
