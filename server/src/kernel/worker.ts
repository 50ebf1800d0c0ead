import { Logger, run, runMigrations } from 'graphile-worker'
import type { Event } from './events.ts'
import { keepHouse } from './housekeeping.ts'
import type { Kernel } from './kernel.ts'
import { relayEvents } from './relay.ts'
import { onRelayBell, relayChannel, ringRelay } from './relay-bell.ts'

/** A worker that takes jobs. */
export interface Worker {
  /** Takes no new jobs and waits for the running ones. */
  stop(): Promise<void>
}

const concurrentJobs = 4
const pollMilliseconds = 1_000

/**
 * Starts the relay and the job queue.
 * @param alone no other process works on this database, so jobs that one holds are those of a process that died: they
 * are taken up at once, instead of after the queue's four hours
 */
export async function startWorker(kernel: Kernel, { alone = false } = {}): Promise<Worker> {
  await runMigrations({ pgPool: kernel.database.direct })
  if (alone)
    await kernel.database.direct.query(
      'select graphile_worker.force_unlock_workers(array(select distinct locked_by from graphile_worker.jobs where locked_by is not null))',
    )
  await keepHouse(kernel)
  const relay = startRelay(kernel)
  kernel.database.listen({ [relayChannel]: ringRelay }, () => {})
  const runner = await run({
    pgPool: kernel.database.queue,
    concurrency: concurrentJobs,
    noHandleSignals: true,
    pollInterval: pollMilliseconds,
    logger: new Logger(() => (level, message) => {
      if (level === 'error') kernel.log.error(message)
    }),
    crontab: kernel.schedules.map(({ crontab, name }) => `${crontab} ${name}`).join('\n'),
    taskList: {
      ...Object.fromEntries(kernel.schedules.map((schedule) => [schedule.name, () => schedule.run(kernel)])),
      ...Object.fromEntries(
        kernel.subscribers.map((subscriber) => [
          subscriber.name,
          (payload: unknown) => subscriber.run(kernel, payload as Event),
        ]),
      ),
    },
  })
  return {
    async stop() {
      await relay.stop()
      await Promise.race([runner.stop(), kernel.database.queue.leave()])
      await kernel.database.close()
    },
  }
}

interface Relay {
  stop(): Promise<void>
}

/** Relays as long as there is something, then sleeps a second. */
function startRelay(kernel: Kernel): Relay {
  let stopped = false
  let wake = () => {}
  const sleep = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollMilliseconds)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const loop = async () => {
    while (!stopped) {
      const moved = await relayEvents(kernel.database, kernel.subscribers).catch((error: unknown) => {
        kernel.log.warn({ err: error }, 'the relay failed and will try again')
        return 0
      })
      if (moved === 0 && !stopped) await sleep()
    }
  }
  const silence = onRelayBell(() => wake())
  const done = loop()
  return {
    async stop() {
      stopped = true
      silence()
      wake()
      await done
    },
  }
}
