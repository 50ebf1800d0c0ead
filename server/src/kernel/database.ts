import { compile, isId, type Sql } from '@tendero/model'
import pg from 'pg'
import { noteStatement } from './statement-log.ts'

const { types } = pg
const int8 = 20
const day = 1082
types.setTypeParser(int8, Number)
types.setTypeParser(day, (text) => text)

/** Runs statements of one transaction. Statements sent without waiting travel together. */
export interface Transaction {
  readonly workspaceId: string
  rows<T>(statement: Sql): Promise<T[]>
  /**
   * Sends a write without waiting: it travels with what follows. Its failure comes out of the next `rows`, or of the
   * commit, in the words that `explain` gives it.
   */
  send(statement: Sql, explain?: (error: unknown) => unknown): void
  /**
   * Keeps a check or a write back for a moment: `sendWith` takes it along, anything else that is sent goes after it.
   * Parts of one statement do not see each other, so two writes of one table are never held together, nor a check
   * after a write.
   */
  hold(held: Held): void
  /** Sends one statement that takes in what is held. */
  sendWith(statementOf: (held: TakenAlong) => Sql): void
  /** How many statements have run, besides begin and context. */
  readonly statements: number
}

/** A write of a table, or a check (a SELECT of one value that fails when something is wrong), on its way. */
export interface Held {
  /** Of a write. */
  readonly table?: string
  readonly statement: Sql
  /** A failure of it in the caller's terms; the failure itself when it is another's. */
  readonly explain: (error: unknown) => unknown
}

export interface TakenAlong {
  /** Become parts of the WITH. */
  readonly writes: readonly Sql[]
  /** Become values of the SELECT. */
  readonly checks: readonly Sql[]
}

/** Connections to one PostgreSQL. */
export interface Database {
  /** One unit of work in a workspace: everything in it happens, or nothing. */
  transaction<T>(workspaceId: string, work: (tx: Transaction) => Promise<T>): Promise<T>
  /** Reads of one moment, without waiting for the end of the transaction. */
  read<T>(workspaceId: string, work: (tx: Transaction) => Promise<T>, options?: ReadOptions): Promise<T>
  /** A statement on the control schema, outside of any workspace. */
  control<T>(statement: Sql): Promise<T[]>
  /** A transaction on the control schema. */
  controlTransaction<T>(work: (run: <R>(statement: Sql) => Promise<R[]>) => Promise<T>): Promise<T>
  /** A connection that is not pipelined, in a workspace's transaction: for cursors. */
  cursor<T>(workspaceId: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T>
  /** Calls whenever somebody notifies the channel of the control schema; `up` tells whether it is heard at all. */
  listen(channel: string, heard: () => void, up: (listening: boolean) => void): void
  /** The owner's unpipelined pool, for LISTEN, the job queue, indexes and cursors. */
  readonly direct: pg.Pool
  close(): Promise<void>
}

export interface ReadOptions {
  /**
   * Statements whose plan does not depend on their values: planned once per connection, not each time. PostgreSQL would
   * go on planning those whose values it expects to matter, which for a search costs as much as the search itself.
   */
  readonly plannedOnce?: boolean
}

export interface DatabaseOptions {
  /** Units of work log in here; they take the restricted role in any case. */
  readonly url: string
  /** The owner of the tables, for the job queue, indexes and partitions; by default the same. */
  readonly ownerUrl?: string
  readonly controlUrl?: string
  /** Connections for units of work. */
  readonly size?: number
  /** Called when a connection in the pool breaks; the next unit of work gets a fresh one. */
  onError?(error: Error): void
}

/** What every connection starts with: UTC, and no compilation of short queries. */
const session = '-c timezone=UTC -c jit=off'

/** Opens pools; connects only when first used. */
export function openDatabase({
  url,
  ownerUrl = url,
  controlUrl,
  size = 10,
  onError = () => {},
}: DatabaseOptions): Database {
  const shared = { options: session, connectionTimeoutMillis: 10_000, idleTimeoutMillis: 60_000 }
  const work = new pg.Pool({ ...shared, connectionString: url, max: size, pipeline: true } as pg.PoolConfig)
  const direct = new pg.Pool({ ...shared, connectionString: ownerUrl, max: 8 })
  const control =
    controlUrl && controlUrl !== url
      ? new pg.Pool({ ...shared, connectionString: controlUrl, max: size, pipeline: true } as pg.PoolConfig)
      : work
  let closing = false
  const ends = new Set<() => void>()
  const closed = () => closing
  const onEnd = (end: () => void) => ends.add(end)
  const broken = (error: Error) => {
    if (!closing) onError(error)
  }
  for (const pool of new Set([work, direct, control])) {
    pool.on('error', broken)
    pool.on('connect', (client) => client.on('error', broken))
  }

  return {
    direct,
    transaction: (workspaceId, unit) => unitOfWork(work, workspaceId, unit),
    read: (workspaceId, unit, options) => readInTurns(work, workspaceId, unit, options),
    control: (statement) => run(control, statement),
    controlTransaction: (unit) => plainTransaction(control, unit),
    cursor: (workspaceId, unit) => cursorWork(direct, workspaceId, unit),
    listen: (channel, heard, up) =>
      void keepListening({ url: controlUrl ?? ownerUrl, channel, heard, up, closed, onEnd }),
    async close() {
      closing = true
      for (const end of ends) end()
      await Promise.all([...new Set([work, direct, control])].map((pool) => pool.end()))
    },
  }
}

interface Listening {
  readonly url: string
  readonly channel: string
  heard(): void
  up(listening: boolean): void
  closed(): boolean
  onEnd(end: () => void): void
}

const listenAgainAfter = 1_000

/** Holds a connection of its own that listens, and another one when it breaks. */
async function keepListening({ url, channel, heard, up, closed, onEnd }: Listening): Promise<void> {
  while (!closed()) {
    const client = new pg.Client({ connectionString: url })
    const over = new Promise<void>((resolve) => {
      client.once('end', resolve)
      client.once('error', () => resolve())
      onEnd(() => void client.end().then(resolve, resolve))
    })
    client.on('notification', heard)
    try {
      await client.connect()
      await client.query(`listen ${channel}`)
      up(true)
      await over
    } catch {
      // Told by `up`; tried again below.
    }
    up(false)
    if (!closed()) await new Promise((resolve) => setTimeout(resolve, listenAgainAfter).unref())
  }
}

/** Makes row-level security and the views see one workspace. Never `set_config`: Citus does not pass it on. */
function opening(begin: string, workspaceId: string): string {
  if (!isId(workspaceId)) throw new Error('not a workspace id')
  return `${begin}; set local role tendero_app; set local app.workspace_id = '${workspaceId}'`
}

async function unitOfWork<T>(pool: pg.Pool, workspaceId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const start = opening('begin', workspaceId)
  const client = await pool.connect()
  const line = lineTo(client)
  line.query({ text: start }).catch(() => {})
  try {
    const result = await work(line.transaction(workspaceId))
    line.sendHeld()
    const committed = line.query({ text: 'commit' })
    committed.catch(() => {})
    await line.settled()
    await committed
    client.release()
    return result
  } catch (error) {
    line.query({ text: 'rollback' }).then(
      () => client.release(),
      (broken) => client.release(broken),
    )
    throw error
  }
}

/**
 * Reads: what is asked in one turn leaves in one packet with its own begin and commit. Each statement sees the moment
 * it runs in either way (READ COMMITTED), and one request of one page costs one round trip.
 */
async function readInTurns<T>(
  pool: pg.Pool,
  workspaceId: string,
  work: (tx: Transaction) => Promise<T>,
  { plannedOnce = false }: ReadOptions = {},
): Promise<T> {
  const planning = plannedOnce ? '; set local plan_cache_mode = force_generic_plan' : ''
  const begin = opening('begin read only', workspaceId) + planning
  const client = await pool.connect()
  const line = lineTo(client, { begin, end: 'commit' })
  try {
    return await work(line.transaction(workspaceId))
  } finally {
    client.release(line.broken())
  }
}

interface Wire {
  readonly connection?: { readonly stream?: { cork?(): void; uncork?(): void } }
}

interface Line {
  query(query: pg.QueryConfig): Promise<pg.QueryResult>
  transaction(workspaceId: string): Transaction
  /** Waits for what was sent. @throws the first failure of it */
  settled(): Promise<void>
  /** Sends the writes that are still held. */
  sendHeld(): void
  /** Did the connection itself fail, rather than a statement? */
  broken(): boolean
}

/**
 * A connection on which whatever is sent in one turn of the event loop leaves in one packet: a system call for each
 * statement was a third of the cost of a write.
 */
function lineTo(client: pg.PoolClient, turn?: { readonly begin: string; readonly end: string }): Line {
  const { stream } = (client as Wire).connection ?? {}
  let corked = false
  let lost = false
  let statements = 0
  let failure: { readonly error: unknown } | undefined
  const pending: Promise<unknown>[] = []
  const query = (config: pg.QueryConfig) => {
    if (!corked) {
      corked = true
      stream?.cork?.()
      if (turn) client.query(turn.begin).catch(() => {})
      process.nextTick(() => {
        corked = false
        if (turn) client.query(turn.end).catch(() => {})
        stream?.uncork?.()
      })
    }
    const sent = client.query(config)
    sent.catch((error: unknown) => {
      // PostgreSQL's own errors carry a severity; those of the connection do not.
      if (!(error instanceof pg.DatabaseError)) lost = true
    })
    return sent
  }
  const run = (statement: Sql) => {
    statements += 1
    const { text, values } = compile(statement)
    noteStatement(text)
    return query({ name: preparedName(text), text, values })
  }
  let held: Held[] = []
  const sendNow = (statement: Sql, explain: (error: unknown) => unknown) => {
    pending.push(
      run(statement).catch((error: unknown) => {
        failure ??= { error: explain(error) }
      }),
    )
  }
  const sendHeld = () => {
    const writes = held
    held = []
    for (const { statement, explain } of writes) sendNow(statement, explain)
  }
  return {
    query,
    broken: () => lost,
    async settled() {
      await Promise.all(pending)
      if (failure) throw failure.error
    },
    sendHeld,
    transaction: (workspaceId) => ({
      workspaceId,
      get statements() {
        return statements
      },
      async rows<T>(statement: Sql): Promise<T[]> {
        sendHeld()
        try {
          return (await run(statement)).rows as T[]
        } catch (error) {
          // What was sent before failed first; this one only met the aborted transaction.
          await Promise.all(pending)
          throw failure ? failure.error : error
        }
      },
      send(statement, explain = (error) => error) {
        sendHeld()
        sendNow(statement, explain)
      },
      hold(one) {
        if (held.some(({ table }) => table !== undefined && (one.table === undefined || one.table === table)))
          sendHeld()
        held.push(one)
      },
      sendWith(statementOf) {
        const taken = held
        held = []
        const statement = statementOf({
          writes: taken.filter(({ table }) => table !== undefined).map((one) => one.statement),
          checks: taken.filter(({ table }) => table === undefined).map((one) => one.statement),
        })
        sendNow(statement, (error) => explainedBy(taken, error))
      },
    }),
  }
}

/** In the words of the check that knows the error, else of the write whose table it names. */
function explainedBy(taken: readonly Held[], error: unknown): unknown {
  const named = error instanceof pg.DatabaseError ? error.table : undefined
  for (const { table, explain } of taken) {
    if (table !== undefined && named !== undefined && table !== named) continue
    const explained = explain(error)
    if (explained !== error) return explained
  }
  return error
}

const prepared = new Map<string, string>()
const seen = new Map<string, number>()
const mostPrepared = 300

/** Statements that come again are prepared once per connection; at most 300, so that odd filters do not pile up. */
function preparedName(text: string): string | undefined {
  const known = prepared.get(text)
  if (known) return known
  if (prepared.size >= mostPrepared || text.length > 20_000) return undefined
  const times = (seen.get(text) ?? 0) + 1
  if (times < 3) {
    if (seen.size > 2_000) seen.clear()
    seen.set(text, times)
    return undefined
  }
  seen.delete(text)
  const name = `s${prepared.size}`
  prepared.set(text, name)
  return name
}

async function run<T>(pool: pg.Pool, statement: Sql): Promise<T[]> {
  const { text, values } = compile(statement)
  const name = preparedName(text)
  const result = await pool.query(name ? { name, text, values } : { text, values })
  return result.rows as T[]
}

async function plainTransaction<T>(
  pool: pg.Pool,
  work: (run: <R>(statement: Sql) => Promise<R[]>) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await work(async <R>(statement: Sql) => {
      const { text, values } = compile(statement)
      return (await client.query({ text, values })).rows as R[]
    })
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    client.query('rollback').then(
      () => client.release(),
      (broken) => client.release(broken),
    )
    throw error
  }
}

async function cursorWork<T>(
  pool: pg.Pool,
  workspaceId: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const start = opening('begin read only', workspaceId)
  const client = await pool.connect()
  try {
    await client.query(start)
    const result = await work(client)
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    client.query('rollback').then(
      () => client.release(),
      (broken) => client.release(broken),
    )
    throw error
  }
}
