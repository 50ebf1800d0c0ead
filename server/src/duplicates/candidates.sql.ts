import { type DuplicateCandidate, empty, type ObjectType, raw, type Sql, sql } from '@tendero/model'
import { mayUseField } from '../kernel/actor.ts'
import type { Values } from '../kernel/lifecycle.ts'
import { type Reading, visible } from '../kernel/read-records.ts'
import { readTable, titleOf, withIds } from '../kernel/record-select.ts'
import { isHeld, type Match, matchOf, scoreOf, weightOfScore } from './explain-match.ts'
import { type MatchedObject, type Points, subjectFrom } from './matched-objects.ts'
import { type MatchedRow, matchedColumns } from './matched-records.sql.ts'
import { blockingKeys, mostOfKey } from './matching/blocking-keys.ts'
import { countedValues } from './matching/rarity.ts'
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
  const [stored, ids] = await Promise.all([
    loadRule(reading.tx, matched),
    comparedIds(reading, matched, keys, reads(object.title) ? name : ''),
  ])
  const rule = changed?.(stored) ?? stored
  if (rule.mode === 'off') return []
  const others = ids.filter((id) => id !== sought.id).slice(0, mostCompared)
  if (others.length === 0) return []
  const [rows, rarity] = await Promise.all([
    readMatched(reading, sought, others),
    loadRarity(reading.tx, matched.object, rule, countedValues(rule.traits, subject)),
  ])
  const { traits, weights } = rulePart(rule)
  const told = rows.map((row) => ({
    row,
    match: matchOf(traits, weights, rarity, subject, subjectFrom(matched, row.values, row.points, reads)),
  }))
  return told
    .filter(({ match }) => scoreOf(match.weight) >= leastScore)
    .sort((a, b) => b.match.weight - a.match.weight || a.row.id.localeCompare(b.row.id))
    .slice(0, mostTold)
    .map(({ row, match }) => foundOf(object, row, match, rule))
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

/** Whoever shares a key that few share, and whoever has a name like it. */
async function comparedIds(
  { tx, actor }: Reading,
  matched: MatchedObject,
  keys: readonly string[],
  name: string,
): Promise<readonly string[]> {
  const { workspaceId } = actor
  const blocks = tx.rows<{ ids: readonly string[] }>(sql`
    select array(select distinct m.record_id from app.match_key m where m.workspace_id = ${workspaceId}
      and m.object = ${matched.object} and m.key = k.key limit ${raw(String(mostOfKey + 1))}) as ids
    from unnest(${keys}::text[]) as k(key)`)
  const [found, alike] = await Promise.all([blocks, name ? alikeNames({ tx, actor }, matched, name) : []])
  const few = found.map(({ ids }) => ids).filter((ids) => ids.length <= mostOfKey)
  return [...new Set([...few.flat(), ...alike.map(({ id }) => id)])]
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
  { object, matched }: Pick<Sought, 'object' | 'matched'>,
  ids: readonly string[],
): Promise<readonly TitledRow[]> {
  const title: Sql = mayUseField(reading.actor, object.name, object.title, 'read')
    ? titleOf(reading.actor, object, 't')
    : raw("''")
  return reading.tx.rows<TitledRow>(sql`
    select ${matchedColumns(reading.actor.workspaceId, object, matched)}, ${title} as title from ${readTable(object)} t
    where ${withIds('t', ids)} and ${visible(reading, object, 't')} ${stillOpen(object)}`)
}

/** Who became a customer may come again with another wish: that is no duplicate. */
function stillOpen({ name }: ObjectType): Sql {
  return name === 'lead' ? sql`and t.status <> 'converted'` : empty
}
