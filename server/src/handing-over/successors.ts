import type { Successors } from '@tendero/model'
import { z } from 'zod'
import { acceptBody, recordId } from '../kernel/accept-body.ts'
import { Failure, invalid } from '../kernel/failure.ts'
import type { WorkspaceModel } from '../kernel/workspace-model.ts'

export const successorsInput = z.strictObject({
  everything: recordId.nullable().default(null),
  objects: z.record(z.string().max(100), recordId.nullable()).default({}),
  teams: z.record(recordId, recordId.nullable()).default({}),
})

/**
 * Who takes over a record.
 * @param team of the record; null for one in no team
 * @returns null when it stays
 */
export function successorOf(
  { everything, objects, teams }: Successors,
  { object, team }: { readonly object: string; readonly team: string | null },
): string | null {
  if (Object.hasOwn(objects, object)) return objects[object] ?? null
  if (team !== null && Object.hasOwn(teams, team)) return teams[team] ?? null
  return everything
}

/** Everybody who is named to take something over. */
export function successorsIn({ everything, objects, teams }: Successors): readonly string[] {
  const named = [everything, ...Object.values(objects), ...Object.values(teams)]
  return [...new Set(named.filter((one) => one !== null))]
}

/** @throws Failure 422 for a successor who is not active, or is the person themselves */
export function acceptSuccessors(model: WorkspaceModel, user: string, raw: unknown): Successors {
  const given = acceptBody(successorsInput, raw)
  for (const one of successorsIn(given)) {
    if (one === user || !isActive(model, one)) throw invalid({ successors: { code: 'not_found' } })
  }
  return given
}

/**
 * What was asked for may be carried out days later: records neither leave somebody who came back, nor go to somebody who left.
 * @throws Failure 409 `still_active`, `not_active`
 */
export function requireInForce(model: WorkspaceModel, user: string, successors: Successors): void {
  if (isActive(model, user)) throw new Failure(409, 'still_active')
  if (!successorsIn(successors).every((one) => isActive(model, one))) throw new Failure(409, 'not_active')
}

function isActive({ catalogue }: WorkspaceModel, id: string): boolean {
  const user = catalogue.get('user')?.get(id)
  return user?.active === true && user.deleted_at === null
}
