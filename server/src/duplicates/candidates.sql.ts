import { type DuplicateCandidate, empty, type ObjectType, raw, type Sql, sql } from '@tendero/model'
import { mayUseField } from '../kernel/actor.ts'
import type { Values } from '../kernel/lifecycle.ts'
import { type Reading, visible } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import { titleOf, withIds } from '../kernel/record-select.ts'
import { isHeld, type Match, matchOf, scoreOf, weightOfScore } from './explain-match.ts'
import { type MatchedObject, type Points, subjectFrom } from './matched-objects.ts'
import { type MatchedRow, matchedColumns } from './matched-records.sql.ts'
import { blockingKeys, mostOfKey } from './matching/blocking-keys.ts'
import { countedValues } from './matching/rarity.ts'
import type { Subject } from './matching/subject.ts'
import { loadRarity, loadRule, rulePart, type StoredRule } from './rules.sql.ts'

/** Records that are looked at for one. */
const mostCompared = 400
/** Candidates that are told. */
const mostTold = 8
/** Less likely ones are not told. */
const leastScore = 20
/** From this likeness on a name is worth a look although no key is shared. */
const leastLikeness = 0.55
const mostAlike = 20

/** A record that is written, or only thought of. */
export interface Sought {
  readonly object: ObjectType
  readonly matched: MatchedObject
  /** Its id, if it has one: it is not its own duplicate. */
  readonly id?: string
  readonly values: Values
  readonly points?: Points
  /** Nobody is looked for by a name that is alike: whoever shares no key is not found. */
  readonly byKeys?: boolean
  /** A further condition on the records, as `t`. */
  readonly among?: Sql
}

export interface Found extends DuplicateCandidate {
  readonly held: boolean
}

const nowhere: Points = { emails: [], phones: [] }

/**
 * The records that may be the same one as what is sought, the likeliest first: only what the actor may see, told by
 * what they may read.
 */
export async function duplicateCandidates(
  reading: Reading,
  sought: Sought,
  changed?: (rule: StoredRule) => StoredRule,
): Promise<readonly Found[]> {
  const { object, matched, values, points = nowhere } = sought
  const reads = (field: string) => mayUseField(reading.actor, object.name, field, 'read')
  const subject = subjectFrom(matched, values, points, reads)
  const keys = blockingKeys(subject)
  const name = [...subject.given, ...subject.family, ...subject.company].join(' ')
  if (keys.length === 0 && name.length < 3) return []
  const [stored, shared] = await Promise.all([loadRule(reading.tx, matched), sharingKeys(reading, matched, keys)])
  const rule = changed?.(stored) ?? stored
  if (rule.mode === 'off') return []
  const known = await judged(reading, sought, { rule, subject, reads }, shared)
  // Whom no key finds may still have a name like it.
  const alike =
    sought.byKeys || known.some(({ held }) => held) || !reads(object.title) || name.length < 3
      ? []
      : await alikeNames(reading, matched, name)
  const others = alike.map(({ id }) => id).filter((id) => !shared.includes(id))
  const further = await judged(reading, sought, { rule, subject, reads }, others)
  return [...known, ...further]
    .sort((a, b) => b.weight - a.weight || a.id.localeCompare(b.id))
    .slice(0, mostTold)
    .map(({ weight: _, ...found }) => found)
}

interface Judging {
  readonly rule: StoredRule
  readonly subject: Subject
  readonly reads: (field: string) => boolean
}

/** Those of some records that the actor may see and that are likely enough to be told. */
async function judged(
  reading: Reading,
  sought: Sought,
  { rule, subject, reads }: Judging,
  ids: readonly string[],
): Promise<readonly (Found & { readonly weight: number })[]> {
  const { object, matched } = sought
  const others = ids.filter((id) => id !== sought.id).slice(0, mostCompared)
  if (others.length === 0) return []
  const [rows, rarity] = await Promise.all([
    readMatched(reading, sought, others),
    loadRarity(reading.tx, matched.object, rule, countedValues(rule.traits, subject)),
  ])
  const { traits, weights } = rulePart(rule)
  return rows.flatMap((row) => {
    const other = subjectFrom(matched, row.values, row.points, reads)
    const match = matchOf(traits, weights, rarity, subject, other)
    return scoreOf(match.weight) < leastScore ? [] : [{ ...foundOf(object, row, match, rule), weight: match.weight }]
  })
}

function foundOf(object: ObjectType, row: TitledRow, match: Match, rule: StoredRule): Found {
  return {
    object: object.name,
    id: row.id,
    title: row.title,
    score: scoreOf(match.weight),
    reasons: match.reasons,
    held: isHeld(match, weightOfScore(rule.score)),
  }
}

export interface TitledRow extends MatchedRow {
  readonly title: string
}

/** Whoever shares a key that few share. */
async function sharingKeys(
  { tx, actor }: Reading,
  matched: MatchedObject,
  keys: readonly string[],
): Promise<readonly string[]> {
  const found = await tx.rows<{ ids: readonly string[] }>(sql`
    select array(select distinct m.record_id from app.match_key m where m.workspace_id = ${actor.workspaceId}
      and m.object = ${matched.object} and m.key = k.key limit ${raw(String(mostOfKey + 1))}) as ids
    from unnest(${keys}::text[]) as k(key)`)
  return [...new Set(found.flatMap(({ ids }) => (ids.length <= mostOfKey ? ids : [])))]
}

function alikeNames(
  { tx, actor }: Pick<Reading, 'tx' | 'actor'>,
  matched: MatchedObject,
  name: string,
): Promise<readonly { id: string }[]> {
  tx.send(sql`set local pg_trgm.similarity_threshold = ${raw(String(leastLikeness))}`)
  return tx.rows(sql`
    select s.record_id as id from app.search_document s where s.workspace_id = ${actor.workspaceId}
    and s.object = ${matched.object} and s.trgm % ${name}::text
    order by similarity(s.trgm, ${name}::text) desc limit ${raw(String(mostAlike))}`)
}

/** Those among some records that the actor may see. */
export function readMatched(
  reading: Reading,
  { object, matched, among = empty }: Pick<Sought, 'object' | 'matched' | 'among'>,
  ids: readonly string[],
): Promise<readonly TitledRow[]> {
  const title: Sql = mayUseField(reading.actor, object.name, object.title, 'read')
    ? titleOf(reading.actor, object, 't')
    : raw("''")
  return reading.tx.rows<TitledRow>(sql`
    select ${matchedColumns(reading.actor.workspaceId, object, matched)}, ${title} as title from ${readTable(object)} t
    where ${withIds('t', ids)} and ${visible(reading, object, 't')} ${stillOpen(object)} ${among}`)
}

/** Who became a customer may come again with another wish: that is no duplicate. */
function stillOpen({ name }: ObjectType): Sql {
  return name === 'lead' ? sql`and t.status <> 'converted'` : empty
}
