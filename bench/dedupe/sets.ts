import { join } from 'node:path'
import type { Described } from '../../server/src/duplicates/matching/subject.ts'
import { arePersons, describedBy, rolesOf } from './described.ts'
import { type Row, readTable } from './table.ts'

/** Records, and which of them are the same one: those with the same truth. */
export interface Labelled {
  readonly set: string
  readonly persons: boolean
  readonly records: readonly { readonly described: Described; readonly truth: string }[]
}

/** A file in which a column tells who is the same one. */
export function labelledFile(set: string, file: string, truth: string): Labelled {
  const rows = readTable(file)
  if (rows[0] && !(truth in rows[0]))
    throw new Error(`${file} has no column ${truth}, but ${Object.keys(rows[0]).join(', ')}`)
  return labelled(set, rows, (row) => row[truth] ?? '')
}

export function referenceSets(folder: string): readonly Labelled[] {
  const febrl = (row: Row) => /^rec-(\d+)-/.exec(row.rec_id ?? '')?.[1] ?? ''
  return [
    labelled('febrl_dataset1', readTable(join(folder, 'febrl_dataset1.csv.gz')), febrl),
    labelled('febrl_dataset3', readTable(join(folder, 'febrl_dataset3.csv.gz')), febrl),
    labelledFile('RLdata500', join(folder, 'RLdata500.csv'), 'entity'),
    restaurants(join(folder, 'restaurants')),
    labelledFile('chicago_sites', join(folder, 'chicago_early_childhood_sites.csv.gz'), 'True Id'),
  ]
}

function labelled(set: string, rows: readonly Row[], truth: (row: Row) => string): Labelled {
  const roles = rolesOf(Object.keys(rows[0] ?? {}))
  const records = rows.map((row) => ({ described: describedBy(roles, row), truth: truth(row) }))
  return { set, persons: arePersons(roles), records }
}

/** Two guides in one heap: what each holds twice counts against us. */
function restaurants(folder: string): Labelled {
  const twins = new Map(
    readTable(join(folder, 'matches_fodors_zagats.csv')).map((row) => [row.zagats_id, `fodors ${row.fodors_id}`]),
  )
  const fodors = labelled('restaurants', readTable(join(folder, 'fodors.csv')), (row) => `fodors ${row.id}`)
  const zagats = labelled(
    'restaurants',
    readTable(join(folder, 'zagats.csv')),
    (row) => twins.get(row.id) ?? `zagats ${row.id}`,
  )
  return { ...fodors, records: [...fodors.records, ...zagats.records] }
}
