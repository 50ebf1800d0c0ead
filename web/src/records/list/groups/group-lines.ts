import type { AnyRecord } from '@tendero/model/api'
import type { RowGroup, RowGroups } from './group-data.ts'

/** What of a group's rows is there. */
export interface LoadedRows {
  readonly rows: readonly AnyRecord[]
  /** Are there further ones? */
  readonly more: boolean
  readonly failed: boolean
}

/** A line of a grouped list. */
export type GroupLine =
  | { readonly kind: 'head'; readonly group: RowGroup; readonly open: boolean }
  | { readonly kind: 'row'; readonly group: RowGroup; readonly record: AnyRecord }
  /** A row that is not loaded yet. */
  | { readonly kind: 'waiting'; readonly group: RowGroup }
  | { readonly kind: 'failed'; readonly group: RowGroup }
  /** Groups that are not read yet, or could not be. */
  | { readonly kind: 'rest'; readonly failed: boolean }

/** Rows of a group that are laid out before they are loaded: through more of them nobody could wait. */
const mostWaiting = 2_000

/**
 * The lines of a grouped list: each group's head and, while it is open, its loaded rows and empty ones for those that are
 * not, so that nothing below moves when they come; behind them, where further groups will stand.
 * @param loaded undefined for a group of which nothing was loaded yet
 */
export function groupLines(
  { groups, rest }: Pick<RowGroups, 'groups' | 'rest'>,
  isOpen: (group: RowGroup) => boolean,
  loaded: (group: RowGroup) => LoadedRows | undefined,
): readonly GroupLine[] {
  const lines = groups.flatMap((group): GroupLine[] => {
    const open = isOpen(group)
    const head: GroupLine = { kind: 'head', group, open }
    return open ? [head, ...linesOf(group, loaded(group))] : [head]
  })
  return rest === 'none' ? lines : [...lines, { kind: 'rest', failed: rest === 'failed' }]
}

function linesOf(group: RowGroup, loaded: LoadedRows | undefined): readonly GroupLine[] {
  const rows = (loaded?.rows ?? []).map((record): GroupLine => ({ kind: 'row', group, record }))
  if (loaded?.failed) return [...rows, { kind: 'failed', group }]
  return [...rows, ...Array.from({ length: missing(group, loaded) }, (): GroupLine => ({ kind: 'waiting', group }))]
}

/** How many rows are not there yet. What is loaded knows better than the count whether there are any. */
function missing({ count }: RowGroup, loaded: LoadedRows | undefined): number {
  if (loaded && !loaded.more) return 0
  return Math.max(1, Math.min(mostWaiting, count - (loaded?.rows.length ?? 0)))
}
