import { type DashboardTile, type ReportKind, tileHeights, tileWidths } from '@tendero/model/api'

/** The size that suits a kind: a number is read at a glance, a table wants room. */
export function firstTile(report: string, kind: ReportKind | undefined, id: string): DashboardTile {
  if (kind === 'number') return { id, report, width: 1, height: 1 }
  return kind === 'table' || kind === 'pivot'
    ? { id, report, width: 4, height: 2 }
    : { id, report, width: 2, height: 2 }
}

/** A tile one step wider or narrower, taller or lower, as far as there are steps. */
export function resized(tile: DashboardTile, by: { readonly width?: 1 | -1; readonly height?: 1 | -1 }): DashboardTile {
  const width = tileWidths.find((one) => one === tile.width + (by.width ?? 0)) ?? tile.width
  const height = tileHeights.find((one) => one === tile.height + (by.height ?? 0)) ?? tile.height
  return { ...tile, width, height }
}
