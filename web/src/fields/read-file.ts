import type { FileValue } from '@tendero/model/fields/file'

/** A field's value that is a file. */
export function readFile(raw: unknown): FileValue | null {
  if (typeof raw !== 'object' || raw === null || !('id' in raw)) return null
  const { id, name, type, size }: Partial<Record<keyof FileValue, unknown>> = raw
  if (typeof id !== 'string') return null
  return {
    id,
    name: typeof name === 'string' ? name : '',
    type: typeof type === 'string' ? type : '',
    size: typeof size === 'number' ? size : 0,
  }
}
