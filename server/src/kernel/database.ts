import { compile, isId, type Sql } from '@tendero/model'
import pg from 'pg'
import { type Channels, keepListening } from './notifications.ts'
import { preparedName } from './prepared-name.ts'
import { QueuePool } from './queue-pool.ts'
import { openStatementLine, type Utility } from './statement-line.ts'
import type { Transaction } from './transaction.ts'

const { types } = pg
const int8 = 20
const day = 1082
types.setTypeParser(int8, Number)
types.setTypeParser(day, (text) => text)

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
  /** A connection of its own in a workspace's transaction: for cursors. */
  cursor<T>(workspaceId: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T>
  /** Calls whenever somebody notifies one of the channels of the control schema; `up` tells whether they are heard at all. */
  listen(channels: Channels, up: (listening: boolean) => void): void
  /** The owner's pool, for LISTEN, the relay, indexes and cursors. */
  readonly direct: pg.Pool
  /** The owner's pool of the job queue: exports that hold all others keep no job from ending. */
  readonly queue: QueuePool
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
  /** Connections for reading. */
  readonly size?: number
  /** Units of work at once; the others wait for their turn. */
  readonly writers?: number
  /** Called when a connection in the pool breaks; the next unit of work gets a fresh one. */
  onError?(error: Error): void
}

/** What every connection starts with: UTC, and no compilation of short queries. */
const session = '-c timezone=UTC -c jit=off'

/**
 * Enough that some can write while others wait for the disk or a lock. More write nothing faster: their statements, the
 * largest there are, drive each other out of the processors' caches, and a write among ten cost PostgreSQL up to a third
 * more than among four (two processors).
 */
const writersAtOnce = 4

/** Four jobs that end at once, what waits for new ones, and the timetable. */
const queueConnections = 6

/** Opens pools; connects only when first used. */
export function openDatabase({
  url,
  ownerUrl = url,
  controlUrl,
  size = 10,
  writers = writersAtOnce,
  onError = () => {},
}: DatabaseOptions): Database {
  const shared = { options: session, connectionTimeoutMillis: 10_000, idleTimeoutMillis: 60_000 }
  const reading = new pg.Pool({ ...shared, connectionString: url, max: size })
  const writing = new pg.Pool({ ...shared, connectionString: url, max: writers })
  const direct = new pg.Pool({ ...shared, connectionString: ownerUrl, max: 8 })
  const queue = new QueuePool({ ...shared, connectionString: ownerUrl, max: queueConnections })
  const control =
    controlUrl && controlUrl !== url ? new pg.Pool({ ...shared, connectionString: controlUrl, max: size }) : reading
  const pools = new Set([reading, writing, direct, queue, control])
  let closing = false
  const ends = new Set<() => void>()
  const closed = () => closing
  const onEnd = (end: () => void) => ends.add(end)
  const broken = (error: Error) => {
    if (!closing) onError(error)
  }
  for (const pool of pools) {
    pool.on('error', broken)
    pool.on('connect', (client) => client.on('error', broken))
  }

  return {
    direct,
    queue,
    transaction: (workspaceId, unit) => unitOfWork(writing, workspaceId, unit),
    read: (workspaceId, unit, options) => readInTurns(reading, workspaceId, unit, options),
    control: (statement) => run(control, statement),
    controlTransaction: (unit) => plainTransaction(control, unit),
    cursor: (workspaceId, unit) => cursorWork(direct, workspaceId, unit),
    listen: (channels, up) => void keepListening({ url: controlUrl ?? ownerUrl, channels, up, closed, onEnd }),
    async close() {
      closing = true
      for (const end of ends) end()
      await Promise.all([...pools].map((pool) => pool.end()))
    },
  }
}

/** Makes row-level security and the views see one workspace. Never `set_config`: Citus does not pass it on. */
function opening(begin: string, workspaceId: string): readonly Utility[] {
  if (!isId(workspaceId)) throw new Error('not a workspace id')
  return [
    { text: begin, constant: true },
    { text: 'set local role tendero_app', constant: true },
    { text: `set local app.workspace_id = '${workspaceId}'`, constant: isFrequent(workspaceId) },
  ]
}

const frequent = new Set<string>()
const mostFrequent = 50

/** The first workspaces that come keep their statement prepared: enough for one company, and bounded for a thousand. */
function isFrequent(workspaceId: string): boolean {
  if (frequent.size < mostFrequent) frequent.add(workspaceId)
  return frequent.has(workspaceId)
}

async function unitOfWork<T>(pool: pg.Pool, workspaceId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const opened = opening('begin', workspaceId)
  const client = await pool.connect()
  const line = openStatementLine(client, { opening: opened })
  try {
    const result = await work(line.transaction(workspaceId))
    await line.commit()
    client.release()
    return result
  } catch (error) {
    line.rollBack().then(
      () => client.release(),
      (broken) => client.release(broken),
    )
    throw error
  }
}

const planOnce: Utility = { text: 'set local plan_cache_mode = force_generic_plan', constant: true }

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
  const opened = opening('begin read only', workspaceId)
  const client = await pool.connect()
  const line = openStatementLine(client, {
    opening: plannedOnce ? [...opened, planOnce] : opened,
    commitEachTurn: true,
  })
  try {
    return await work(line.transaction(workspaceId))
  } finally {
    void line.end().then(() => client.release(line.broken()))
  }
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
    .map(({ text }) => text)
    .join('; ')
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
