import { type DuplicateCandidate, type ObjectType, raw, sql } from '@tendero/model'
import { mayUseField } from '../kernel/actor.ts'
import type { Values } from '../kernel/lifecycle.ts'
import { type Reading, readRecords } from '../kernel/read-records.ts'
import { readMatched, type TitledRow } from './candidates.sql.ts'
import { isHeld, matchOf, scoreOf, weightOfScore } from './explain-match.ts'
import { matchedObject, type Points, subjectFrom } from './matched-objects.ts'
import { blockingKeys, mostOfKey } from './matching/blocking-keys.ts'
import { countedValues } from './matching/rarity.ts'
import { loadRarity, loadRule, rulePart } from './rules.sql.ts'

/** A record that is likely the same one as what somebody is about to make, and all that its reader sees of it. */
export interface Twin {
  readonly candidate: DuplicateCandidate
  readonly record: Values
}

interface Thought {
  readonly values: Values
  readonly points: Points
}

/** Records that are read together. */
const portion = 1000

/** For each of many records that are about to be made, the likeliest that is there; undefined where none is likely. */
export async function likelyTwins(
  reading: Reading,
  object: ObjectType,
  thoughts: readonly Thought[],
): Promise<readonly (Twin | undefined)[]> {
  const matched = matchedObject(object.name)
  const rule = matched && (await loadRule(reading.tx, matched))
  if (!matched || !rule || rule.mode === 'off') return thoughts.map(() => undefined)
  if (!(await isAnyKeyed(reading, object.name))) return thoughts.map(() => undefined)
  const reads = (field: string) => mayUseField(reading.actor, object.name, field, 'read')
  const subjects = thoughts.map(({ values, points }) => subjectFrom(matched, values, points, reads))
  const keys = subjects.map(blockingKeys)
  const blocks = await readBlocks(reading, object.name, [...new Set(keys.flat())])
  const ids = [...new Set([...blocks.values()].flat())]
  const rows = new Map<string, TitledRow>()
  for (let at = 0; at < ids.length; at += portion)
    for (const row of await readMatched(reading, { object, matched }, ids.slice(at, at + portion)))
      rows.set(row.id, row)
  const said = subjects.flatMap((subject) => countedValues(rule.traits, subject))
  const rarity = await loadRarity(reading.tx, object.name, rule, said)
  const { traits, weights } = rulePart(rule)
  const least = weightOfScore(rule.score)
  const best = subjects.map((subject, i) => {
    const near = new Set((keys[i] ?? []).flatMap((key) => blocks.get(key) ?? []))
    const found = [...near].flatMap((id) => {
      const row = rows.get(id)
      if (!row) return []
      const other = subjectFrom(matched, row.values, row.points, reads)
      return [{ row, match: matchOf(traits, weights, rarity, subject, other) }]
    })
    return found.filter(({ match }) => isHeld(match, least)).sort((a, b) => b.match.weight - a.match.weight)[0]
  })
  const records = await readRecords(reading, object, [...new Set(best.flatMap((one) => one?.row.id ?? []))])
  return best.map((one) => {
    const record = one && records.get(one.row.id)
    if (!one || !record) return undefined
    const { id, title } = one.row
    const { weight, reasons } = one.match
    return { candidate: { object: object.name, id, title, score: scoreOf(weight), reasons }, record }
  })
}

/** In a new company there is nothing to compare with. */
async function isAnyKeyed({ tx, actor }: Reading, object: string): Promise<boolean> {
  const found = await tx.rows(sql`
    select 1 from app.match_key m where m.workspace_id = ${actor.workspaceId} and m.object = ${object} limit 1`)
  return found.length > 0
}

/** The records of each key that few share. */
async function readBlocks(
  { tx, actor }: Reading,
  object: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (keys.length === 0) return new Map()
  const rows = await tx.rows<{ key: string; ids: readonly string[] }>(sql`
    select k.key, array(select distinct m.record_id from app.match_key m where m.workspace_id = ${actor.workspaceId}
      and m.object = ${object} and m.key = k.key limit ${raw(String(mostOfKey + 1))}) as ids
    from unnest(${keys}::text[]) as k(key)`)
  return new Map(rows.filter(({ ids }) => ids.length > 0 && ids.length <= mostOfKey).map(({ key, ids }) => [key, ids]))
}
