import { compile, type Sql } from '@tendero/model'
import pg from 'pg'
import { preparedName } from './prepared-name.ts'
import { noteStatement } from './statement-log.ts'
import type { Held, Transaction } from './transaction.ts'

interface Wire {
  readonly connection?: { readonly stream?: { cork?(): void; uncork?(): void } }
}

/** How transactions lie on a line. */
interface LineOptions {
  /** Opens a transaction; sent with its first statement, so that nothing asked costs nothing. */
  readonly begin: string
  /** Ends it in the same turn of the event loop; without it, one transaction goes on until `end`. */
  readonly endOfTurn?: string
}

/** A connection on which one unit of work, or one reading, sends its statements. */
export interface StatementLine {
  transaction(workspaceId: string): Transaction
  /** Sends what is held, and the end of the transaction. @throws the first failure of anything that was sent */
  commit(): Promise<void>
  /** Ends the transaction without a trace. @throws when the connection is lost */
  rollBack(): Promise<void>
  /** Did the connection itself fail, rather than a statement? */
  broken(): boolean
}

/**
 * A line on which whatever is sent in one turn of the event loop leaves in one packet, opening and end included: each
 * packet is a system call that wakes PostgreSQL, and those were half of the cost of a write.
 */
export function openStatementLine(client: pg.PoolClient, { begin, endOfTurn }: LineOptions): StatementLine {
  const { stream } = (client as Wire).connection ?? {}
  let corked = false
  let begun = false
  let lost = false
  let statements = 0
  let failure: { readonly error: unknown } | undefined
  let held: Held[] = []
  const pending: Promise<unknown>[] = []

  const openTurn = () => {
    if (corked) return
    corked = true
    stream?.cork?.()
    if (endOfTurn !== undefined || !begun) client.query(begin).catch(() => {})
    begun = true
    process.nextTick(() => {
      corked = false
      if (endOfTurn !== undefined) client.query(endOfTurn).catch(() => {})
      stream?.uncork?.()
    })
  }
  const query = (config: pg.QueryConfig) => {
    openTurn()
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
  const settled = async () => {
    await Promise.all(pending)
    if (failure) throw failure.error
  }

  return {
    broken: () => lost,
    async commit() {
      sendHeld()
      if (!begun) return
      const committed = query({ text: 'commit' })
      committed.catch(() => {})
      await settled()
      await committed
    },
    async rollBack() {
      held = []
      if (begun) await query({ text: 'rollback' })
    },
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
