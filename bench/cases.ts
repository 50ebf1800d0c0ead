import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { Ask } from './load.ts'
import type { Seeded } from './seed.ts'
import * as statements from './statements.ts'

/** One thing measured: the same work asked of Tendero, of the bare handler and of the bare driver. */
export interface Case {
  readonly name: string
  /** Least throughput against the bare handler at 16 connections. */
  readonly goal: number
  ours(): Ask
  bare(): Ask
  driver(pool: Pool): Promise<unknown>
}

const words = [
  'ana garcia',
  'luis tamm',
  'marta lopez',
  'jaan saar',
  'carmen molina',
  'oliver smith',
  'tiina kask',
  'pablo ortega',
]
const strange = ['xqzw', 'vvkkq', 'wyxqj', 'qqzzt']

/** All opportunities by month and person: how many, and what they are worth. */
const monthsByPerson = {
  object: 'opportunity',
  kind: 'pivot',
  rows: [{ field: 'openedOn', part: 'month' }],
  across: { field: 'owner' },
  measures: [
    { name: 'count', aggregate: 'count' },
    { name: 'amount', aggregate: 'sum', field: 'amount' },
  ],
}

/** Who asks, and what signs their requests in. */
interface Asking {
  readonly id: string
  readonly headers: Readonly<Record<string, string>>
}

/** The cases of the issue: a representative asks, and where all records count, the founder, who sees them. */
export function makeCases(
  seeded: Seeded,
  { id: owner, headers: mine }: Asking,
  { headers: founders }: Asking,
): readonly Case[] {
  const { workspaceId: w } = seeded
  let turn = 0
  const next = <T>(of: readonly T[]): T => {
    turn = (turn + 7919) % 1_000_003
    return of[turn % of.length] as T
  }
  const query = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
  const get = (path: string): Ask => ({ method: 'GET', path: `/api/v1${path}`, headers: mine })
  const listed = () => ({ stage: next(seeded.openStages) })
  const deal = () => ({
    name: `New deal ${turn}`,
    account: next(seeded.accounts),
    pipeline: seeded.pipeline,
    stage: seeded.openStages[0],
    amount: { minor: 10_000 + (turn % 5_000), currency: 'EUR' },
    closeOn: '2026-12-31',
    owner,
  })
  const named = (pool: Pool, name: string, text: string, values: unknown[]) => pool.query({ name, text, values })
  const prefix = (text: string) =>
    text
      .split(' ')
      .map((word) => `'${word}':*`)
      .join(' & ')
  const search = (name: string, texts: readonly string[]): Case => ({
    name,
    goal: 0.8,
    ours: () => get(`/search?${query({ q: next(texts), objects: 'contact', limit: '10' })}`),
    bare() {
      const text = next(texts)
      return { method: 'GET', path: `/search?${query({ w, query: prefix(text), words: text })}` }
    },
    async driver(pool) {
      const text = next(texts)
      const hits = await named(pool, 'search', statements.searchPeople, [w, prefix(text)])
      if (hits.rows.length === 0) await named(pool, 'like', statements.searchLike, [w, text])
    },
  })
  return [
    {
      name: 'list',
      goal: 0.8,
      ours: () =>
        get(
          `/opportunities?${query({
            filter: JSON.stringify({
              and: [
                { field: 'owner', op: 'is', value: owner },
                { field: 'stage', op: 'is', value: listed().stage },
              ],
            }),
            sort: '-updatedAt',
            limit: '50',
            count: 'true',
          })}`,
        ),
      bare: () => ({ method: 'GET', path: `/list?${query({ w, owner, ...listed() })}` }),
      async driver(pool) {
        const values = [w, owner, listed().stage]
        await Promise.all([
          named(pool, 'list', statements.listPage, values),
          named(pool, 'count', statements.listCount, values),
        ])
      },
    },
    {
      name: 'read',
      goal: 0.8,
      ours: () => get(`/accounts/${next(seeded.accounts)}?timeline=20`),
      bare: () => ({ method: 'GET', path: `/read?${query({ w, id: next(seeded.accounts) })}` }),
      async driver(pool) {
        const values = [w, next(seeded.accounts)]
        await Promise.all([
          named(pool, 'read', statements.readAccount, values),
          named(pool, 'timeline', statements.readTimeline, values),
          named(pool, 'history', statements.readHistory, values),
        ])
      },
    },
    {
      name: 'create',
      goal: 0.35,
      ours: () => ({ method: 'POST', path: '/api/v1/opportunities', headers: mine, body: deal() }),
      bare: () => ({ method: 'POST', path: '/create', body: { w, ...deal() } }),
      driver(pool) {
        const { name, account, pipeline, stage, amount, closeOn } = deal()
        return named(pool, 'create', statements.createOpportunity, [
          w,
          randomUUID(),
          name,
          account,
          pipeline,
          stage,
          amount.minor,
          owner,
          new Date().toISOString(),
          closeOn,
        ])
      },
    },
    {
      name: 'update',
      goal: 0.35,
      ours: () => ({
        method: 'PATCH',
        path: `/api/v1/opportunities/${next(seeded.opportunities)}`,
        headers: mine,
        body: { amount: deal().amount },
      }),
      bare: () => ({
        method: 'PATCH',
        path: '/update',
        body: { w, id: next(seeded.opportunities), amount: deal().amount, owner },
      }),
      driver: (pool) =>
        named(pool, 'update', statements.updateOpportunity, [
          w,
          next(seeded.opportunities),
          deal().amount.minor,
          new Date().toISOString(),
          owner,
        ]),
    },
    search('search, hit', words),
    search('search, miss', strange),
    {
      name: 'pipeline',
      goal: 0.8,
      ours: () =>
        get(
          `/opportunities/aggregate?${query({ group: 'stage', measures: 'count,sum:amount', filter: JSON.stringify({ field: 'owner', op: 'is', value: owner }) })}`,
        ),
      bare: () => ({ method: 'GET', path: `/pipeline?${query({ w, owner })}` }),
      driver: (pool) => named(pool, 'pipeline', statements.pipelineSums, [w, owner]),
    },
    {
      name: 'report',
      // At most 1.3 times as long as the bare statement.
      goal: 0.77,
      ours: () => ({
        method: 'GET',
        path: `/api/v1/report-results?${query({ definition: JSON.stringify(monthsByPerson) })}`,
        headers: founders,
      }),
      bare: () => ({ method: 'GET', path: `/report?${query({ w })}` }),
      driver: (pool) => named(pool, 'report', statements.reportSums, [w]),
    },
  ]
}
