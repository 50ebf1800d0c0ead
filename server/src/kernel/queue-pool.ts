import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** What the job queue understands as "no answer in time": it tries to note the end of a job again after this. */
const tryAgain = 'ETIMEDOUT'

/** Connections that break, servers that shut down, have no room or take no connections just now. */
const passingStates = /^(?:08|53|55|57|58)/
const sqlState = /^[0-9A-Z]{5}$/

const pauseMilliseconds = 1_000
const never = new Promise<never>(() => {})

/**
 * Connections for the job queue. It notes the end of a job beside everything else, and when that fails for a reason
 * that it does not take for a passing one, nobody hears of the failure and the process dies of it. So whoever wants a
 * connection waits until there is one, and everything that a connection suffers is a passing reason.
 */
export class QueuePool extends pg.Pool {
  #leaving = false
  #lost = () => {}

  constructor(options: pg.PoolConfig) {
    super({ ...options, Client: QueueClient })
  }

  /** The queue stops. Resolves should it need the database once more and not find it: it would wait for ever. */
  leave(): Promise<void> {
    this.#leaving = true
    return new Promise((resolve) => {
      this.#lost = resolve
    })
  }

  override connect(): Promise<pg.PoolClient>
  override connect(callback: Parameters<pg.Pool['connect']>[0]): void
  override connect(callback?: Parameters<pg.Pool['connect']>[0]): Promise<pg.PoolClient> | void {
    return callback ? super.connect(callback) : this.#patiently()
  }

  async #patiently(): Promise<pg.PoolClient> {
    for (;;) {
      try {
        return await super.connect()
      } catch {
        if (this.#leaving || this.ending) break
        await sleep(pauseMilliseconds)
      }
    }
    this.#lost()
    return never
  }
}

class QueueClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: the driver's statements have a dozen forms, and all of them pass.
  override query(...statement: any[]): any {
    // biome-ignore lint/suspicious/noExplicitAny: see above.
    const answer: unknown = (super.query as any)(...statement)
    if (!(answer instanceof Promise)) return answer
    return answer.catch((error: unknown) => {
      throw passing(error)
    })
  }
}

function passing(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (sqlState.test(code) && !passingStates.test(code)) return error
  return Object.assign(new Error(error.message, { cause: error }), { code: tryAgain })
}
