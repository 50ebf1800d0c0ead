import { type DuplicateRule, sql } from '@tendero/model'
import type { Transaction } from '../kernel/transaction.ts'
import { type MatchedObject, usedTraits } from './matched-objects.ts'
import { countKey, type Rarity, rarityOf } from './matching/rarity.ts'
import type { Trait } from './matching/trait.ts'
import { firstWeights, type Weights } from './matching/weights.ts'

/** How an object's records are compared in a workspace. */
export interface StoredRule {
  readonly mode: DuplicateRule['mode']
  readonly score: number
  readonly unused: readonly string[]
  /** All that the object has, with their weights in the same order. */
  readonly traits: readonly Trait[]
  readonly weights: Weights
  readonly learnedAt: Date | null
  readonly records: number
  readonly saying: ReadonlyMap<string, number>
  /** As of which version of the keys every record has its own; 0 for none. */
  readonly keysVersion: number
}

interface RuleRow {
  readonly mode: DuplicateRule['mode']
  readonly score: number
  readonly unused: readonly string[]
  readonly weights: Weights | null
  readonly records: number
  readonly saying: Readonly<Record<string, number>>
  readonly keys_version: number
  readonly learned_at: Date | null
}

/** Before anybody has said or learned anything. */
const first: RuleRow = {
  mode: 'hold',
  score: 50,
  unused: [],
  weights: null,
  records: 200,
  saying: {},
  keys_version: 0,
  learned_at: null,
}

export async function loadRule(tx: Transaction, matched: MatchedObject): Promise<StoredRule> {
  const [row = first] = await tx.rows<RuleRow>(sql`
    select r.mode, r.score, r.unused, r.weights, r.records, r.saying, r.keys_version, r.learned_at
    from app.duplicate_rule r where r.workspace_id = ${tx.workspaceId} and r.object = ${matched.object}`)
  const traits = usedTraits(matched)
  const fits = row.weights && row.weights.same.length === traits.length
  return {
    ...row,
    traits,
    weights: fits && row.weights ? row.weights : firstWeights(traits, row.records),
    learnedAt: fits ? row.learned_at : null,
    saying: new Map(Object.entries(row.saying)),
    keysVersion: row.keys_version,
  }
}

/** The rule without the traits that are left out. */
export function rulePart(
  rule: StoredRule,
  unused: readonly string[] = rule.unused,
): Pick<StoredRule, 'traits' | 'weights'> {
  const kept = rule.traits.map(({ name }) => !unused.includes(name))
  const only = <T>(list: readonly T[]) => list.filter((_, i) => kept[i])
  const { same, chance, prior } = rule.weights
  return { traits: only(rule.traits), weights: { same: only(same), chance: only(chance), prior } }
}

/** How rare what some subjects say is, as of the last scan. */
export async function loadRarity(
  tx: Transaction,
  object: string,
  rule: Pick<StoredRule, 'records' | 'saying'>,
  said: readonly (readonly [string, string])[],
): Promise<Rarity> {
  const wanted = [...new Set(said.map(([trait, value]) => countKey(trait, value)))]
  const rows = await tx.rows<{ value: string; records: number }>(sql`
    select c.value, c.records from app.match_count c
    where c.workspace_id = ${tx.workspaceId} and c.object = ${object} and c.value = any(${wanted}::text[])`)
  return rarityOf({
    records: rule.records,
    saying: rule.saying,
    values: new Map(rows.map(({ value, records }) => [value, records])),
  })
}

/** Keeps what an administrator says of a rule. */
export async function saveRule(
  tx: Transaction,
  { object }: MatchedObject,
  { mode, score, unused }: Pick<StoredRule, 'mode' | 'score' | 'unused'>,
): Promise<void> {
  await tx.rows(sql`
    insert into tendero.duplicate_rule (workspace_id, object, mode, score, unused)
    values (${tx.workspaceId}, ${object}, ${mode}, ${score}, ${JSON.stringify(unused)})
    on conflict (workspace_id, object) do update set mode = ${mode}, score = ${score}, unused = ${JSON.stringify(unused)}`)
}

/** What a scan learned. */
export interface Learned {
  readonly weights: Weights
  readonly records: number
  readonly saying: ReadonlyMap<string, number>
}

export async function saveLearned(
  tx: Transaction,
  { object }: MatchedObject,
  { weights, records, saying }: Learned,
  at: Date,
): Promise<void> {
  const said = JSON.stringify(Object.fromEntries(saying))
  await tx.rows(sql`
    insert into tendero.duplicate_rule (workspace_id, object, mode, score, weights, records, saying, learned_at)
    values (${tx.workspaceId}, ${object}, ${first.mode}, ${first.score}, ${JSON.stringify(weights)}, ${records}, ${said}, ${at.toISOString()})
    on conflict (workspace_id, object) do update
    set weights = excluded.weights, records = excluded.records, saying = excluded.saying, learned_at = excluded.learned_at`)
}

export async function saveKeysVersion(tx: Transaction, { object }: MatchedObject, version: number): Promise<void> {
  await tx.rows(sql`
    insert into tendero.duplicate_rule (workspace_id, object, mode, score, keys_version)
    values (${tx.workspaceId}, ${object}, ${first.mode}, ${first.score}, ${version})
    on conflict (workspace_id, object) do update set keys_version = ${version}`)
}

export function allCounts(tx: Transaction, object: string): Promise<readonly { value: string; records: number }[]> {
  return tx.rows(sql`
    select c.value, c.records from app.match_count c where c.workspace_id = ${tx.workspaceId} and c.object = ${object}`)
}
