import type { MetadataField, MetadataObject } from '@tendero/model/api'
import { type CSSProperties, useState } from 'react'
import { kindOf } from '../../fields/index.ts'

/** Pixels by the names of fields; those that are not named have the width of their kind, and share what is left. */
export type Widths = Readonly<Record<string, number | undefined>>

/** Sets a column's width, undefined for that of its kind; `kept` once the hand lets go. */
export type Resize = (field: string, width: number | undefined, kept: boolean) => void

export const narrowest = 60
export const widest = 1_000
const checkWidth = 44
const cellPadding = 20
const digitWidth = 10
const signWidth = 5

export function withinBounds(width: number): number {
  return Math.round(Math.min(widest, Math.max(narrowest, width)))
}

/** @example parsedWidths('name:320,amount:90') //=> { name: 320, amount: 90 } */
export function parsedWidths(text: string | undefined): Widths {
  return Object.fromEntries(
    (text ?? '').split(',').flatMap((one) => {
      const [, name, width] = /^(\w+):(\d{2,4})$/.exec(one) ?? []
      return name && width ? [[name, withinBounds(Number(width))]] : []
    }),
  )
}

/** What `parsedWidths` reads; undefined for none. */
export function writtenWidths(widths: Widths): string | undefined {
  const parts = Object.entries(widths).flatMap(([name, width]) => (width === undefined ? [] : `${name}:${width}`))
  return parts.length > 0 ? parts.join(',') : undefined
}

export function usualWidth(field: MetadataField, first: boolean): number {
  return first ? Math.max(220, kindOf(field).width) : kindOf(field).width
}

/** Pixels of a cell that shows a figure in bold on one line, at the least; a little more than it takes. */
export function figureWidth(figure: string): number {
  const signs = figure.match(/[\s.,:’]/g)?.length ?? 0
  return cellPadding + (figure.length - signs) * digitWidth + signs * signWidth
}

/**
 * The columns of a grid, for its rows to take up.
 * @param least what columns need at the least for what stands in them; those that were set stay as they were set
 */
export function columnStyle(columns: readonly MetadataField[], widths: Widths, least: Widths = {}): CSSProperties {
  const tracks = columns.map((field, index) => ({
    set: widths[field.name],
    usual: Math.max(usualWidth(field, index === 0), least[field.name] ?? 0),
  }))
  const total = tracks.reduce((sum, { set, usual }) => sum + (set ?? usual), checkWidth)
  const template = tracks.map(({ set, usual }) => (set === undefined ? `minmax(${usual}px, ${usual}fr)` : `${set}px`))
  return Object.assign<CSSProperties, Record<string, string>>(
    {},
    { '--columns': `${checkWidth}px ${template.join(' ')}`, '--columns-width': `${total}px` },
  )
}

/**
 * The widths of a list's columns: those its view says, else those that this person set last for such records in this
 * browser. What is being dragged is shown at once and kept at the end.
 */
export function useColumnWidths(
  object: MetadataObject,
  ofView: string | undefined,
  onKeep: (widths: string | undefined) => void,
) {
  const key = `tendero.widths.${object.name}`
  const [dragged, setDragged] = useState<Widths>()
  const [mine, setMine] = useState(() => localStorage.getItem(key) ?? undefined)
  const known = parsedWidths(ofView ?? mine)
  const resize: Resize = (field, width, keep) => {
    const next = { ...known, [field]: width === undefined ? undefined : withinBounds(width) }
    setDragged(keep ? undefined : next)
    if (!keep) return
    const text = writtenWidths(next)
    setMine(text)
    if (text) localStorage.setItem(key, text)
    else localStorage.removeItem(key)
    onKeep(text)
  }
  return { widths: dragged ?? known, resize }
}
