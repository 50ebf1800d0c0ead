import { createStore } from './store.ts'

/**
 * What the server answered last to readings, for when there is no network. It belongs to one person: whoever signs in
 * after them, signs out or is signed out finds nothing. Kept by the page and not by its service worker, since the page
 * knows whose the answers are, and the first visit counts.
 */
const storage = 'tendero-seen'
const ownerKey = 'tendero.seen-by'
const mostAnswers = 400
const longestAge = 30 * 86_400_000
/** In characters. */
const longestAnswer = 500_000
/** Kept by itself, of no use without a network, or not for this device to keep. */
const unkept =
  /^\/(session|setup|invitations|search|imports|exports|openapi|api-keys|webhooks|mail|me|password-resets)\b/
const answeredAtHeader = 'answered-at'

/** Only where the page came by a safe way: else browsers give neither this nor a service worker. */
export const isKeeping = 'caches' in globalThis

/** Whether the server answered the last request, as far as anybody knows. */
export const reached = createStore(true)

let mine: string | undefined
let own: (person: string) => void
/** Who looks at this page, once that is known. */
const owned = new Promise<string>((resolve) => {
  own = resolve
})

function owner(): string | null {
  return localStorage.getItem(ownerKey)
}

/**
 * What is kept belongs to this person from now on.
 * @param person the address by which they sign in, the same in all their workspaces
 */
export async function belongTo(person: string): Promise<void> {
  if (owner() !== person) await forgetSeen()
  localStorage.setItem(ownerKey, person)
  mine = person
  own(person)
}

export async function forgetSeen(): Promise<void> {
  localStorage.removeItem(ownerKey)
  if (isKeeping) await caches.delete(storage)
}

/** An answer is kept in the workspace it is from. */
interface Place {
  readonly workspace: string | undefined
  /** Path under /api/v1, with the query. */
  readonly path: string
}

function keyOf({ workspace = '', path }: Place): string {
  return `/seen/${encodeURIComponent(workspace)}${path}`
}

/**
 * Begins a reading: the answer is kept only if the same person is signed in when it arrives, in whatever window.
 * @returns what takes the answer
 */
export function reading(place: Place): (text: string) => Promise<void> {
  const asker = owner()
  return async (text) => {
    if (!isKeeping || unkept.test(place.path) || text.length > longestAnswer) return
    const reader = asker ?? (await owned)
    if (owner() === reader) await keep(place, text)
  }
}

/** Keeps who is signed in, for a start in their workspace and for one that names none. */
export async function keepSession(workspace: string, text: string): Promise<void> {
  if (!isKeeping) return
  await keep({ workspace, path: '/session' }, text)
  await keep({ workspace: undefined, path: '/session' }, text)
}

async function keep(place: Place, text: string): Promise<void> {
  const headers = { [answeredAtHeader]: String(Date.now()) }
  const cache = await caches.open(storage)
  await cache.put(keyOf(place), new Response(text, { headers }))
  await trim(cache)
}

let added = 0

/** Now and then: the oldest beyond what is kept go, and what is too old. A cache lists its entries in the order of writing. */
async function trim(cache: Cache): Promise<void> {
  added += 1
  if (added % 20 !== 1) return
  const keys = await cache.keys()
  const surplus = keys.slice(0, Math.max(0, keys.length - mostAnswers))
  const [oldest] = keys.slice(surplus.length)
  if (oldest && isTooOld(await cache.match(oldest))) surplus.push(oldest)
  await Promise.all(surplus.map((key) => cache.delete(key)))
}

function isTooOld(answer: Response | undefined): boolean {
  return Date.now() - Number(answer?.headers.get(answeredAtHeader) ?? 0) > longestAge
}

interface Seen {
  readonly text: string
  /** When the server answered it, in milliseconds since 1970. */
  readonly at: number
}

/** What the server answered last to this person, if it is kept. */
export async function lastSeen(place: Place): Promise<Seen | undefined> {
  if (!isKeeping || owner() === null || (mine !== undefined && owner() !== mine)) return undefined
  const answer = await (await caches.open(storage)).match(keyOf(place))
  if (!answer || isTooOld(answer)) return undefined
  return { text: await answer.text(), at: Number(answer.headers.get(answeredAtHeader)) }
}

/** What the server refuses now is not shown later. */
export async function forgetOne(place: Place): Promise<void> {
  if (isKeeping) await (await caches.open(storage)).delete(keyOf(place))
}
