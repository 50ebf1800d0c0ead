import { Worker } from 'node:worker_threads'
import { folded, type WeakReason } from '@tendero/model'

/** How hard a password is to guess. */
export interface Strength {
  /** 0, at once, to 4, hardly ever; from 3 on it is good. */
  readonly score: number
  /** What makes it weak, where that can be said. */
  readonly reason: WeakReason | null
}

interface Estimate {
  readonly id: number
  readonly score: number
  readonly warning: string | null
}

/** A thread is kept so long after its last work: until then its dictionaries are in memory. */
const idleTime = 20_000
/** To begin the thread on a machine that is busy takes seconds; the work itself is bounded. */
const patience = 15_000

interface Waiting {
  readonly give: (estimate: Estimate | undefined) => void
  readonly fail: (error: Error) => void
}

interface Estimator {
  readonly thread: Worker
  readonly waiting: Map<number, Waiting>
  idle?: NodeJS.Timeout
}

let running: Estimator | undefined
let lastId = 0

/**
 * Estimates a password.
 * @param about what an attacker would try first: the person's name, address, company
 * @returns undefined when it took too long: then nothing is known of it
 */
export async function estimateStrength(password: string, about: readonly string[]): Promise<Strength | undefined> {
  running ??= startEstimator()
  const estimator = running
  clearTimeout(estimator.idle)
  lastId += 1
  const id = lastId
  const estimate = await new Promise<Estimate | undefined>((give, fail) => {
    estimator.waiting.set(id, { give, fail })
    estimator.thread.postMessage({ id, password, about: about.flatMap(partsOf) })
    setTimeout(() => give(undefined), patience).unref()
  }).finally(() => estimator.waiting.delete(id))
  if (estimator.waiting.size === 0) estimator.idle = setTimeout(() => endEstimator(estimator), idleTime).unref()
  return estimate && { score: estimate.score, reason: reasons[estimate.warning ?? ''] ?? null }
}

function startEstimator(): Estimator {
  const thread = new Worker(new URL('./strength-worker.js', import.meta.url))
  const estimator: Estimator = { thread, waiting: new Map() }
  thread.unref()
  thread.on('message', (estimate: Estimate) => estimator.waiting.get(estimate.id)?.give(estimate))
  thread.on('error', (error: Error) => {
    for (const { fail } of estimator.waiting.values()) fail(error)
    endEstimator(estimator)
  })
  return estimator
}

function endEstimator(estimator: Estimator): void {
  if (running === estimator) running = undefined
  void estimator.thread.terminate()
}

/** Whole, in its words, and these written together; of an address what stands before the @; with and without accents. */
function partsOf(text: string): readonly string[] {
  const words = text.split(/[^\p{L}\p{N}]+/u)
  const parts = [text, text.split('@', 1).join(''), words.join(''), ...words]
  return [...new Set(parts.flatMap((part) => [part, folded(part)]))].filter((part) => part.length > 2)
}

/** What the estimator says, in fewer words. */
const reasons: Readonly<Record<string, WeakReason>> = {
  straightRow: 'keyboard',
  keyPattern: 'keyboard',
  simpleRepeat: 'repetition',
  extendedRepeat: 'repetition',
  sequences: 'sequence',
  recentYears: 'date',
  dates: 'date',
  topTen: 'common',
  topHundred: 'common',
  common: 'common',
  similarToCommon: 'common',
  wordByItself: 'common',
  namesByThemselves: 'name',
  commonNames: 'name',
  userInputs: 'personal',
}
