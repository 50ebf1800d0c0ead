import type { Completion } from '@tendero/model/api'
import { keys, queryClient } from '../kernel/queries.ts'
import { perform } from '../kernel/transport.ts'
import type { NextStep } from './step-kinds.ts'

interface Written {
  readonly operationId?: string
}

/** Sends a write; gives the operation by which it can be taken back. */
export async function send(method: string, path: string, body: unknown, version?: number): Promise<string | undefined> {
  const headers = {
    'idempotency-key': crypto.randomUUID(),
    ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
  }
  const { value, operationId } = await perform<Written | null>(method, path, { body, headers })
  return operationId ?? value?.operationId
}

export function complete(activity: string, completion: Completion): Promise<string | undefined> {
  return send('POST', `/activities/${activity}/completion`, completion)
}

/** Where activities of a kind are made. */
const collections: Readonly<Record<NextStep['kind'], string>> = {
  task: 'tasks',
  call: 'calls',
  visit: 'visits',
  meeting: 'meetings',
}

/** Plans a step for a record: `about` names it by object, as `{ opportunity: id }`. */
export function plan(
  { kind, ...step }: NextStep,
  about: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  return send('POST', `/${collections[kind]}`, { ...step, ...about })
}

/** What shows a record's steps is fetched anew: the record, its timeline, lists, Today. */
export async function refreshSteps(object: string, id: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: keys.record(object, id) }),
    queryClient.invalidateQueries({ queryKey: keys.timelines(object, id) }),
    queryClient.invalidateQueries({ queryKey: ['related'] }),
    queryClient.invalidateQueries({ queryKey: keys.today }),
    queryClient.invalidateQueries({ queryKey: keys.lists(object), refetchType: 'none' }),
  ])
}
