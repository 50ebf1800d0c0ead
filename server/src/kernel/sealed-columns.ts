import { and, compile, identifier, identifiers, raw, type Sql, sql } from '@tendero/model'
import type { Kernel } from './kernel.ts'

/** A column in which texts stand that were sealed by `kernel.secrets`. The slice that seals them names it. */
export interface SealedColumn {
  readonly schema: 'tendero' | 'control'
  readonly table: string
  readonly column: string
  /** The columns that tell its rows apart. */
  readonly key: readonly string[]
  /** The rows whose text is to be sealed, where others stand readable on purpose. */
  readonly where?: Sql
  /** What a row's text was sealed for. */
  purpose(row: Readonly<Record<string, string>>): string
}

/** How sealed texts begin: the form, and the name of the key. */
const sealedForm = '^v1[.][A-Za-z0-9_-]{8}[.]'
const rowsAtOnce = 200

type Rows = readonly Readonly<Record<string, string>>[]

/** Of all workspaces at once, as the owner of the tables. */
async function rowsOf({ database }: Kernel, { schema }: SealedColumn, statement: Sql): Promise<Rows> {
  if (schema === 'control') return database.control(statement)
  const { text, values } = compile(statement)
  return (await database.direct.query(text, values)).rows
}

const tableOf = ({ schema, table }: SealedColumn) => sql`${raw(schema)}.${identifier(table)}`

/** What became of the texts of a column that were not sealed with the newest key. */
export interface SealedAgain {
  readonly sealed: number
  /** Those whose key is not here any more. */
  readonly lost: number
}

/**
 * Seals the texts of a column again that were sealed with an older key, or stand readable. Each row is changed by itself
 * and only if it is still what was read, so that this may be ended at any moment, begun again, and done beside others.
 */
export async function sealAgain(kernel: Kernel, column: SealedColumn): Promise<SealedAgain> {
  const { secrets } = kernel
  const name = identifier(column.column)
  let [sealed, lost] = [0, 0]
  for (;;) {
    const outdated = and([
      sql`${name} is not null`,
      sql`not starts_with(${name}, ${`v1.${secrets.keyNames()[0]}.`})`,
      ...(column.where ? [column.where] : []),
    ])
    const rows = await rowsOf(
      kernel,
      column,
      sql`select ${identifiers([...column.key, column.column])} from ${tableOf(column)} where ${outdated}
        order by ${identifiers(column.key)} limit ${rowsAtOnce} offset ${lost}`,
    )
    for (const row of rows) {
      if (await sealRow(kernel, column, row)) sealed += 1
      else lost += 1
    }
    if (rows.length < rowsAtOnce) return { sealed, lost }
  }
}

async function sealRow(kernel: Kernel, column: SealedColumn, row: Readonly<Record<string, string>>): Promise<boolean> {
  const before = row[column.column] ?? ''
  const text = isSealed(before) ? opened(kernel, column, row, before) : before
  if (text === undefined) return false
  const name = identifier(column.column)
  const same = [...column.key.map((key) => sql`${identifier(key)} = ${row[key]}`), sql`${name} = ${before}`]
  await rowsOf(
    kernel,
    column,
    sql`update ${tableOf(column)} set ${name} = ${kernel.secrets.seal(text, column.purpose(row))} where ${and(same)}`,
  )
  return true
}

/** Whether a text was sealed; what was written before secrets were sealed stands readable. */
export function isSealed(text: string): boolean {
  return new RegExp(sealedForm).test(text)
}

/** Undefined when its key is not here. */
function opened(
  { secrets }: Kernel,
  column: SealedColumn,
  row: Readonly<Record<string, string>>,
  sealed: string,
): string | undefined {
  return secrets.keyNames().includes(sealed.split('.')[1] ?? '') ? secrets.open(sealed, column.purpose(row)) : undefined
}

/** Texts of all columns by the name of their key; those that stand readable under `readable`. */
export async function keysInUse(kernel: Kernel): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>()
  for (const column of kernel.sealedColumns) {
    const name = identifier(column.column)
    const rows = await rowsOf(
      kernel,
      column,
      sql`select case when ${name} ~ ${sealedForm} then split_part(${name}, '.', 2) else 'readable' end as key, count(*)::text as count
        from ${tableOf(column)} where ${and([sql`${name} is not null`, ...(column.where ? [column.where] : [])])} group by 1`,
    )
    for (const { key = '', count } of rows) found.set(key, (found.get(key) ?? 0) + Number(count))
  }
  return found
}
