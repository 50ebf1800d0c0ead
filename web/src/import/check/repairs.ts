import type { ImportMapping, ImportSetup } from '@tendero/model/api'

/** What is to be read instead of a word that was not found. */
export interface Repair {
  readonly field: string
  readonly value: string
  /** Null leaves the field empty. */
  readonly instead: string | null
  /** The words for it, when it is a record that was chosen. */
  readonly shown?: string
}

function keyOf({ field, value }: Pick<Repair, 'field' | 'value'>): string {
  return JSON.stringify([field, value])
}

export function repairFor(repairs: readonly Repair[], missing: Pick<Repair, 'field' | 'value'>): Repair | undefined {
  return repairs.find((one) => keyOf(one) === keyOf(missing))
}

export function withRepair(repairs: readonly Repair[], repair: Repair): readonly Repair[] {
  return [...repairs.filter((one) => keyOf(one) !== keyOf(repair)), repair]
}

export function withoutRepair(repairs: readonly Repair[], missing: Pick<Repair, 'field' | 'value'>): readonly Repair[] {
  return repairs.filter((one) => keyOf(one) !== keyOf(missing))
}

/** The setup with the repairs written into it; fields named in `creating` make what they do not find. */
export function repaired(setup: ImportSetup, repairs: readonly Repair[], creating: ReadonlySet<string>): ImportSetup {
  return { ...setup, mapping: setup.mapping.map((one) => repairedMapping(one, repairs, creating)) }
}

function repairedMapping(
  mapping: ImportMapping,
  repairs: readonly Repair[],
  creating: ReadonlySet<string>,
): ImportMapping {
  const own = repairs.filter(({ field }) => field === mapping.field)
  if (mapping.column === null || (own.length === 0 && !creating.has(mapping.field))) return mapping
  const replacements = {
    ...mapping.replacements,
    ...Object.fromEntries(own.map(({ value, instead }) => [value, instead])),
  }
  return {
    ...mapping,
    ...(own.length > 0 ? { replacements } : {}),
    ...(creating.has(mapping.field) ? { create: true } : {}),
  }
}
