import type { AnyRecord, Problem } from '@tendero/model/api'
import { ApiError } from '@tendero/model/client'
import { sessionLost } from '../kernel/queries.ts'
import { transport } from '../kernel/transport.ts'
import { nextToSend, pauseAfter, type Unsent, type Verdict, verdictOf } from './unsent.ts'
import { changeUnsent, endUnsent, onUnsentAdded, showUnsent, whoseHere } from './unsent-list.ts'
import { storedOf, type Whose } from './unsent-store.ts'

/** A connection that answers nothing for so long counts as none. */
const patienceMilliseconds = 30_000

let wake = (): void => {}

/** Sends what waits without waiting for its turn: the server was just reached. */
export function sendSoon(): void {
  wake()
}

/** Sends what is unsent as soon as there is a network, until the answer is called. */
export function keepSending(): () => void {
  const whose = whoseHere()
  // Browsers give no locks to pages that came by an unsafe way; nothing is kept there either.
  if (!whose || !window.isSecureContext) return () => {}
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false

  const send = async (): Promise<void> => {
    clearTimeout(timer)
    const verdict = await sendAll(whose, () => ended)
    failures = verdict === 'later' ? failures + 1 : 0
    if (verdict === 'later' && !ended) timer = setTimeout(() => void send(), pauseAfter(failures))
  }
  const sendNow = (): void => {
    failures = 0
    void send()
  }
  const whenSeen = (): void => {
    if (document.visibilityState === 'visible') sendNow()
  }
  const stopShowing = showUnsent(sendNow)
  const stopHearing = onUnsentAdded(sendNow)
  window.addEventListener('online', sendNow)
  document.addEventListener('visibilitychange', whenSeen)
  wake = sendNow
  sendNow()
  return () => {
    ended = true
    wake = () => {}
    clearTimeout(timer)
    stopShowing()
    stopHearing()
    window.removeEventListener('online', sendNow)
    document.removeEventListener('visibilitychange', whenSeen)
  }
}

/**
 * Sends one entry after the other, in one window at a time.
 * @returns why it stopped; undefined when nothing is left
 */
function sendAll(whose: Whose, isEnded: () => boolean): Promise<Verdict | undefined> {
  return navigator.locks.request(`tendero-unsent ${whose.author}`, async () => {
    for (;;) {
      const entry = isEnded() ? undefined : nextToSend(await storedOf(whose))
      if (!entry) return undefined
      const verdict = await sendOne(entry)
      if (verdict === 'later' || verdict === 'sign_in') return verdict
    }
  })
}

/** @returns undefined when it is on the server, or was discarded meanwhile */
async function sendOne(entry: Unsent): Promise<Verdict | undefined> {
  if (!(await changeUnsent(entry.id, { state: 'sending' }))) return undefined
  try {
    await sendCreation(entry)
  } catch (error) {
    return settleProblem(entry, error instanceof ApiError ? error.problem : notReached)
  }
  await endUnsent(entry.id)
  return undefined
}

const notReached: Problem = { type: 'about:blank', title: 'offline', status: 0, code: 'offline' }

async function sendCreation({ id, author, collection, values, writtenAt }: Unsent): Promise<void> {
  const made = await transport.request<AnyRecord>('POST', `/${collection}`, {
    body: { ...values, id },
    headers: {
      'tendero-user': author,
      'tendero-waited': String(Math.max(0, Math.round((Date.now() - writtenAt) / 1_000))),
    },
    signal: AbortSignal.timeout(patienceMilliseconds),
  })
  if (made?.id !== id) throw new Error('this is no answer of the server')
}

async function settleProblem({ id, attempts }: Unsent, problem: Problem): Promise<Verdict> {
  const verdict = verdictOf(problem, attempts)
  if (verdict === 'refused') await changeUnsent(id, { state: 'refused', problem })
  else await changeUnsent(id, { state: 'waiting', attempts: problem.status === 0 ? attempts : attempts + 1 })
  if (verdict === 'sign_in') sessionLost.handle()
  return verdict
}
