import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Unsent } from './unsent.ts'

/** Whose entries are meant, and of which workspace: ids. */
export interface Whose {
  readonly author: string
  readonly workspace: string
}

interface Schema extends DBSchema {
  unsent: { key: string; value: Unsent; indexes: { whose: [string, string] } }
}

let opening: Promise<IDBPDatabase<Schema>> | undefined

function database(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>('tendero', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('unsent', { keyPath: 'id' }).createIndex('whose', ['author', 'workspace'])
    },
    terminated() {
      opening = undefined
    },
  })
  return opening
}

export async function storedOf({ author, workspace }: Whose): Promise<readonly Unsent[]> {
  return (await database()).getAllFromIndex('unsent', 'whose', [author, workspace])
}

export async function storeUnsent(entry: Unsent): Promise<void> {
  await (await database()).put('unsent', entry)
}

/** Changes an entry. @returns whether it is still there: one that was sent or discarded meanwhile stays gone */
export async function changeStored(id: string, change: Partial<Unsent>): Promise<boolean> {
  const transaction = (await database()).transaction('unsent', 'readwrite')
  const known = await transaction.store.get(id)
  if (known) await transaction.store.put({ ...known, ...change })
  await transaction.done
  return known !== undefined
}

export async function removeStored(id: string): Promise<void> {
  await (await database()).delete('unsent', id)
}
