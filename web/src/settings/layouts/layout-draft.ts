import { arrange, type Layout } from '@tendero/model/layout'

/** A line of the editor: what stands beneath a heading belongs to its section, what stands beneath the last is left out. */
export type Row =
  | { readonly kind: 'section'; readonly id: string; readonly title: string; readonly columns: 1 | 2 }
  | { readonly kind: 'entry'; readonly id: string }
  | { readonly kind: 'leftOut'; readonly id: 'left out' }

export const leftOut: Row = { kind: 'leftOut', id: 'left out' }

function newSection(number: number, title = '', columns: 1 | 2 = 1): Row {
  return { kind: 'section', id: `section ${number}`, title, columns }
}

const entry = (id: string): Row => ({ kind: 'entry', id })

/** The lines of a layout, with all the fields that there are. */
export function rowsOf(layout: Layout, fields: readonly string[], needed: ReadonlySet<string>): readonly Row[] {
  const sections = arrange(layout, fields, needed)
  const shown = new Set(sections.flatMap((section) => section.fields))
  const heads = sections.length > 0 ? sections : [{ title: null, columns: 1 as const, fields: [] }]
  return [
    ...heads.flatMap(({ title, columns, fields: own }, index) => [
      newSection(index, title ?? '', columns),
      ...own.map(entry),
    ]),
    leftOut,
    ...fields.filter((name) => !shown.has(name)).map(entry),
  ]
}

/** The lines of lists that stand in an order, some of them left out. */
export function entryRows(shown: readonly string[], hidden: readonly string[]): readonly Row[] {
  return [...shown.map(entry), leftOut, ...hidden.map(entry)]
}

/** The lines as a layout; sections without fields fall away. */
export function layoutOf(rows: readonly Row[]): Pick<Layout, 'sections' | 'hidden'> {
  const { shown, hidden } = partsOf(rows)
  const sections: { title: string | null; columns: 1 | 2; fields: string[] }[] = []
  for (const row of shown)
    if (row.kind === 'section') sections.push({ title: row.title.trim() || null, columns: row.columns, fields: [] })
    else sections.at(-1)?.fields.push(row.id)
  return { sections: sections.filter(({ fields }) => fields.length > 0), hidden: hidden.map(({ id }) => id) }
}

/** The lines above and below what says that the rest is left out. */
export function partsOf(rows: readonly Row[]): { readonly shown: readonly Row[]; readonly hidden: readonly Row[] } {
  const end = rows.findIndex(({ kind }) => kind === 'leftOut')
  return { shown: rows.slice(0, end), hidden: rows.slice(end + 1) }
}

/**
 * The lines in another order, as far as it can be: what must be filled in is not left out, headings stay above, and where
 * there are sections the first line is one.
 */
export function reordered(rows: readonly Row[], ids: readonly string[], needed: ReadonlySet<string>): readonly Row[] {
  const { shown, hidden } = partsOf(ids.flatMap((id) => rows.find((row) => row.id === id) ?? []))
  const back = hidden.filter(({ id, kind }) => kind === 'section' || needed.has(id))
  const first = shown.find(({ kind }) => kind === 'section')
  return [
    ...(first ? [first] : []),
    ...shown.filter((row) => row !== first),
    ...back,
    leftOut,
    ...hidden.filter((row) => !back.includes(row)),
  ]
}

/** Leaves a field or a list out, or takes it in again behind the others. */
export function toggled(rows: readonly Row[], id: string): readonly Row[] {
  const { shown, hidden } = partsOf(rows)
  const without = (list: readonly Row[]) => list.filter((row) => row.id !== id)
  return hidden.some((row) => row.id === id)
    ? [...shown, entry(id), leftOut, ...without(hidden)]
    : [...without(shown), leftOut, entry(id), ...hidden]
}

/** With another section at the end, into which fields may be moved. */
export function withSection(rows: readonly Row[]): readonly Row[] {
  const { shown, hidden } = partsOf(rows)
  const numbers = rows.map(({ id }) => Number(/^section (\d+)$/.exec(id)?.[1] ?? -1))
  return [...shown, newSection(Math.max(...numbers) + 1), leftOut, ...hidden]
}

/** Without a section; its fields go to the one above, those of the first to the one that becomes it. */
export function withoutSection(rows: readonly Row[], id: string): readonly Row[] {
  const rest = rows.filter((row) => row.id !== id)
  return reordered(
    rest,
    rest.map((row) => row.id),
    new Set(),
  )
}

export function changedSection(
  rows: readonly Row[],
  id: string,
  change: { readonly title?: string; readonly columns?: 1 | 2 },
): readonly Row[] {
  return rows.map((row) => (row.kind === 'section' && row.id === id ? { ...row, ...change } : row))
}
