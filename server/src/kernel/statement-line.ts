import { compile, type Sql } from '@tendero/model'
import pg from 'pg'
import { preparedName } from './prepared-name.ts'
import { type BatchedStatement, boundValues, sendBatch } from './statement-batch.ts'
import { noteStatement } from './statement-log.ts'
import type { Held, TakenAlong, Transaction } from './transaction.ts'

/** How transactions lie on a line. */
interface LineOptions {
  /** Open a transaction; sent with its first statement, so that nothing asked costs nothing. */
  readonly opening: readonly Utility[]
  /** Every turn of the event loop is a transaction; without it, one goes on until the commit. */
  readonly commitEachTurn?: boolean
}

/** A statement without values or rows. */
export interface Utility {
  readonly text: string
  /** It comes again and again with the same text. */
  readonly constant: boolean
}

const commit: Utility = { text: 'commit', constant: true }
const rollback: Utility = { text: 'rollback', constant: true }

/** A connection on which one unit of work, or one reading, sends its statements. */
export interface StatementLine {
  transaction(workspaceId: string): Transaction
  /** Sends what is held, and the end of the transaction. @throws the first failure of anything that was sent */
  commit(): Promise<void>
  /** Ends the transaction without a trace. @throws when the connection is lost */
  rollBack(): Promise<void>
  /** What was not sent is dropped; waits for what was. */
  end(): Promise<void>
  /** Did the connection itself fail, rather than a statement? */
  broken(): boolean
}

/**
 * A line on which whatever is sent in one turn of the event loop leaves in one packet, opening and end included: each
 * packet is a system call that wakes PostgreSQL, and those were half of the cost of a write. One packet is under way at
 * a time; what is sent meanwhile goes into the next.
 */
export function openStatementLine(
  client: pg.PoolClient,
  { opening, commitEachTurn = false }: LineOptions,
): StatementLine {
  let waiting: BatchedStatement[] = []
  let underWay: Promise<void> | undefined
  let scheduled = false
  let begun = false
  let lost = false
  let statements = 0
  let failure: { readonly error: unknown } | undefined
  let held: Held[] = []
  const pending: Promise<unknown>[] = []

  const sendWaiting = () => {
    if (underWay || waiting.length === 0) return
    const batch = [
      ...(commitEachTurn || !begun ? opening.map(utility) : []),
      ...waiting,
      ...(commitEachTurn ? [utility(commit)] : []),
    ]
    waiting = []
    begun = true
    underWay = answerOf(batch)
  }
  const answerOf = async (batch: readonly BatchedStatement[]): Promise<void> => {
    const error = await sendBatch(client, batch)
    // PostgreSQL's own errors carry a severity; those of the connection do not.
    lost ||= error !== undefined && !(error instanceof pg.DatabaseError)
    if (error && commitEachTurn && !lost) await sendBatch(client, [utility(rollback)])
    underWay = undefined
    sendWaiting()
  }
  const query = (statement: Pick<BatchedStatement, 'text' | 'values' | 'name' | 'silent'>): Promise<unknown[]> => {
    if (!scheduled) {
      scheduled = true
      process.nextTick(() => {
        scheduled = false
        sendWaiting()
      })
    }
    return new Promise((resolve, reject) => {
      const { name, text, values, silent } = statement
      waiting.push({ name, text, values: boundValues(values), silent, resolve, reject })
    })
  }
  const run = (statement: Sql) => {
    statements += 1
    const { text, values } = compile(statement)
    noteStatement(text)
    return query({ name: preparedName(text), text, values })
  }
  const sendNow = (statement: Sql, explain: (error: unknown) => unknown) => {
    pending.push(run(statement).catch((error: unknown) => noteFailure(explain(error))))
  }
  const answerTo = async <T>(
    answered: Promise<unknown[]>,
    explain: (error: unknown) => unknown = (error) => error,
  ): Promise<T[]> => {
    // PostgreSQL undoes the whole transaction, also for whoever goes on as if nothing had failed. Explained at once: what
    // was sent behind it fails with the same error.
    if (!commitEachTurn)
      pending.push(
        answered.then(
          () => {},
          (error: unknown) => noteFailure(explain(error)),
        ),
      )
    try {
      return (await answered) as T[]
    } catch (error) {
      // What was sent before failed first; this one only met the aborted transaction.
      await Promise.all(pending)
      // The stack leads to whoever asked, not to the socket.
      if (error instanceof pg.DatabaseError) Error.captureStackTrace(error)
      throw failure ? failure.error : error
    }
  }
  const noteFailure = (error: unknown) => {
    failure ??= { error }
  }
  const takeHeld = (): readonly Held[] => {
    const taken = held
    held = []
    return taken
  }
  const sendHeld = () => {
    for (const { statement, explain } of takeHeld()) sendNow(statement, explain)
  }
  const settled = async () => {
    await Promise.all(pending)
    if (failure) throw failure.error
  }

  const drop = () => {
    const dropped = waiting
    held = []
    waiting = []
    for (const { reject } of dropped) reject(new Error('the unit of work has ended'))
  }

  return {
    broken: () => lost,
    async commit() {
      sendHeld()
      if (!begun && waiting.length === 0) return
      const committed = query(utility(commit))
      committed.catch(() => {})
      sendWaiting()
      await settled()
      await committed
    },
    async rollBack() {
      drop()
      if (!begun) return
      const rolledBack = query(utility(rollback))
      sendWaiting()
      await rolledBack
    },
    async end() {
      drop()
      while (underWay) await underWay
    },
    transaction: (workspaceId) => ({
      workspaceId,
      get statements() {
        return statements
      },
      rows<T>(statement: Sql): Promise<T[]> {
        sendHeld()
        return answerTo<T>(run(statement))
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
        const taken = takeHeld()
        sendNow(statementOf(partsOf(taken)), (error) => explainedBy(taken, error))
      },
      rowsWith<T>(statementOf: (held: TakenAlong) => Sql): Promise<T[]> {
        const taken = takeHeld()
        return answerTo<T>(run(statementOf(partsOf(taken))), (error) => explainedBy(taken, error))
      },
    }),
  }
}

function partsOf(taken: readonly Held[]): TakenAlong {
  return {
    writes: taken.flatMap(({ table, ids = [], statement }) => (table === undefined ? [] : [{ table, ids, statement }])),
    checks: taken.flatMap(({ table, statement }) => (table === undefined ? [statement] : [])),
  }
}

function utility({ text, constant }: Utility): BatchedStatement {
  const ignore = () => {}
  return {
    text,
    values: [],
    name: constant ? preparedName(text) : undefined,
    silent: true,
    resolve: ignore,
    reject: ignore,
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
