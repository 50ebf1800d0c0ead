import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { ApiError } from '@tendero/model/client'
import { reached } from '../kernel/seen.ts'
import { transport } from '../kernel/transport.ts'
import { isUnsentKind } from './unsent.ts'
import { addUnsent, unsent, whoseHere } from './unsent-list.ts'

/** So long a person waits for an answer before what they wrote is kept. */
const patienceMilliseconds = 15_000

/** Not reached, not signed in. */
const waits = new Set([0, 401])

interface NewRecord {
  readonly object: Pick<MetadataObject, 'name' | 'collection'>
  /** Made on the device: whatever becomes of the first attempt, the server makes one record. */
  readonly id: string
  readonly values: Readonly<Record<string, unknown>>
  /** Titles of the references among them. */
  readonly titles?: Readonly<Record<string, string>>
}

/**
 * Makes a record. Notes, calls and visits are kept on the device when the server cannot be reached or wants its people to
 * sign in again, and sent later.
 * @returns undefined when it was kept
 * @throws ApiError what the server refused, or `offline` for all other objects
 */
export async function createOrKeep(wish: NewRecord): Promise<AnyRecord | undefined> {
  const mayKeep = isUnsentKind(wish.object.name) && window.isSecureContext && whoseHere() !== undefined
  // Behind others that wait it stands in line.
  if (mayKeep && (!navigator.onLine || hasWaiting())) return keep(wish)
  try {
    return await transport.request<AnyRecord>('POST', `/${wish.object.collection}`, {
      body: { ...wish.values, id: wish.id },
      signal: mayKeep ? AbortSignal.timeout(patienceMilliseconds) : undefined,
    })
  } catch (error) {
    if (mayKeep && error instanceof ApiError && waits.has(error.status)) return keep(wish)
    throw error
  }
}

function hasWaiting(): boolean {
  return unsent.get().some(({ state }) => state !== 'refused')
}

async function keep({ object, id, values, titles = {} }: NewRecord): Promise<undefined> {
  const whose = whoseHere()
  if (!whose || !isUnsentKind(object.name)) throw new Error('nobody is signed in')
  if (!navigator.onLine) reached.set(false)
  await addUnsent({
    ...whose,
    id,
    object: object.name,
    collection: object.collection,
    values,
    titles,
    writtenAt: Date.now(),
    state: 'waiting',
    attempts: 0,
  })
}
