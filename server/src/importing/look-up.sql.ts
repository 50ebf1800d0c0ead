import type { Caller } from '../kernel/caller.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { readingFor } from '../kernel/read-records.ts'
import { type FoundByKey, findByKeys, findMergedByKeys } from './find-records.sql.ts'
import type { ImportPlan } from './import-plan.ts'
import type { RowReading } from './read-row.ts'
import type { ReferenceFinder } from './reference-finder.sql.ts'

export interface LookUp {
  readonly kernel: Kernel
  readonly caller: Caller
  readonly plan: ImportPlan
  readonly finder: ReferenceFinder
}

export interface Known {
  /** The records that have a key. */
  readonly existing: FoundByKey
  /** Those into which the records were merged that had it. */
  readonly merged: FoundByKey
}

const nobody: Known = { existing: new Map(), merged: new Map() }

/** One round of questions for a batch: what its words refer to, and which records have its keys. */
export async function lookUp(
  { kernel, caller, plan, finder }: LookUp,
  readings: readonly RowReading[],
): Promise<Known> {
  const wanted = readings.flatMap((reading) => reading.references)
  const { updateBy } = plan
  const keys = updateBy ? readings.flatMap(({ values }) => values[updateBy.name] ?? []).map(String) : []
  if (wanted.length === 0 && keys.length === 0) return nobody
  return kernel.database.read(caller.actor.workspaceId, async (tx) => {
    const reading = readingFor(kernel, caller, tx)
    const [existing, merged] = await Promise.all([
      updateBy ? findByKeys(reading, plan.object, [updateBy.name], keys) : nobody.existing,
      updateBy ? findMergedByKeys(reading, plan.object, [updateBy.name], keys) : nobody.merged,
      finder.load(reading, wanted),
    ])
    return { existing, merged }
  })
}
