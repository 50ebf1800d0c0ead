import type { AnyRecord } from '@tendero/model/api'
import type { FieldPatch } from '../records/timeline/field-changes.tsx'

const aboutTheRecord = new Set(['version', 'updatedAt', 'updatedBy', 'titles'])

/** In which fields two states of a record differ, from the first to the second, with the words for what they refer to. */
export function differences(then: AnyRecord, now: AnyRecord): FieldPatch {
  const names = new Set([...Object.keys(then), ...Object.keys(now)])
  const titles: Record<string, string> = {}
  const patch: Record<string, readonly [unknown, unknown]> = {}
  for (const name of names) {
    if (aboutTheRecord.has(name)) continue
    const [before, after] = [then[name] ?? null, now[name] ?? null]
    if (JSON.stringify(before) === JSON.stringify(after)) continue
    patch[name] = [before, after]
    for (const one of [then, now]) {
      const [id, title] = [one[name], one.titles?.[name]]
      if (typeof id === 'string' && typeof title === 'string') titles[id] = title
    }
  }
  return { patch, titles }
}
