import { type AnyRecord, type Field, referredIds } from '@tendero/model'

/** What the records are called that a field refers to, as far as the reader may know: several with semicolons between them. */
export function referredTitles({ titles = {}, ...values }: AnyRecord, { name, type }: Field): string {
  if (type.refers === 'one') return titles[name] ?? ''
  return referredIds(values[name])
    .flatMap((id) => titles[id] ?? [])
    .join('; ')
}
