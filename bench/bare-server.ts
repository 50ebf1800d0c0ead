import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import pg from 'pg'
import { v7 } from 'uuid'
import * as statements from './statements.ts'

/** Baseline (b): a bare Hono handler with `pg`, no sign-in, no rights, no history: selects rows and serialises them. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
const app = new Hono()
const named = (name: string, text: string, values: unknown[]) => pool.query({ name, text, values })

app.get('/list', async (c) => {
  const { w, owner, stage } = c.req.query()
  const [items, count] = await Promise.all([
    named('list', statements.listPage, [w, owner, stage]),
    named('count', statements.listCount, [w, owner, stage]),
  ])
  return c.json({ items: items.rows, count: count.rows[0].count })
})
app.get('/read', async (c) => {
  const { w, id } = c.req.query()
  const [record, timeline, history] = await Promise.all([
    named('read', statements.readAccount, [w, id]),
    named('timeline', statements.readTimeline, [w, id]),
    named('history', statements.readHistory, [w, id]),
  ])
  return c.json({ ...record.rows[0], timeline: [...timeline.rows, ...history.rows] })
})
app.post('/create', async (c) => {
  const body = await c.req.json()
  const now = new Date().toISOString()
  const made = await named('create', statements.createOpportunity, [
    body.w,
    v7(),
    body.name,
    body.account,
    body.pipeline,
    body.stage,
    body.amount.minor,
    body.owner,
    now,
    body.closeOn,
  ])
  return c.json(made.rows[0], 201)
})
app.patch('/update', async (c) => {
  const body = await c.req.json()
  const changed = await named('update', statements.updateOpportunity, [
    body.w,
    body.id,
    body.amount.minor,
    new Date().toISOString(),
    body.owner,
  ])
  return c.json(changed.rows[0])
})
app.get('/search', async (c) => {
  const { w, query, words } = c.req.query()
  const hits = await named('search', statements.searchPeople, [w, query])
  if (hits.rows.length > 0) return c.json({ items: hits.rows })
  return c.json({ items: (await named('like', statements.searchLike, [w, words])).rows })
})
app.get('/pipeline', async (c) => {
  const { w, owner } = c.req.query()
  return c.json({ groups: (await named('pipeline', statements.pipelineSums, [w, owner])).rows })
})
app.get('/report', async (c) =>
  c.json({ rows: (await named('report', statements.reportSums, [c.req.query('w')])).rows }),
)

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' }, ({ port }) =>
  console.log(`bare on ${port}`),
)
