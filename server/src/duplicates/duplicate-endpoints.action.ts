import { type DuplicateChecked, type DuplicateTrialResult, isId, type ObjectType } from '@tendero/model'
import { z } from 'zod'
import { acceptBody, recordId } from '../kernel/accept-body.ts'
import { write } from '../kernel/action.ts'
import { noteAudit } from '../kernel/audit.ts'
import type { Caller } from '../kernel/caller.ts'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure, forbidden, invalid, notFound } from '../kernel/failure.ts'
import { acceptInput, requireVerb } from '../kernel/input.ts'
import { type Reading, readingFor, readRecords, requireVisible } from '../kernel/read-records.ts'
import { duplicateCandidates, type Found, readMatched } from './candidates.sql.ts'
import { isHeld, matchOf, scoreOf, weightOfScore } from './explain-match.ts'
import { kindredCandidates } from './kindred.sql.ts'
import { type MatchedObject, matchedObject, matchedObjects, subjectFrom } from './matched-objects.ts'
import { countedValues } from './matching/rarity.ts'
import { countPairs, dismissedOf, dismissPair, inOrder, readPairs, reopenPair } from './pairs.sql.ts'
import { changedRule, ruleFace } from './rule-face.ts'
import { loadRarity, loadRule, rulePart, type StoredRule, saveRule } from './rules.sql.ts'
import { beginScan, readScans, stopScan } from './steer-scan.action.ts'

const check = z.strictObject({
  object: z.string().max(100),
  id: recordId.optional(),
  values: z.record(z.string().max(100), z.unknown()),
})

const traitName = z.enum([
  'family',
  'given',
  'company',
  'birthday',
  'taxId',
  'email',
  'phone',
  'domain',
  'street',
  'city',
  'postcode',
])

const ruleChange = z.strictObject({
  mode: z.enum(['off', 'warn', 'hold']).optional(),
  score: z.number().int().min(20).max(99).optional(),
  unused: z.array(traitName).max(11).optional(),
})

const trial = z.strictObject({ change: ruleChange.optional(), record: recordId, other: recordId.optional() })
const scanned = z.strictObject({ object: z.string().max(100) })
const dismissal = z.strictObject({ object: z.string().max(100), records: z.tuple([recordId, recordId]) })

const asked = z.object({
  object: z.string().max(100),
  state: z.enum(['open', 'dismissed']).default('open'),
  score: z.coerce.number().int().min(0).max(99).default(0),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})

interface Place {
  readonly object: ObjectType
  readonly matched: MatchedObject
}

/** @throws Failure 404 for an object whose records are not compared, 403 for one that the caller may not read */
function placeOf({ model, actor }: Caller, name: unknown): Place {
  const matched = matchedObject(String(name))
  const object = matched && model.objects.get(matched.object)
  if (!object || !matched) throw notFound()
  requireVerb(actor, object, 'read')
  return { object, matched }
}

function requireAdministrator({ actor }: Caller): void {
  if (!actor.administrator) throw forbidden({ action: 'administrator' })
}

const told = ({ held: _, ...candidate }: Found) => candidate

/** Values that are not whole yet count as far as they can be read. */
function readable(caller: Caller, object: ObjectType, values: Readonly<Record<string, unknown>>) {
  const given = Object.entries(values).filter(
    ([name, value]) => object.fields.has(name) && value !== null && value !== '',
  )
  return Object.assign(
    {},
    ...given.map(([name, value]) => {
      try {
        return acceptInput(caller.model, caller.actor, object, { [name]: value }, 'edit')
      } catch (error) {
        if (error instanceof Failure) return {}
        throw error
      }
    }),
  )
}

export const duplicateEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/duplicates/check',
    summary: 'Which records may be the same one as what a form holds so far, and whether saving it is held up.',
    input: check,
    whileViewing: true,
    handle({ kernel, caller, body }): Promise<DuplicateChecked> {
      const wished = acceptBody(check, body)
      const { object, matched } = placeOf(caller, wished.object)
      const values = readable(caller, object, wished.values)
      return kernel.database.read(caller.actor.workspaceId, async (tx) => {
        const reading = readingFor(kernel, caller, tx)
        const [found, kindred, rule] = await Promise.all([
          duplicateCandidates(reading, { object, matched, id: wished.id, values }),
          kindredCandidates(reading, object, values),
          loadRule(tx, matched),
        ])
        const dismissed = wished.id ? await dismissedOf(reading, object.name, wished.id) : new Set()
        const open = found.filter(({ id }) => !dismissed.has(id))
        return {
          holds: rule.mode === 'hold' && open.some(({ held }) => held),
          candidates: open.map(told),
          kindred: kindred.map(told),
        }
      })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/duplicates',
    summary: 'Pairs of records that are likely the same one and that nobody has decided about, the likeliest first.',
    async handle({ kernel, caller, query }) {
      const read = asked.safeParse(query)
      if (!read.success)
        throw new Failure(422, 'invalid_query', { details: { parameter: String(read.error.issues[0]?.path[0]) } })
      const { object } = placeOf(caller, read.data.object)
      const { state, score, cursor, limit } = read.data
      return kernel.database.read(caller.actor.workspaceId, (tx) =>
        readPairs(readingFor(kernel, caller, tx), object, { state, leastScore: score, cursor, limit }),
      )
    },
  }),
  endpoint({
    method: 'GET',
    path: '/duplicates/scans',
    summary: 'The last scan of each object whose records are compared.',
    handle: async ({ kernel, caller }) => ({ items: await readScans(kernel, caller) }),
  }),
  endpoint({
    method: 'POST',
    path: '/duplicates/scans',
    summary:
      'Begins to compare all records of an object in the background; answers with the scan that is under way, if one is.',
    input: scanned,
    status: 202,
    handle: ({ kernel, caller, body }) =>
      beginScan(kernel, caller, placeOf(caller, acceptBody(scanned, body).object).matched),
  }),
  endpoint({
    method: 'DELETE',
    path: '/duplicates/scans/{object}',
    summary: 'Stops the scan of an object that is under way; what it found so far stays.',
    handle: ({ kernel, caller, params }) => stopScan(kernel, caller, placeOf(caller, params.object).matched),
  }),
  endpoint({
    method: 'POST',
    path: '/duplicates/dismissals',
    summary: 'Says that two records are different ones: nobody is asked about them again.',
    input: dismissal,
    handle: ({ kernel, caller, body }) =>
      write(kernel, caller, async (ctx) => {
        const { object, a, b } = await pairFrom(ctx, caller, body)
        await dismissPair(ctx.tx, { object: object.name, a, b, by: ctx.actor.userId, at: ctx.now })
        noteAudit(ctx, { action: 'duplicate.dismissed', object: object.name, recordId: a, detail: { other: b } })
        return {}
      }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/duplicates/dismissals',
    summary: 'Takes back that two records are different ones.',
    input: dismissal,
    handle: ({ kernel, caller, body }) =>
      write(kernel, caller, async (ctx) => {
        const { object, a, b } = await pairFrom(ctx, caller, body)
        if (!(await reopenPair(ctx.tx, object.name, a, b))) throw notFound()
        return {}
      }),
  }),
  endpoint({
    method: 'GET',
    path: '/duplicates/rules',
    summary: 'How records are compared, object by object: when saving is held up, and what each agreement tells.',
    handle({ kernel, caller }) {
      requireAdministrator(caller)
      return kernel.database.read(caller.actor.workspaceId, async (tx) => ({
        items: await Promise.all(
          matchedObjects.map(async (matched) => ruleFace(matched.object, await loadRule(tx, matched))),
        ),
      }))
    },
  }),
  endpoint({
    method: 'PATCH',
    path: '/duplicates/rules/{object}',
    summary: 'Changes when saving is held up, and what is compared.',
    input: ruleChange,
    handle({ kernel, caller, params, body }) {
      requireAdministrator(caller)
      const { matched } = placeOf(caller, params.object)
      const change = acceptBody(ruleChange, body)
      return write(kernel, caller, async (ctx) => {
        const before = await loadRule(ctx.tx, matched)
        const rule = changedRule(before, change)
        if (rulePart(rule).traits.length === 0) throw invalid({ unused: { code: 'required' } })
        await saveRule(ctx.tx, matched, rule)
        const { mode, score, unused } = before
        noteAudit(ctx, {
          action: 'duplicate.rule',
          object: matched.object,
          detail: { before: { mode, score, unused }, ...change },
        })
        return ruleFace(matched.object, rule)
      })
    },
  }),
  endpoint({
    method: 'POST',
    path: '/duplicates/rules/{object}/trial',
    summary: 'What the rules, as they are or changed, say of a record among all others, or of two.',
    input: trial,
    whileViewing: true,
    handle({ kernel, caller, params, body }): Promise<DuplicateTrialResult> {
      requireAdministrator(caller)
      const place = placeOf(caller, params.object)
      const wished = acceptBody(trial, body)
      const changed = (rule: StoredRule) => changedRule({ ...rule, mode: 'warn' }, { ...wished.change, mode: 'warn' })
      return kernel.database.read(caller.actor.workspaceId, async (tx) => {
        const reading = readingFor(kernel, caller, tx)
        const rule = await loadRule(tx, place.matched)
        const found = wished.other
          ? await compareTwo(reading, place, [wished.record, wished.other], changed(rule))
          : await lookFor(reading, place, wished.record, changed)
        const [now, changedTo] = await Promise.all(
          [rule.score, changed(rule).score].map((score) => countPairs(reading, place.object, score)),
        )
        return { candidates: found.map(told), openPairs: { now: now ?? 0, changed: changedTo ?? 0 } }
      })
    },
  }),
]

/** @throws Failure 404 when either may not be seen */
async function pairFrom(reading: Reading, caller: Caller, body: unknown) {
  const { object: name, records } = acceptBody(dismissal, body)
  const { object } = placeOf(caller, name)
  const [a, b] = inOrder(...records)
  if (a === b) throw invalid({ records: { code: 'twice' } })
  await requireVisible(reading, object, a)
  await requireVisible(reading, object, b)
  return { object, a, b }
}

async function lookFor(
  reading: Reading,
  { object, matched }: Place,
  id: string,
  changed: (rule: StoredRule) => StoredRule,
): Promise<readonly Found[]> {
  const record = (await readRecords(reading, object, [id])).get(id)
  const [row] = await readMatched(reading, { object, matched }, [id])
  if (!record || !row || !isId(id)) throw notFound()
  return duplicateCandidates(reading, { object, matched, id, values: row.values, points: row.points }, changed)
}

async function compareTwo(
  reading: Reading,
  { object, matched }: Place,
  ids: readonly [string, string],
  rule: StoredRule,
): Promise<readonly Found[]> {
  const rows = await readMatched(reading, { object, matched }, ids)
  const [one, other] = ids.map((id) => rows.find((row) => row.id === id))
  if (!one || !other) throw notFound()
  const subjects = [one, other].map((row) => subjectFrom(matched, row.values, row.points))
  const [a, b] = subjects
  if (!a || !b) throw notFound()
  const rarity = await loadRarity(reading.tx, matched.object, rule, countedValues(rule.traits, a))
  const { traits, weights } = rulePart(rule)
  const match = matchOf(traits, weights, rarity, a, b)
  return [
    {
      object: object.name,
      id: other.id,
      title: other.title,
      score: scoreOf(match.weight),
      reasons: match.reasons,
      held: isHeld(match, weightOfScore(rule.score)),
    },
  ]
}
