import type { MetadataObject } from '@tendero/model/api'
import { notice, undoable } from '../design/notices.tsx'
import { keys, queryClient } from '../kernel/queries.ts'
import { createStore } from '../kernel/store.ts'
import { upload } from '../kernel/upload.ts'
import type { Words } from './words/en.ts'

/** The record that files are attached to. */
export interface Target {
  readonly object: Pick<MetadataObject, 'name' | 'collection'>
  readonly id: string
}

/** A file on its way to a record; it goes on when its page is left. */
export interface Sending {
  readonly key: string
  readonly file: File
  readonly target: Target
  /** 0–1 */
  readonly gone: number
  readonly error?: unknown
  readonly cancel: () => void
}

const sendings = createStore<readonly Sending[]>([])
/** Files that go over at the same time; the others wait for their turn. */
const mostAtOnce = 2
let running = 0
const waiting: (() => void)[] = []

/** The files on their way to a record. */
export function useSendings(id: string): readonly Sending[] {
  return sendings.use().filter(({ target }) => target.id === id)
}

function change(key: string, patch: Partial<Sending>): void {
  sendings.set(sendings.get().map((one) => (one.key === key ? { ...one, ...patch } : one)))
}

/** Takes one off the list that has failed, or that nobody wants any more. */
export function dismiss(key: string): void {
  sendings.set(sendings.get().filter((one) => one.key !== key))
}

/** Attaches files to a record, and says so once for all of them. */
export async function attach(target: Target, files: readonly File[], words: Words): Promise<void> {
  const sent = (await Promise.all(files.map((file) => send(target, file)))).filter((one) => one !== undefined)
  const [first] = sent
  if (sent.length === 1 && first) undoable(words.attached(first.name), first.operationId)
  else if (sent.length > 1) notice(words.attachedMany(sent.length))
}

interface Sent {
  readonly name: string
  readonly operationId: string | undefined
}

/** Undefined when it was taken back, or refused: its line says why. */
async function send(target: Target, file: File): Promise<Sent | undefined> {
  const key = crypto.randomUUID()
  const controller = new AbortController()
  const cancel = (): void => {
    controller.abort()
    dismiss(key)
  }
  sendings.set([...sendings.get(), { key, file, target, gone: 0, cancel }])
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  running += 1
  try {
    if (controller.signal.aborted) return undefined
    const { operationId } = await upload(`/${target.object.collection}/${target.id}/files`, {
      file,
      query: { name: file.name },
      onProgress: (gone) => change(key, { gone }),
      signal: controller.signal,
    })
    await refreshFiles(target)
    dismiss(key)
    return { name: file.name, operationId }
  } catch (error) {
    change(key, { error })
    return undefined
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

/** After something was done with the files of a record. */
export async function refreshFiles({ object, id }: Target): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['related', 'file'] }),
    queryClient.invalidateQueries({ queryKey: keys.timelines(object.name, id) }),
  ])
}
