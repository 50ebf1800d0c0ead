import {
  type CompiledFormula,
  compile,
  compileFormula,
  Exact,
  type FormulaValue,
  identifier,
  join,
  outcomeSql,
  outcomeValue,
  sql,
} from '@tendero/model'
import type { ClientBase } from 'pg'
import { expect, test } from 'vitest'
import { asOwner } from '../src/platform/owner-connection.ts'
import { testDatabase } from './database.ts'
import { formulaMaker, type MadeType, madeFields } from './random-formula.ts'

/**
 * The promise of the formula language: what PostgreSQL makes of a formula and what JavaScript makes of it are the same,
 * to the last digit, for every formula and every record. TENDERO_FORMULAS=100000 tries as many.
 */
const formulas = Number(process.env.TENDERO_FORMULAS ?? 4_000)
const rows = 15
const inOneStatement = 40
const today = '2026-03-31'
const { ownerUrl } = await testDatabase({ empty: true })

const columns: Readonly<Record<MadeType, string>> = {
  integer: 'bigint',
  decimal: 'numeric',
  percent: 'numeric',
  money: 'bigint',
  text: 'text',
  boolean: 'boolean',
  date: 'date',
}
const types: ReadonlyMap<string, MadeType> = new Map(madeFields)

function compiled(text: string): CompiledFormula {
  return compileFormula(text, { fieldAt: ([name = '']) => ({ type: types.get(name) ?? 'text' }) })
}

type Row = Readonly<Record<string, string | null>>

function valueIn(row: Row, name: string): FormulaValue {
  const stored = row[name] ?? null
  const type = types.get(name)
  if (stored === null || type === 'text' || type === 'date') return stored
  if (type === 'boolean') return stored === 'true'
  return type === 'money' ? new Exact(stored).times('0.01') : new Exact(stored)
}

function columnOf(name: string) {
  const column = sql`t.${identifier(name)}`
  const type = types.get(name)
  if (type === 'money') return sql`(${column} * 0.01)`
  return type === 'integer' ? sql`${column}::numeric` : column
}

async function fill(client: ClientBase): Promise<readonly Row[]> {
  const maker = formulaMaker(20_260_331)
  const made = Array.from({ length: rows }, () =>
    Object.fromEntries(madeFields.map(([name, type]) => [name, maker.value(type)])),
  )
  await client.query(
    `create temp table made (place int, ${madeFields.map(([name, type]) => `"${name}" ${columns[type]}`).join(', ')})`,
  )
  for (const [place, row] of made.entries())
    await client.query(`insert into made values ($1, ${madeFields.map((_, index) => `$${index + 2}`).join(', ')})`, [
      place,
      ...madeFields.map(([name]) => row[name]),
    ])
  return made
}

/** What the field would hold, as text. */
function said(value: unknown): string | null {
  if (value === null) return null
  return typeof value === 'object' && 'minor' in value ? String(value.minor) : String(value)
}

test(`SQL and JavaScript agree on ${formulas} formulas made at random`, {
  timeout: 60_000 + formulas * 30,
}, async () => {
  const maker = formulaMaker(7)
  const kinds = Object.keys(columns) as MadeType[]
  let values = 0
  let nothings = 0
  await asOwner(ownerUrl, async (client) => {
    const records = await fill(client)
    for (let done = 0; done < formulas; done += inOneStatement) {
      const texts = Array.from({ length: inOneStatement }, (_, index) =>
        maker.formula(kinds[(done + index) % kinds.length] ?? 'text'),
      )
      const found = texts.flatMap((text) => {
        const one = compiled(text)
        if (one.ok) return [{ text, formula: one.formula }]
        expect([text, one.problem.code]).toEqual([text, 'formula_too_large'])
        return []
      })
      const asked = found.map(({ formula }) => {
        const made = outcomeSql(formula.type, formula.sql({ today, field: ([name = '']) => columnOf(name) }), 'EUR')
        return formula.type === 'date'
          ? sql`to_char(${made}, 'YYYY-MM-DD')`
          : formula.type === 'boolean' || formula.type === 'text'
            ? sql`${made}::text`
            : sql`trim_scale(${made}::numeric)::text`
      })
      const statement = compile(sql`select array[${join(asked)}] as made from made t order by t.place`)
      const { rows: answers } = await client.query<{ made: readonly (string | null)[] }>(
        statement.text,
        statement.values,
      )
      for (const [index, { text, formula }] of found.entries())
        for (const [place, record] of records.entries()) {
          const value = outcomeValue(
            formula.type,
            formula.value({ today, field: ([name = '']) => valueIn(record, name) }),
            'EUR',
          )
          values += 1
          if (value === null) nothings += 1
          expect([text, record, answers[place]?.made[index]]).toEqual([text, record, said(value)])
        }
    }
  })
  expect(values).toBeGreaterThan(formulas * rows * 0.9)
  // Most formulas come to something: agreement on nothing would prove little.
  expect(nothings).toBeLessThan(values / 2)
})
