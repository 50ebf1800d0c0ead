import type { TodayItem } from '@tendero/model/api'
import { useRef, useState } from 'react'
import { failed, undoable } from '../design/notices.tsx'
import { useFormat } from '../kernel/format.ts'
import type { Entry } from './entry.ts'
import { countEntry, discountEntry } from './pace.ts'
import { dealtWith, keyOf } from './today-data.ts'

const none: ReadonlySet<string> = new Set()

export interface Worklist {
  readonly active: string | null
  /** The active row when a key or a saved entry led there, so that it takes the focus. */
  readonly focused: string | null
  readonly activeItem: TodayItem | undefined
  entryOf(key: string): Entry | null
  isSaving(key: string): boolean
  activate(key: string): void
  /** Goes to the next row, or back. */
  move(by: 1 | -1): void
  enter(item: TodayItem, entry: Entry | null): void
  save(item: TodayItem, send: () => Promise<string | undefined>, done: string): void
}

/**
 * Where one is in the list and what is being entered. A row leaves as soon as it is sent and comes back, with what was
 * typed, when the server refuses it.
 */
export function useWorklist(items: readonly TodayItem[]): Worklist {
  const format = useFormat()
  const [place, setPlace] = useState<{ key: string; focus: boolean } | null>(null)
  const [entries, setEntries] = useState<Readonly<Record<string, Entry>>>({})
  const [saving, setSaving] = useState(none)
  const begun = useRef(new Map<string, number>())
  const shown = items.filter((item) => !saving.has(keyOf(item)))
  const activeItem = shown.find((item) => keyOf(item) === place?.key) ?? shown[0]
  const active = activeItem ? keyOf(activeItem) : null

  const neighbour = (by: 1 | -1): TodayItem | undefined => {
    const at = activeItem ? shown.indexOf(activeItem) : -1
    return place === null ? shown[0] : shown[at + by]
  }
  const goTo = (item: TodayItem | undefined): void => {
    if (item) setPlace({ key: keyOf(item), focus: true })
  }
  const withSaving = (key: string, is: boolean): void =>
    setSaving((known) => {
      const next = new Set(known)
      if (is) next.add(key)
      else next.delete(key)
      return next
    })
  const withoutEntry = (key: string): void => setEntries(({ [key]: _left, ...others }) => others)

  return {
    active,
    focused: place?.focus ? active : null,
    activeItem,
    entryOf: (key) => entries[key] ?? null,
    isSaving: (key) => saving.has(key),
    activate(key) {
      if (place?.key !== key) setPlace({ key, focus: false })
    },
    move: (by) => goTo(neighbour(by)),
    enter(item, entry) {
      const key = keyOf(item)
      setPlace({ key, focus: entry === null })
      if (entry && !begun.current.has(key)) begun.current.set(key, performance.now())
      if (!entry) begun.current.delete(key)
      const kept = Object.fromEntries(Object.entries(entries).filter(([other]) => saving.has(other)))
      setEntries(entry ? { ...kept, [key]: entry } : kept)
    },
    save(item, send, done) {
      const key = keyOf(item)
      const seconds = (performance.now() - (begun.current.get(key) ?? performance.now())) / 1000
      const at = shown.findIndex((one) => keyOf(one) === key)
      withSaving(key, true)
      goTo(shown[at + 1] ?? shown[at - 1])
      send().then(
        (operationId) => {
          begun.current.delete(key)
          const day = format.today()
          countEntry(day, seconds)
          dealtWith(item)
          withoutEntry(key)
          withSaving(key, false)
          undoable(done, operationId, () => discountEntry(day, seconds))
        },
        (error: unknown) => {
          withSaving(key, false)
          setPlace({ key, focus: true })
          failed(error)
        },
      )
    },
  }
}
