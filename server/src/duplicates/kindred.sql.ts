import { type ObjectType, raw } from '@tendero/model'
import { scopeOf } from '../kernel/actor.ts'
import type { Values } from '../kernel/lifecycle.ts'
import type { Reading } from '../kernel/read-records.ts'
import { duplicateCandidates, type Found } from './candidates.sql.ts'
import { matchedObject } from './matched-objects.ts'

/** Where else the same person may be: who is a customer comes again as a lead, and a lead is typed in as a contact. */
const kindredOf: ReadonlyMap<string, string> = new Map([
  ['lead', 'contact'],
  ['contact', 'lead'],
])

/** A lead that somebody has given up is none to convert. */
const stillOpen = raw(`and t.status not in ('converted', 'unqualified')`)

/**
 * The contacts that are likely the person of a lead, or the open leads that are likely the person of a contact: those that
 * share a key, as far as the actor sees them. They hold nothing up.
 */
export async function kindredCandidates(
  reading: Reading,
  object: ObjectType,
  values: Values,
): Promise<readonly Found[]> {
  const name = kindredOf.get(object.name) ?? ''
  const [other, matched] = [reading.model.objects.get(name), matchedObject(name)]
  if (!other || !matched || scopeOf(reading.actor, name, 'read') === 'none') return []
  const found = await duplicateCandidates(reading, {
    object: other,
    matched,
    values,
    byKeys: true,
    ...(name === 'lead' ? { among: stillOpen } : {}),
  })
  return found.filter(({ held }) => held)
}
