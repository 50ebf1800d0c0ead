import {
  type AnyRecord,
  and,
  defineObject,
  type Field,
  type Filter,
  meets,
  type ObjectType,
  type Page,
  registry,
  sql,
} from '@tendero/model'
import { beforeAll, expect, test } from 'vitest'
import { boolean } from '../../packages/model/src/fields/boolean.ts'
import { choice } from '../../packages/model/src/fields/choice.ts'
import { choices } from '../../packages/model/src/fields/choices.ts'
import { date } from '../../packages/model/src/fields/date.ts'
import { dateTime } from '../../packages/model/src/fields/date-time.ts'
import { decimal } from '../../packages/model/src/fields/decimal.ts'
import { duration } from '../../packages/model/src/fields/duration.ts'
import { email } from '../../packages/model/src/fields/email.ts'
import { integer } from '../../packages/model/src/fields/integer.ts'
import { longText } from '../../packages/model/src/fields/long-text.ts'
import { money } from '../../packages/model/src/fields/money.ts'
import { mood } from '../../packages/model/src/fields/mood.ts'
import { percent } from '../../packages/model/src/fields/percent.ts'
import { phone } from '../../packages/model/src/fields/phone.ts'
import { ref } from '../../packages/model/src/fields/reference.ts'
import { refs } from '../../packages/model/src/fields/references.ts'
import { richText } from '../../packages/model/src/fields/rich-text.ts'
import { tags } from '../../packages/model/src/fields/tags.ts'
import { text } from '../../packages/model/src/fields/text.ts'
import { url } from '../../packages/model/src/fields/url.ts'
import { missingStatements } from '../src/derive/drift.ts'
import { declaredTables } from '../src/derive/schema.ts'
import type { Caller } from '../src/kernel/caller.ts'
import { comparedIn, readRule } from '../src/kernel/field-rules.ts'
import { filterSql } from '../src/kernel/filter.ts'
import { asOwner } from '../src/platform/owner-connection.ts'
import { type Random, random } from '../src/platform/random.ts'
import { browserOf } from './http.ts'
import { openWorld, type World } from './world.ts'

/**
 * The promise of rules: what a form makes of a condition and what PostgreSQL makes of it in lists are the same, for every
 * comparison of every kind of field. TENDERO_RULES=20000 tries as many.
 */
const rules = Number(process.env.TENDERO_RULES ?? 3_000)
const records = 40
const today = '2026-03-31'
const now = new Date(`${today}T10:00:00Z`)

const label = ['Field', 'Campo', 'Väli'] as const
const options = ['a', 'b', 'c'].map((value) => ({ value, label: { en: value, es: value, et: value } }))
const specimen = defineObject({
  name: 'specimen',
  collection: 'specimens',
  label: { en: ['Specimen', 'Specimens'], es: ['Muestra', 'Muestras'], et: ['Näidis', 'Näidised', 'näidist'] },
  icon: 'flask',
  fields: {
    name: text({ label }),
    story: longText({ label }),
    styled: richText({ label }),
    whole: integer({ label }),
    exact: decimal({ label }),
    share: percent({ label }),
    price: money({ label }),
    yes: boolean({ label }),
    one: choice({ label, choices: options }),
    many: choices({ label, choices: options }),
    day: date({ label }),
    at: dateTime({ label }),
    lasts: duration({ label }),
    mail: email({ label }),
    call: phone({ label }),
    site: url({ label }),
    person: ref('user', { label }),
    people: refs('user', { label }),
    words: tags({ label }),
    face: mood({ label }),
  },
  title: 'name',
  list: ['name'],
  owned: true,
  access: { create: 'all', read: 'all', edit: 'all', delete: 'all' },
})
const objects: ReadonlyMap<string, ObjectType> = new Map<string, ObjectType>([...registry, [specimen.name, specimen]])

/** Owner and team are as the program fills them. */
const fields = [...specimen.fields.values()].filter(({ system, name }) => !system && name !== 'team')

let world: World
let caller: Caller
let made: readonly AnyRecord[]
const dice = random(20_260_331)

let letters = ['a', 'A', 'b', 'é', 'É', 'õ', 'Õ', 'ß', 'Σ', '日', '😀', '%', '_', '\\', "'", '7', ' ']
const phrase = (length: number) =>
  Array.from({ length: dice.between(1, length) }, () => dice.pick(letters))
    .join('')
    .trim() || 'a'
const day = () => `2026-0${dice.between(2, 4)}-${dice.pick(['01', '15', '28'])}`

/** A value that the API takes for a field; few different ones, so that they meet. */
function sampleOf({ type, name }: Field, { between, pick }: Random): unknown {
  switch (type.kind) {
    case 'text':
      return phrase(4)
    case 'longText':
    case 'richText':
      return phrase(8)
    case 'integer':
      return between(-3, 3)
    case 'decimal':
      return pick(['-1.5', '0', '1.50', '1.5', '1234567.123456', '2'])
    case 'percent':
      return pick([0, 12.5, 50, -7.25])
    case 'money':
      return { minor: between(0, 3) * 100, currency: 'EUR' }
    case 'boolean':
      return between(0, 1) === 1
    case 'choice':
      return pick(['a', 'b', 'c'])
    case 'choices':
      return [...new Set([pick(['a', 'b', 'c']), pick(['a', 'b', 'c'])])]
    case 'date':
      return day()
    case 'dateTime':
      return `${day()}T${pick(['00:30', '12:00', '22:30', '23:59'])}:00Z`
    case 'duration':
      return between(0, 3) * 60
    case 'email':
      return pick(['ana@example.com', 'Ana@Example.com', 'bo@example.org'])
    case 'phone':
      return pick(['612345678', '+34 612 345 678', '+372 5123 4567', 'call 12'])
    case 'url':
      return pick(['https://example.com', 'https://EXAMPLE.com/a', 'https://bo.example.org'])
    case 'reference':
      return pick([world.ids.ana, world.ids.bo])
    case 'references':
      return [...new Set([pick([world.ids.ana, world.ids.bo]), pick([world.ids.ana, world.ids.bo])])]
    case 'tags':
      return [...new Set([pick(['a', 'é', 'B']), pick(['a', 'é', 'B'])])]
    case 'mood':
      return between(-2, 2)
    default:
      throw new Error(`no value for ${name}`)
  }
}

/** What may stand beside an operator of a field. */
function operandOf(field: Field, takes: string): unknown {
  const single = (): unknown => {
    const value = sampleOf(field, dice)
    if (field.type.kind === 'date') return dice.pick([value, 'today', 'today-3', 'today+16'])
    if (field.type.kind === 'dateTime') return dice.pick([value, 'today'])
    if (field.type.refers) return dice.pick([[value].flat()[0], 'me'])
    if (field.type.kind === 'money') return dice.between(0, 3) * 100
    return Array.isArray(value) ? value[0] : value
  }
  if (takes === 'nothing') return undefined
  if (takes === 'text') return field.type.kind === 'email' ? dice.pick(['ana', 'ANA@example.com']) : phrase(2)
  if (takes === 'values') return Array.from({ length: dice.between(0, 2) }, single)
  if (takes === 'range') return [single(), single()]
  return takes === 'period' ? dice.pick(['this_month', 'last_30_days', 'this_quarter']) : single()
}

/** Kinds with operators, as they came up. */
const asked = new Set<string>()

function condition(): Filter {
  const field = dice.pick(fields)
  const operator = dice.pick(field.type.operators)
  asked.add(`${field.type.kind} ${operator.name}`)
  const value = operator.name === 'on' ? dice.pick(['today', day()]) : operandOf(field, operator.takes)
  return { field: field.name, op: operator.name, ...(value === undefined ? {} : { value }) }
}

function filter(depth: number): Filter {
  if (depth === 0 || dice.chance(0.3)) return condition()
  const several = () => Array.from({ length: dice.between(0, 3) }, () => filter(depth - 1))
  return dice.pick([() => ({ and: several() }), () => ({ or: several() }), () => ({ not: filter(depth - 1) })])()
}

beforeAll(async () => {
  world = await openWorld({ objects })
  await asOwner(world.ownerUrl, async (client) => {
    for (const statement of await missingStatements(client, declaredTables(objects))) await client.query(statement)
    // With the locale C, as PostgreSQL 15 has it here, upper and lower case are one in ASCII alone.
    const { rows } = await client.query("select lower('É') = 'é' as folds")
    if (!rows[0].folds) letters = letters.filter((letter) => letter < '\u0080' || letter === letter.toLowerCase())
  })
  const ines = await browserOf(world, 'ines')
  for (let count = 0; count < records; count += 1) {
    const filled = fields.filter(() => dice.chance(0.75))
    const values = Object.fromEntries(filled.map((field) => [field.name, sampleOf(field, dice)]))
    const answer = await ines.request('POST', '/specimens', values)
    expect([answer.status, answer.status === 201 ? '' : await answer.text()]).toEqual([201, ''])
  }
  made = (await ines.json<Page>('GET', `/specimens?limit=${records}`)).items
  caller = await world.as('ines')
})

async function foundBySql(wanted: Filter): Promise<readonly string[]> {
  const { workspaceId } = caller.actor
  return world.kernel.database.read(workspaceId, async (tx) => {
    const where = and([sql`t.workspace_id = ${workspaceId}`, filterSql(wanted, specimen, 't', { ...caller, now })])
    return (await tx.rows<{ id: string }>(sql`select t.id from app.specimen t where ${where}`)).map(({ id }) => id)
  })
}

test(`PostgreSQL and forms agree on ${rules} rules made at random`, { timeout: 30_000 + rules * 20 }, async () => {
  expect(made).toHaveLength(records)
  let met = 0
  for (let count = 0; count < rules; count += 1) {
    const wanted = filter(count % 4)
    const rule = readRule(wanted, specimen, { ...caller, now })
    const found = made.filter((record) => meets(rule, comparedIn({ ...caller, today }, specimen, record)))
    const ids = found.map(({ id }) => id)
    expect([wanted, ids.toSorted()]).toEqual([wanted, [...(await foundBySql(wanted))].toSorted()])
    met += ids.length
  }
  const possible = fields.flatMap(({ type }) => type.operators.map(({ name }) => `${type.kind} ${name}`))
  expect(met / (rules * records)).toBeGreaterThan(0.2)
  expect(met / (rules * records)).toBeLessThan(0.8)
  expect(possible.filter((one) => !asked.has(one))).toEqual([])
})
