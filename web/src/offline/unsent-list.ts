import { keys, queryClient, sessionQuery } from '../kernel/queries.ts'
import { createStore } from '../kernel/store.ts'
import { inOrder, type Unsent } from './unsent.ts'
import { changeStored, removeStored, storedOf, storeUnsent, type Whose } from './unsent-store.ts'

/** The entries of who is signed in, in this workspace, in the order of writing; the same in all windows. */
export const unsent = createStore<readonly Unsent[]>([])

/** Who is signed in where; undefined before that is known. */
export function whoseHere(): Whose | undefined {
  const session = queryClient.getQueryData(sessionQuery.queryKey)
  // Who borrows somebody's eyes writes nothing in their name, not on this device either.
  return session && !session.viewer ? { author: session.user.id, workspace: session.workspace.id } : undefined
}

const channel = new BroadcastChannel('tendero-unsent')

/** Shows what is stored, from now on also what other windows store, until the answer is called. */
export function showUnsent(onAdded: () => void): () => void {
  const show = (): void => void showStored()
  const hear = ({ data }: MessageEvent): void => {
    show()
    if (data === 'added') onAdded()
  }
  channel.addEventListener('message', hear)
  show()
  return () => {
    channel.removeEventListener('message', hear)
    unsent.set([])
  }
}

/** What is gone was sent: it stays until the record it became is on the screen, so that nothing flickers. */
async function showStored(): Promise<void> {
  const kept = await storedHere()
  const gone = unsent.get().filter(({ id }) => !kept.some((entry) => entry.id === id))
  if (gone.length > 0) {
    unsent.set(inOrder([...kept, ...gone]))
    await refreshWritings()
    unsent.set(await storedHere())
  } else unsent.set(kept)
}

async function storedHere(): Promise<readonly Unsent[]> {
  const whose = whoseHere()
  return whose ? inOrder(await storedOf(whose)) : []
}

/** Everything that notes, calls and visits show in. */
async function refreshWritings(): Promise<void> {
  await Promise.all(
    [...['timeline', 'record', 'related', 'list', 'aggregate'].map((kind) => [kind]), keys.today].map((queryKey) =>
      queryClient.invalidateQueries({ queryKey }),
    ),
  )
}

const added = new Set<() => void>()

/** Called when an entry was added in this window. */
export function onUnsentAdded(listener: () => void): () => void {
  added.add(listener)
  return () => added.delete(listener)
}

/** Stores an entry, and asks the browser to give the room to nobody else. */
export async function addUnsent(entry: Unsent): Promise<void> {
  await storeUnsent(entry)
  await tell('added')
  for (const listener of added) listener()
  void navigator.storage?.persist?.()
}

/** @returns whether it was still there */
export async function changeUnsent(id: string, change: Partial<Unsent>): Promise<boolean> {
  const isThere = await changeStored(id, change)
  await tell('changed')
  return isThere
}

/** It is on the server. */
export async function endUnsent(id: string): Promise<void> {
  await removeStored(id)
  await tell('changed')
}

/** It is not wanted any more: gone from the screen at once. */
export async function discardUnsent(id: string): Promise<void> {
  unsent.set(unsent.get().filter((entry) => entry.id !== id))
  await endUnsent(id)
}

async function tell(what: 'added' | 'changed'): Promise<void> {
  channel.postMessage(what)
  await showStored()
}
